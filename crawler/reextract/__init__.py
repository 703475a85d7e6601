"""Today's rules over yesterday's archive: what would change, or the lines that say so. No network."""
