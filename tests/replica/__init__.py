"""The bundled replica newsrooms: an imitation of the China Minmetals family, generated from a seed, served on loopback."""
