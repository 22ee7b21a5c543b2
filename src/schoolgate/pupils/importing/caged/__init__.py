"""Opening workbooks and transfer files that strangers' machines made, in a child process that can do nothing else.

`importing.opening` is the door. What the child imports is here, in `kernel.cage` and in two packages, nothing
more: its start is what the office waits for.
"""
