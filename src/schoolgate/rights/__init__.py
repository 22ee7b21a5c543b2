"""Who may post where, and what is missing: the result of signatures, training and being named."""
