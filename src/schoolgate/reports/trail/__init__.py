"""The trail of a school as its leaders read it."""
