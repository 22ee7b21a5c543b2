"""What can be wrong with any cell: a formula, markup, characters that nobody typed, a broken encoding."""

import re
from collections.abc import Iterator

from schoolgate.pupils.importing.encodings import DAMAGE, read_once_more, without_damage
from schoolgate.pupils.importing.sheets import CUT_TO
from schoolgate.pupils.importing.vocabulary import Code, Finding, Weight

# Everything but a cell of letters, digits and the marks of names, dates and addresses needs a closer look.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,'/:;()@_\-]*")
# Signs that begin a formula, in the shapes that spreadsheets accept too.
_FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
_NUMBER_OR_PHONE = re.compile(r"[+\-]?[\d ()./\-]*")
_MARKUP = re.compile(r"<\s*[a-zA-Z!/?]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def is_plain(cell: str) -> bool:
    """True for a cell in which nothing can be wrong that this module knows of; the usual, quick way out."""
    return not cell or _PLAIN.fullmatch(cell) is not None


def is_formula(cell: str) -> bool:
    """True where a spreadsheet would run the cell. A telephone number with + and a negative number are none."""
    text = cell.lstrip()
    if not text or text[0] not in _FORMULA_SIGNS:
        return False
    return not _NUMBER_OR_PHONE.fullmatch(text)


def look_at(cell: str, column: str, *, is_used: bool) -> Iterator[Finding]:
    """What is wrong with this cell. In a column that we use a person is asked; in another it is only said."""
    if is_plain(cell):
        return
    weight = Weight.ASK if is_used else Weight.WARN
    shown = shorten(cell)
    if "\0" in cell:
        yield Finding(Code.NUL_BYTE, Weight.REJECT, column, shown)
    if is_formula(cell):
        yield Finding(Code.FORMULA_CELL, weight, column, shown)
    if _has_control(cell, is_used=is_used):
        yield Finding(Code.CONTROL_CHARACTER, weight, column, shown)
    if _MARKUP.search(cell):
        yield Finding(Code.MARKUP_IN_CELL, weight, column, shown)
    if DAMAGE.search(cell):
        yield Finding(Code.BAD_ENCODING, weight, column, shown)
    elif once_more := read_once_more(cell):
        yield Finding(Code.MOJIBAKE, weight, column, shown, proposal=once_more)


def _has_control(cell: str, *, is_used: bool) -> bool:
    """Tabs at the ends of a cell that we use are spaces to be tidied; before anything else they are odd."""
    if cell.startswith("\t") and not is_used:
        return True
    return bool(_CONTROL.search(cell.replace("\0", "")))


def shorten(cell: str) -> str:
    """The cell as a page may show it: never whole when it is long, nothing in it that is not a character."""
    text = without_damage(cell).replace("\0", "\ufffd").strip()
    text = _CONTROL.sub("\ufffd", text)
    return text if len(text) <= CUT_TO else f"{text[:CUT_TO]}…"
