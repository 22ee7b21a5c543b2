"""Invented rolls, made by seed: the same bytes every time, no clock, no real person (see README.md)."""
