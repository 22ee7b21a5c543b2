"""The rows of a list in text (CSV): its delimiter and header, and each record with its line.

Nothing a list contains can stop or hang the reading, and what cannot be read is reported with its lines instead of
being swallowed.
"""

import csv
import io
import itertools
from collections.abc import Iterable
from typing import BinaryIO

from schoolgate.pupils.importing.sheets import (
    LINES_TO_LOOK_AT,
    LooksLikeHeader,
    Record,
    Sheet,
    best_header,
    record_of,
    take_header,
    usual_width,
)
from schoolgate.pupils.importing.vocabulary import Code, FileProblem, FileRefused

MAX_RECORDS = 200_000
MAX_CELLS_IN_LINE = 20_000
DELIMITERS = ",;\t|"


def read_list(
    source: BinaryIO, sheet: Sheet, lines: list[str], looks_like_header: LooksLikeHeader, header_line: int
) -> None:
    """Fill the sheet with the rows of this list; `lines` are its first ones."""
    sheet.delimiter = _delimiter_of(lines, looks_like_header)
    sheet.header_line = header_line or best_header(_split(lines, sheet.delimiter), looks_like_header)
    _fill(sheet, source, _line_end_of(lines))


def _text(source: BinaryIO, encoding: str) -> io.TextIOWrapper:
    source.seek(0)
    # Detached again by whoever reads, so that the file stays open for its owner.
    return io.TextIOWrapper(source, encoding=encoding, errors=_errors_of(encoding), newline="")


def _errors_of(encoding: str) -> str:
    return "replace" if encoding == "utf-16" else "surrogateescape"


def first_lines(source: BinaryIO, encoding: str) -> list[str]:
    text = _text(source, encoding)
    try:
        return list(itertools.islice(text, LINES_TO_LOOK_AT))
    finally:
        text.detach()


def _line_end_of(lines: list[str]) -> str:
    """Lines are counted by line feeds, as editors do; very old files have carriage returns alone."""
    return "\n" if any("\n" in line for line in lines) else "\r"


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
            take_header(sheet, cells, before)
        else:
            _take_record(sheet, begins, max(counted.line - begins, 1), cells)
    sheet.width = usual_width(sheet)


def _take_record(sheet: Sheet, line: int, lines: int, cells: list[str]) -> None:
    """Keep a record; a line with nothing on it, not even a delimiter, is none."""
    if cells:
        sheet.records.append(record_of(sheet, line, lines, cells))
    if len(sheet.records) > MAX_RECORDS:
        raise FileRefused(FileProblem(Code.TOO_MANY_ROWS, line))


def _swallows_the_rest(sheet: Sheet, error: csv.Error, begins: int, counted: _Counted) -> bool:
    """True at the end of the file inside a quote: everything from where it opened is reported as unread."""
    if "unexpected end of data" not in str(error):
        return False
    last_line = max(counted.line - 1, begins)
    sheet.problems.append(FileProblem(Code.UNCLOSED_QUOTE, begins, last_line))
    return True
