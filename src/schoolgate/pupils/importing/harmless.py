"""Cells that leave the program: none of them may be run as a formula by the spreadsheet that opens it."""

import csv
import io
from collections.abc import Iterable, Sequence

from schoolgate.pupils.importing.encodings import without_damage

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: object) -> str:
    """The cell as text with an apostrophe in front where a spreadsheet would take it for a formula."""
    text = "" if cell is None else str(cell).replace("\0", "")
    # Whatever counts as a space may stand before the sign; a tab and a new line are signs themselves.
    begins = (text.lstrip(" \u00a0"), text.lstrip())
    return f"'{text}" if any(one.startswith(_DANGEROUS) for one in begins) else text


def plain_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a CSV file that stays inside the program: every cell as it was."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([without_damage(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as a CSV file that spreadsheets open with the right letters and without running anything."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
