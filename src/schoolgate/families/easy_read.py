"""Easy Read: one idea a line, each line with a drawing (static/families/easy/*.svg)."""

# The line of the language files, and its drawing.
EASY_LINES = (
    ("easy_ask", "ask"),
    ("easy_choose", "choose"),
    ("easy_no", "no"),
    ("easy_silence", "silence"),
    ("easy_change", "change"),
)
