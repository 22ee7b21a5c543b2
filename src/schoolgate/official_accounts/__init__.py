"""Official accounts: everything that speaks for the school, and how it is reached."""
