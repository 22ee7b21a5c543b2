"""Forms of people: each is one action."""
