"""What a policy wants said at the right moment, and where it is shown."""
