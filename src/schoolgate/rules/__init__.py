"""The functional core: every yes, no and date that a policy decides, from the standard library alone."""
