"""The cells of one row, tidied: each takes its findings along."""

from collections.abc import Sequence

from schoolgate.pupils.importing.cells import is_plain, look_at, shorten
from schoolgate.pupils.importing.encodings import read_once_more, without_damage
from schoolgate.pupils.importing.names import (
    MAX_NAME,
    is_in_capitals,
    lost_letters,
    odd_characters,
    out_of_capitals,
    without_marks,
    without_spare_spaces,
)
from schoolgate.pupils.importing.vocabulary import Code, Finding, Weight


class Cells:
    """One row while it is being read: its cells by place, the headings, and what has been found so far."""

    __slots__ = ("cells", "findings", "header", "suspicious")

    def __init__(self, header: Sequence[str], cells: Sequence[str], findings: list[Finding]) -> None:
        self.header, self.cells, self.findings = header, cells, findings
        # Columns in which something was found that makes tidying pointless.
        self.suspicious: set[int] = set()

    def find(self, column: int, code: Code, weight: Weight, *, proposal: str = "", more: str = "") -> None:
        """Note a finding about the cell in this column."""
        value = shorten(self.cells[column])
        self.findings.append(Finding(code, weight, self.header[column], value, proposal, more))

    def look_at(self, column: int, *, is_used: bool, is_cut: bool) -> None:
        """Look for what can be wrong with any cell."""
        if is_cut:
            self.find(column, Code.OVERSIZE_CELL, Weight.ASK if is_used else Weight.WARN)
            self.suspicious.add(column)
            return
        if is_plain(self.cells[column]):
            return
        before = len(self.findings)
        self.findings.extend(look_at(self.cells[column], self.header[column], is_used=is_used))
        if len(self.findings) > before:
            self.suspicious.add(column)

    def text(self, column: int) -> str:
        """The cell without spare spaces and invisible marks."""
        raw = self.cells[column]
        if not raw:
            return ""
        text = without_spare_spaces(raw if is_plain(raw) else without_marks(raw))
        if raw != text:
            self._note_tidying(column, raw, text)
        return text

    def word(self, column: int) -> str:
        """The cell without spare spaces; small and capital letters are alike in it, so neither is a matter."""
        return self.text(column)

    def name(self, column: int, *, is_surname: bool) -> str:
        """The cell as a name: letters made whole, no name all in capitals."""
        text = self.text(column)
        if not text or column in self.suspicious:
            return without_damage(read_once_more(text) or text)
        if len(text) > MAX_NAME:
            self.find(column, Code.OVERLONG_NAME, Weight.REJECT)
            return text[:MAX_NAME]
        if lost_letters(text):
            self.find(column, Code.DAMAGED_NAME, Weight.WARN)
        if odd := odd_characters(text):
            self.find(column, Code.ODD_CHARACTER, Weight.ASK, more=odd)
        if is_in_capitals(text, is_surname=is_surname) and "," not in text:
            self.find(column, Code.CAPITALS_TIDIED, Weight.TIDIED)
            return out_of_capitals(text)
        return text

    def _note_tidying(self, column: int, raw: str, text: str) -> None:
        kind = Code.WHITESPACE_TIDIED if without_spare_spaces(raw) == text else Code.LETTERS_TIDIED
        self.find(column, kind, Weight.TIDIED)
