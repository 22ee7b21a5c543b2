"""Finding the rows of a file: its encoding, delimiter and header, and each record with its line.

Nothing a file contains can stop or hang the reading: sizes are limited, and what cannot be read is reported
with its lines instead of being swallowed.
"""

import csv
import hashlib
import io
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from schoolgate.pupils.importing.encodings import encoding_of
from schoolgate.pupils.importing.vocabulary import Code, FileProblem

MAX_BYTES = 20 * 1024 * 1024
MAX_RECORDS = 200_000
MAX_COLUMNS = 400
MAX_CELLS_IN_LINE = 20_000
# More than this of one cell is kept nowhere; CUT_TO is what is shown of such a cell.
MAX_CELL = 4_000
CUT_TO = 60
LINES_TO_LOOK_AT = 60
DELIMITERS = ",;\t|"
# How other kinds of file begin.
OTHER_KINDS = (
    (b"PK\x03\x04", "an Excel workbook or a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)

# The csv module's own limit is one for the whole process; ours is the size of the file.
csv.field_size_limit(MAX_BYTES)


class FileRefused(Exception):
    """The file cannot be read at all; `problem` says why."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(str(problem.code))
        self.problem = problem


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
    """A file as rows and cells, before anything in it has a meaning."""

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

    @property
    def has_unread_lines(self) -> bool:
        return any(problem.unread_lines for problem in self.problems)


# Says how much a line looks like a header: the number of cells whose meaning is known.
LooksLikeHeader = Callable[[Iterable[str]], int]


def read_file(source: BinaryIO, looks_like_header: LooksLikeHeader, *, header_line: int = 0) -> Sheet:
    """The rows of this file. With `header_line` (counted from 1) a person has said where the header is.

    Raises FileRefused where there is nothing to read: too large, another kind of file, empty, no header.
    """
    digest = _digest_of_allowed(source)
    encoding = encoding_of(source)
    lines = _first_lines(source, encoding)
    _refuse_markup(lines)
    delimiter = _delimiter_of(lines, looks_like_header)
    header_line = header_line or _header_line_of(lines, delimiter, looks_like_header)
    sheet = Sheet(digest, encoding, delimiter, header_line, ())
    _fill(sheet, source, _line_end_of(lines))
    if not sheet.header:
        raise FileRefused(FileProblem(Code.NO_HEADER))
    return sheet


def _digest_of_allowed(source: BinaryIO) -> str:
    """SHA-256 of the file; refuses one that is empty, too large or plainly of another kind."""
    digest, size = hashlib.sha256(), 0
    source.seek(0)
    while piece := source.read(256 * 1024):
        if size == 0:
            _refuse_other_kinds(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise FileRefused(FileProblem(Code.TOO_LARGE))
        digest.update(piece)
    if size == 0:
        raise FileRefused(FileProblem(Code.EMPTY_FILE))
    return digest.hexdigest()


def _refuse_other_kinds(start: bytes) -> None:
    for beginning, kind in OTHER_KINDS:
        if start.startswith(beginning):
            raise FileRefused(FileProblem(Code.WRONG_KIND, value=kind))


def _text(source: BinaryIO, encoding: str) -> io.TextIOWrapper:
    source.seek(0)
    # Detached again by whoever reads, so that the file stays open for its owner.
    return io.TextIOWrapper(source, encoding=encoding, errors=_errors_of(encoding), newline="")


def _errors_of(encoding: str) -> str:
    return "replace" if encoding == "utf-16" else "surrogateescape"


def _first_lines(source: BinaryIO, encoding: str) -> list[str]:
    text = _text(source, encoding)
    try:
        return list(itertools.islice(text, LINES_TO_LOOK_AT))
    finally:
        text.detach()


def _line_end_of(lines: list[str]) -> str:
    """Lines are counted by line feeds, as editors do; very old files have carriage returns alone."""
    return "\n" if any("\n" in line for line in lines) else "\r"


def _refuse_markup(lines: list[str]) -> None:
    beginning = next((line.lstrip("\ufeff \t\r\n") for line in lines if line.strip()), "")
    if not beginning:
        raise FileRefused(FileProblem(Code.EMPTY_FILE))
    if beginning.startswith("<"):
        has_doctype = any("<!doctype" in line.lower() and "html" not in line.lower() for line in lines)
        kind = "a web page" if "html" in beginning.lower() else "an XML file"
        raise FileRefused(FileProblem(Code.XML_DOCTYPE if has_doctype else Code.WRONG_KIND, value=kind))


def _delimiter_of(lines: list[str], looks_like_header: LooksLikeHeader) -> str:
    """The delimiter under which a line looks most like a header; else the one that splits most lines alike."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = [row for _, row in _split(lines, delimiter)]
        best = max((looks_like_header(row) for row in rows), default=0)
        widths = [len(row) for row in rows if len(row) > 1]
        return best, max((widths.count(width) for width in set(widths)), default=0)

    if lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]
    return max(DELIMITERS, key=score)


def _split(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows of these lines with the line each begins on, as far as they can be split."""
    rows: list[tuple[int, list[str]]] = []
    counted = _Counted(lines)
    reader = csv.reader(counted, delimiter=delimiter)
    while True:
        begins = counted.line
        try:
            row = next(reader)
        except (StopIteration, csv.Error):
            return rows
        rows.append((begins, row))


def _header_line_of(lines: list[str], delimiter: str, looks_like_header: LooksLikeHeader) -> int:
    """The line of the header: where most cells have a known meaning, else the first that is as wide as the rest."""
    rows = _split(lines, delimiter)
    scored = [(looks_like_header(row), -line) for line, row in rows]
    best, line = max(scored, default=(0, 0))
    if best >= 2:
        return -line
    widths = [len(row) for _, row in rows if len(row) > 1]
    usual = max(set(widths), key=widths.count, default=0)
    return next((line for line, row in rows if len(row) == usual and all(row[:2])), 0)


class _Counted:
    """Lines handed to the csv module one by one, so that we know on which line it is."""

    def __init__(self, lines: Iterable[str], delimiter: str = "", line_end: str = "\n") -> None:
        self.lines = iter(lines)
        self.delimiter = delimiter
        self.line_end = line_end
        self.line = 1

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        if self.delimiter and line.count(self.delimiter) > MAX_CELLS_IN_LINE:
            raise FileRefused(FileProblem(Code.TOO_MANY_CELLS, self.line))
        self.line += line.endswith(self.line_end)
        return line


def _fill(sheet: Sheet, source: BinaryIO, line_end: str) -> None:
    """Read header and records into the sheet."""
    text = _text(source, sheet.encoding)
    try:
        _fill_from(sheet, _Counted(text, sheet.delimiter, line_end))
    finally:
        text.detach()


def _fill_from(sheet: Sheet, counted: _Counted) -> None:
    reader = csv.reader(counted, delimiter=sheet.delimiter, strict=True)
    before: list[tuple[int, list[str]]] = []
    while True:
        begins = counted.line
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if _swallows_the_rest(sheet, error, begins, counted):
                break
            sheet.records.append(Record(begins, counted.line - begins, (), fault=Code.STRAY_QUOTE))
            continue
        if begins < sheet.header_line:
            before.append((begins, cells))
        elif not sheet.header:
            _take_header(sheet, cells, before)
        else:
            _take_record(sheet, begins, max(counted.line - begins, 1), cells)
    sheet.width = _usual_width(sheet)


def _take_record(sheet: Sheet, line: int, lines: int, cells: list[str]) -> None:
    """Keep a record; a line with nothing on it, not even a delimiter, is none."""
    if cells:
        sheet.records.append(_record(sheet, line, lines, cells))
    if len(sheet.records) > MAX_RECORDS:
        raise FileRefused(FileProblem(Code.TOO_MANY_ROWS, line))


def _swallows_the_rest(sheet: Sheet, error: csv.Error, begins: int, counted: _Counted) -> bool:
    """True at the end of the file inside a quote: everything from where it opened is reported as unread."""
    if "unexpected end of data" not in str(error):
        return False
    last_line = max(counted.line - 1, begins)
    sheet.problems.append(FileProblem(Code.UNCLOSED_QUOTE, begins, last_line))
    return True


def _take_header(sheet: Sheet, cells: list[str], before: list[tuple[int, list[str]]]) -> None:
    sheet.header = tuple(" ".join(cell.split())[:120] for cell in cells[:MAX_COLUMNS])
    sheet.title_lines = tuple(range(1, sheet.header_line))
    for line, above in reversed(before):
        filled = [cell for cell in above if cell.strip()]
        if len(filled) >= 2 and len(above) == len(cells):
            sheet.merged_header_line = line
            sheet.groups = _spread(above)
            break


def _spread(merged: list[str]) -> tuple[str, ...]:
    """A merged heading stands in its first cell and counts for the empty ones after it."""
    groups, last = [], ""
    for cell in merged:
        last = cell.strip() or last
        groups.append(last)
    return tuple(groups)


def _record(sheet: Sheet, line: int, lines: int, cells: list[str]) -> Record:
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


def _usual_width(sheet: Sheet) -> int:
    """How many cells a record has: as the header, or one more where most rows end in a delimiter."""
    width = len(sheet.header)
    one_more = sum(
        len(record.cells) == width + 1 and not record.cells[-1].strip() for record in sheet.records
    )
    return width + 1 if one_more * 2 > len(sheet.records) else width
