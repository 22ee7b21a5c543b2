"""Pages of pupils: the roll, one pupil, imports, questions, the restricted list."""
