"""The same actions and lists as JSON, made from the registry of actions, for programs with a person's token."""
