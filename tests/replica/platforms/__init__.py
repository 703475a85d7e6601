"""Imitations of the systems that companies publish their news with: one company, drawn from a seed, rendered as each does."""
