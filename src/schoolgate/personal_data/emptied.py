"""What stands where a name stood."""

# No name, in no language: it is found in no text, and shows that somebody stood here.
NOBODY_ANY_MORE = "—"
