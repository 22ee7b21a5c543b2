"""Rows that tell of the same pupil, or use the same number for two."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from schoolgate.pupils.importing.cells import shorten
from schoolgate.pupils.importing.columns import Mapping
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.importing.sheets import Sheet
from schoolgate.pupils.importing.vocabulary import Code, Field, Finding, Outcome, PupilRecord, Row, Weight


def find_doubles(rows: list[Row], sheet: Sheet, mapping: Mapping) -> None:
    """Add what only the whole file shows. A row that is there word for word twice counts once."""
    _skip_repeated(rows, sheet)
    pupils = [row for row in rows if row.pupil is not None and row.outcome is not Outcome.SKIP]
    _ask_all_of(pupils, lambda pupil: pupil.upn, Code.DUPLICATE_UPN, _heading(sheet, mapping, Field.UPN))
    _ask_later_ones(pupils, _heading(sheet, mapping, Field.ADMISSION_NUMBER))
    _ask_all_of(pupils, _person, Code.POSSIBLE_DUPLICATE_PERSON, "")


def _heading(sheet: Sheet, mapping: Mapping, meaning: Field) -> str:
    columns = mapping.columns_of(meaning)
    return sheet.header[columns[0]] if columns else ""


def _skip_repeated(rows: list[Row], sheet: Sheet) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row, record in zip(rows, sheet.records, strict=True):
        if row.pupil is None:
            continue
        first = seen.setdefault(record.cells, row.line)
        if first != row.line:
            row.findings = [Finding(Code.DUPLICATE_ROW, Weight.SKIP, more=str(first))]


def _ask_all_of(
    rows: Iterable[Row], key_of: Callable[[PupilRecord], Hashable], code: Code, column: str
) -> None:
    """Ask about every row of a group that shares a key."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        if row.pupil is not None and (key := key_of(row.pupil)):
            groups[key].append(row)
    for group in groups.values():
        if len(group) > 1:
            for row in group:
                others = ", ".join(str(other.line) for other in group if other is not row)
                row.findings.append(Finding(code, Weight.ASK, column, more=others))


def _person(pupil: PupilRecord) -> Hashable:
    """Same legal name and date of birth: perhaps the same child twice. Twins differ in the forename."""
    if pupil.born_on is None:
        return None
    return folded(pupil.legal_surname), folded(pupil.legal_forename), pupil.born_on


def _ask_later_ones(rows: Iterable[Row], column: str) -> None:
    """The first row with an admission number keeps it; the later ones are asked about."""
    first: dict[str, int] = {}
    for row in rows:
        number = row.pupil.admission_number if row.pupil is not None else ""
        if number and first.setdefault(number, row.line) != row.line:
            more, value = str(first[number]), shorten(number)
            row.findings.append(
                Finding(Code.DUPLICATE_ADMISSION_NUMBER, Weight.ASK, column, value, more=more)
            )
