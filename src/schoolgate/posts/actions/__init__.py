"""What can be done with a post, split by behaviour."""
