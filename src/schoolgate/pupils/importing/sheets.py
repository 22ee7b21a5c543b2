"""A file as rows and cells: its header, and each record with its line, whatever kind of file it came from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from schoolgate.pupils.importing.vocabulary import Code, FileProblem

MAX_COLUMNS = 400
# More than this of one cell is kept nowhere; CUT_TO is what is shown of such a cell.
MAX_CELL = 4_000
CUT_TO = 60
LINES_TO_LOOK_AT = 60

# Says how much a line looks like a header: the number of cells whose meaning is known.
LooksLikeHeader = Callable[[Iterable[str]], int]


class FileKind(StrEnum):
    """What sort of file the rows came from."""

    LIST = "list"
    WORKBOOK = "workbook"
    TRANSFER_FILE = "transfer_file"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its first physical line, how many lines it takes, its cells, which of them were cut.

    `fault` is a code where the record could not be split into cells.
    """

    line: int
    lines: int
    cells: tuple[str, ...]
    cut: frozenset[int] = frozenset()
    fault: Code | None = None


@dataclass(slots=True)
class Sheet:
    """A file as rows and cells, before anything in it has a meaning.

    `tells_of_everyone`: a pupil who is not in it may have left; False for a file that is about some pupils only.
    """

    digest: str
    encoding: str
    delimiter: str
    header_line: int
    header: tuple[str, ...]
    title_lines: tuple[int, ...] = ()
    merged_header_line: int = 0
    groups: tuple[str, ...] = ()
    records: list[Record] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    width: int = 0
    kind: FileKind = FileKind.LIST
    tells_of_everyone: bool = True

    @property
    def has_unread_lines(self) -> bool:
        return any(problem.unread_lines for problem in self.problems)


def best_header(rows: list[tuple[int, list[str]]], looks_like_header: LooksLikeHeader) -> int:
    """The line of the header: where most cells have a known meaning, else the first that is as wide as the rest."""
    scored = [(looks_like_header(row), -line) for line, row in rows]
    best, line = max(scored, default=(0, 0))
    if best >= 2:
        return -line
    widths = [len(row) for _, row in rows if len(row) > 1]
    usual = max(set(widths), key=widths.count, default=0)
    return next((line for line, row in rows if len(row) == usual and all(row[:2])), 0)


def take_header(sheet: Sheet, cells: list[str], before: list[tuple[int, list[str]]]) -> None:
    sheet.header = tuple(" ".join(cell.split())[:120] for cell in cells[:MAX_COLUMNS])
    sheet.title_lines = tuple(range(1, sheet.header_line))
    for line, above in reversed(before):
        filled = [cell for cell in above if cell.strip()]
        if len(filled) >= 2 and len(above) == len(cells):
            sheet.merged_header_line = line
            sheet.groups = _spread(above) if sheet.kind is FileKind.LIST else tuple(above)
            break


def _spread(merged: list[str]) -> tuple[str, ...]:
    """A merged heading stands in its first cell and counts for the empty ones after it."""
    groups, last = [], ""
    for cell in merged:
        last = cell.strip() or last
        groups.append(last)
    return tuple(groups)


def record_of(sheet: Sheet, line: int, lines: int, cells: list[str]) -> Record:
    if lines > 1 and any(
        cell.count(sheet.delimiter) >= len(sheet.header) - 2 for cell in cells if "\n" in cell
    ):
        # A quote that closes rows later than it should: whole rows stand in one cell.
        return Record(line, lines, (), fault=Code.STRAY_QUOTE)
    cells = cells[: MAX_COLUMNS + 1]
    cut = frozenset(place for place, cell in enumerate(cells) if len(cell) > MAX_CELL)
    return Record(
        line, lines, tuple(cell[:CUT_TO] if place in cut else cell for place, cell in enumerate(cells)), cut
    )


def usual_width(sheet: Sheet) -> int:
    """How many cells a record has: as the header, or one more where most rows end in a delimiter."""
    width = len(sheet.header)
    one_more = sum(
        len(record.cells) == width + 1 and not record.cells[-1].strip() for record in sheet.records
    )
    return width + 1 if one_more * 2 > len(sheet.records) else width
