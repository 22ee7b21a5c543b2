"""Pages about what is held of people."""
