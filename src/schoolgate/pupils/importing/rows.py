"""The rows of a sheet as pupils: what becomes of each, what was found in it, and the tidied record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from schoolgate.pupils.importing.cells import shorten
from schoolgate.pupils.importing.columns import Mapping
from schoolgate.pupils.importing.dates import are_month_first
from schoolgate.pupils.importing.doubles import find_doubles
from schoolgate.pupils.importing.odd_rows import is_repeated_header, skipped_because
from schoolgate.pupils.importing.pupil_rows import RowReader, numbers_in
from schoolgate.pupils.importing.sheets import Record, Sheet
from schoolgate.pupils.importing.vocabulary import Code, Field, FileProblem, Finding, Outcome, Row, Weight


@dataclass(slots=True)
class RowResult:
    """Everything a file tells: a row for each record, and what is wrong with the file as a whole."""

    rows: list[Row]
    problems: list[FileProblem] = field(default_factory=list)
    uses: frozenset[str] = frozenset()
    tells_of_everyone: bool = True

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each outcome."""
        return dict(Counter(str(row.outcome) for row in self.rows))

    @property
    def leaves_somebody_unseen(self) -> bool:
        """True where a row or some lines could tell of a pupil whom nobody can identify."""
        if any(problem.unread_lines or problem.may_tell_of_pupils for problem in self.problems):
            return True
        return any(row.outcome is Outcome.REJECT and not row.numbers for row in self.rows)


def read_rows(sheet: Sheet, mapping: Mapping, today: date) -> RowResult:
    """Every record of the sheet, read by this mapping, on this day."""
    month_first = _columns_with_month_first(sheet, mapping)
    reader = RowReader(sheet, mapping, today, month_first)
    rows = rows_with(sheet, reader)
    find_doubles(rows, sheet, mapping)
    problems = [
        *sheet.problems,
        *(FileProblem(Code.MONTH_FIRST, value=sheet.header[one]) for one in month_first),
    ]
    return RowResult(rows, problems, mapping.uses, sheet.tells_of_everyone)


class Reader(Protocol):
    """Fills a row with what its record tells."""

    number_column: int | None

    def read_into(self, row: Row, record: Record) -> None: ...


def rows_with(sheet: Sheet, reader: Reader) -> list[Row]:
    """A row for each record, read by this reader; what is no pupil or broken is said and not read."""
    last = _last_full_record(sheet)
    return [
        _row(sheet, record, reader, is_after_all=place > last) for place, record in enumerate(sheet.records)
    ]


def _row(sheet: Sheet, record: Record, reader: Reader, *, is_after_all: bool) -> Row:
    row = Row(record.line, record.lines)
    if record.fault is not None:
        row.findings.append(Finding(record.fault, Weight.REJECT))
        row.is_whole = False
        return row
    if is_repeated_header(record.cells, sheet.header):
        row.findings.append(Finding(Code.REPEATED_HEADER, Weight.SKIP))
        return row
    if skipped := skipped_because(record.cells, is_after_all=is_after_all):
        row.findings.append(
            Finding(skipped, Weight.SKIP, value=shorten(record.cells[0] if record.cells else ""))
        )
        return row
    if broken := _broken(sheet, record):
        row.findings.append(broken)
        row.is_whole = False
        row.numbers = numbers_in(record.cells, reader.number_column)
        return row
    reader.read_into(row, record)
    return row


def _broken(sheet: Sheet, record: Record) -> Finding | None:
    """Why the cells of this record cannot be told apart: too many, too few, or a damaged disk."""
    cells = len(record.cells)
    if cells != len(sheet.header) and any("\0" in cell for cell in record.cells):
        return Finding(Code.NUL_BYTE, Weight.REJECT, value=shorten(record.cells[0]))
    if cells > max(sheet.width, len(sheet.header)):
        return Finding(Code.EXTRA_FIELD, Weight.REJECT, more=str(cells))
    if cells < len(sheet.header):
        return Finding(Code.MISSING_FIELD, Weight.REJECT, more=str(cells))
    return None


def _last_full_record(sheet: Sheet) -> int:
    """The place of the last record that is as wide as the header; what comes after it is a footer."""
    for place in range(len(sheet.records) - 1, -1, -1):
        record = sheet.records[place]
        if len(record.cells) >= len(sheet.header) and sum(bool(cell.strip()) for cell in record.cells) > 1:
            return place
    return -1


def _columns_with_month_first(sheet: Sheet, mapping: Mapping) -> Sequence[int]:
    dates = [
        column
        for meaning in (Field.BORN_ON, Field.JOINED_ON, Field.LEFT_ON)
        for column in mapping.columns_of(meaning)
    ]
    return [
        column
        for column in dates
        if are_month_first(record.cells[column] for record in sheet.records if column < len(record.cells))
    ]
