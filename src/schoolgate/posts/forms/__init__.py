"""Forms of posts; each is one action."""
