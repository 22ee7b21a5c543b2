"""Worries: anybody tells of one in words, the right people read it, and whom it is about never does."""
