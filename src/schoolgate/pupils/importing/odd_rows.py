"""Rows that tell of no pupil: empty ones, the header again, totals and page numbers."""

import re
from collections.abc import Sequence

from schoolgate.pupils.importing.vocabulary import Code

_FOOTER = re.compile(
    r"\b(total|totals|count|number of|pupils:|students:|end of|page \d|printed|report|generated|run on|run by)\b",
    re.IGNORECASE,
)


def is_repeated_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    """True where a report prints its header again on the next page."""
    return tuple(" ".join(cell.split()) for cell in cells) == tuple(header)


def skipped_because(cells: Sequence[str], *, is_after_all: bool) -> Code | None:
    """Why this row is passed over, or None. A single filled cell is a footer at the end or by its words."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return Code.BLANK_ROW
    if len(filled) > 1 or "\0" in filled[0] or filled[0].isdigit():
        return None
    return Code.FOOTER_ROW if is_after_all or _FOOTER.search(filled[0]) else None
