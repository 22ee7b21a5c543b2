"""Words that can be read in a picture, found on this machine: a name on a badge, a number on a van."""
