"""Forms of pupils: each is one action."""
