"""Opening pictures that strangers' machines made, in a child process that can do nothing else.

`intake.clean_picture` is the door. What a child process imports is here and in `kernel.cage`, so this package
imports nothing itself: a child starts for every upload, and its start is what a teacher waits for.
"""
