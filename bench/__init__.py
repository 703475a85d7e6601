"""Measurements, run by hand: speed, accuracy, scale. No test times anything."""
