"""Breaches of information: reported at once, limited at once, told to whom the law wants told, kept in a register."""
