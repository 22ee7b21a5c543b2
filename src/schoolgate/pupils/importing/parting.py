"""A trust's file parted among its schools, and what only the whole of it shows: who stands on two rolls."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from schoolgate.pupils.importing.columns import (
    SAME_CHILD,
    UPN_ELSEWHERE,
    Mapping,
    plain_heading,
    propose_columns,
)
from schoolgate.pupils.importing.harmless import plain_csv
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.importing.odd_rows import is_repeated_header, skipped_because
from schoolgate.pupils.importing.sheets import Record, Sheet
from schoolgate.pupils.importing.upn import tidy_upn, upn_code
from schoolgate.pupils.importing.vocabulary import Code, Field, FileProblem, FileRefused

_CODES = (
    "laestab",
    "la estab",
    "dfe number",
    "dfe no",
    "school code",
    "establishment number",
    "urn",
    "school urn",
)
_NAMES = ("school name", "school", "establishment name", "establishmentname", "academy", "site")
MOST_SCHOOLS = 200


@dataclass(slots=True)
class SchoolPart:
    """The rows of one school. `code` may be empty where the file has names alone."""

    code: str
    name: str
    records: list[Record] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the school is called in the file."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Twice:
    """A UPN on more than one roll: on which lines, at which schools, and whether it is one child."""

    upn: str
    lines: tuple[int, ...]
    schools: tuple[str, ...]
    is_same_child: bool


@dataclass(slots=True)
class Parting:
    """A file parted: a part for each school, the lines of rows that name none, and the UPNs that are there twice."""

    sheet: Sheet
    parts: list[SchoolPart]
    twice: list[Twice]
    without_school: list[int] = field(default_factory=list)
    without_upn: int = 0
    wrong_upns: int = 0

    @property
    def rows(self) -> int:
        return sum(len(part.records) for part in self.parts) + len(self.without_school)

    @property
    def children(self) -> int:
        """How many children the rows tell of: one who stands on two rolls is one."""
        return self.rows - sum(len(one.lines) - 1 for one in self.twice if one.is_same_child)

    def file_of(self, part: SchoolPart) -> bytes:
        """This school's rows as a list of its own, each with what another school's roll says of its UPN."""
        said = self._said()
        rows = ([*record.cells, said.get(record.line, "")] for record in part.records)
        return plain_csv([*self.sheet.header, UPN_ELSEWHERE], rows)

    def _said(self) -> dict[int, str]:
        said: dict[int, str] = {}
        for one in self.twice:
            for line, school in zip(one.lines, one.schools, strict=True):
                others = ", ".join(sorted(set(one.schools) - {school}))
                said[line] = f"{SAME_CHILD if one.is_same_child else ''}{others}"
        return said


def school_columns(header: Iterable[str]) -> tuple[int | None, int | None]:
    """The columns of the school's code and of its name."""
    plain = [plain_heading(heading) for heading in header]
    return _first(plain, _CODES), _first(plain, _NAMES)


def _first(plain: list[str], known: Iterable[str]) -> int | None:
    return next((plain.index(heading) for heading in known if heading in plain), None)


def part_sheet(sheet: Sheet) -> Parting:
    """The rows of each school. Raises FileRefused where the file does not say whose its pupils are."""
    code_column, name_column = school_columns(sheet.header)
    if code_column is None and name_column is None:
        raise FileRefused(FileProblem(Code.NO_SCHOOLS))
    mapping = propose_columns(sheet.header, (record.cells for record in sheet.records[:400]), sheet.groups)
    parts: dict[str, SchoolPart] = {}
    parting = Parting(sheet, [], [])
    for record in sheet.records:
        if is_repeated_header(record.cells, sheet.header) or skipped_because(
            record.cells, is_after_all=False
        ):
            continue
        code, name = _cell(record, code_column), _cell(record, name_column)
        if record.fault is not None or not (code or name):
            parting.without_school.append(record.line)
            continue
        part = parts.setdefault(code or folded(name), SchoolPart(code[:60], name[:120]))
        part.records.append(record)
    if len(parts) > MOST_SCHOOLS:
        raise FileRefused(FileProblem(Code.NO_SCHOOLS))
    parting.parts = sorted(parts.values(), key=lambda part: (folded(part.name), part.code))
    _look_at_upns(parting, mapping)
    return parting


def _cell(record: Record, column: int | None) -> str:
    if column is None or column >= len(record.cells):
        return ""
    return " ".join(record.cells[column].split())


def _look_at_upns(parting: Parting, mapping: Mapping) -> None:
    """Find each UPN that stands on more than one roll. Twice at one school is for that school's own import."""
    columns = mapping.columns_of(Field.UPN)
    if not columns:
        return
    person_of = _person_reader(mapping)
    found: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for school, record in _with_schools(parting):
        upn = tidy_upn(_cell(record, columns[0]))
        parting.without_upn += not upn
        if upn and upn_code(upn):
            parting.wrong_upns += 1
        elif upn:
            found[upn].append((school, record))
    for upn, rows in found.items():
        schools = tuple(school for school, _ in rows)
        if len(set(schools)) > 1:
            people = {person_of(record) for _, record in rows}
            lines = tuple(record.line for _, record in rows)
            parting.twice.append(Twice(upn, lines, schools, is_same_child=len(people) == 1))


def _with_schools(parting: Parting) -> Iterator[tuple[str, Record]]:
    for part in parting.parts:
        for record in part.records:
            yield part.name or part.code, record


def _person_reader(mapping: Mapping) -> Callable[[Record], Hashable]:
    """Name and date of birth, as the file spells them: the same for a child who stands on two rolls."""
    columns = [
        column
        for one in (Field.LEGAL_SURNAME, Field.LEGAL_FORENAME, Field.BORN_ON)
        for column in mapping.columns_of(one)[:1]
    ]
    return lambda record: tuple(folded(_cell(record, column)) for column in columns)
