"""Coverage-guided fuzzing of every parser of untrusted input. By hand: `python -m bench.fuzz TARGET --seconds 600`."""
