"""Markdown from values."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; what stands in a cell is made harmless for it."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(_cell(one) for one in row)} |" for row in rows]
    return "\n".join(lines)


def code(words: object) -> str:
    """As code."""
    return f"`{words}`"


def page(title: str, *parts: str) -> str:
    """A page with its heading and the word that nobody edits it."""
    return "\n\n".join([f"# {title}", "Made from the code by `schoolgate docs`; do not edit.", *parts]) + "\n"


def _cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").split())
