"""A newsroom server that misbehaves in every way that GUARANTEES names, down to the TCP level."""
