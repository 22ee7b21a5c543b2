"""Finding the rows of a file, of whatever kind: a list in text, a workbook, a Common Transfer File.

Nothing a file contains can stop or hang the reading: sizes are limited, formats that need a reader of their own are
opened in a cage, and what cannot be read is reported with its lines instead of being swallowed.
"""

import csv
import hashlib
from typing import BinaryIO

from schoolgate.pupils.importing.caged.answers import Opened
from schoolgate.pupils.importing.encodings import encoding_of
from schoolgate.pupils.importing.lists import first_lines, read_list
from schoolgate.pupils.importing.opening import open_caged
from schoolgate.pupils.importing.sheets import (
    CUT_TO,
    LINES_TO_LOOK_AT,
    MAX_CELL,
    FileKind,
    LooksLikeHeader,
    Record,
    Sheet,
    best_header,
    record_of,
    take_header,
    usual_width,
)
from schoolgate.pupils.importing.vocabulary import Code, FileProblem, FileRefused

__all__ = ["CUT_TO", "MAX_BYTES", "MAX_CELL", "FileRefused", "Record", "Sheet", "read_file"]

MAX_BYTES = 20 * 1024 * 1024
ZIP = b"PK\x03\x04"
# How other kinds of file begin.
OTHER_KINDS = (
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


def read_file(source: BinaryIO, looks_like_header: LooksLikeHeader, *, header_line: int = 0) -> Sheet:
    """The rows of this file. With `header_line` (counted from 1) a person has said where the header is.

    Raises FileRefused where there is nothing to read: too large, another kind of file, empty, no header.
    """
    sheet = Sheet(_digest_of_allowed(source), "", "", 0, ())
    source.seek(0)
    if source.read(len(ZIP)) == ZIP:
        _fill(sheet, open_caged(source, largest=MAX_BYTES), looks_like_header, header_line)
    else:
        sheet.encoding = encoding_of(source)
        lines = first_lines(source, sheet.encoding)
        if _is_markup(lines):
            _fill(sheet, open_caged(source, largest=MAX_BYTES), looks_like_header, header_line)
        else:
            read_list(source, sheet, lines, looks_like_header, header_line)
    if not sheet.header:
        raise FileRefused(FileProblem(Code.NO_HEADER))
    return sheet


def _fill(sheet: Sheet, opened: Opened, looks_like_header: LooksLikeHeader, header_line: int) -> None:
    """The rows as a caged child found them."""
    rows, facts = opened.rows, opened.facts
    sheet.kind = FileKind(facts["kind"])
    sheet.encoding = sheet.kind
    sheet.tells_of_everyone = not facts.get("is_partial")
    sheet.header_line = header_line or best_header(rows[:LINES_TO_LOOK_AT], looks_like_header)
    for line, cells in rows:
        if sheet.header:
            sheet.records.append(record_of(sheet, line, 1, cells))
        elif line == sheet.header_line:
            take_header(sheet, cells, [above for above in rows if above[0] < line])
    sheet.width = usual_width(sheet)
    sheet.problems += _said_of(opened)


def _said_of(opened: Opened) -> list[FileProblem]:
    """What the office has to know of a workbook: what in it was not read."""
    facts, said = opened.facts, []
    if sheets := facts.get("other_sheets"):
        named = ", ".join(f"“{str(one)[:40]}”" for one in sheets)
        # Somebody may stand there, so nobody is taken for a leaver.
        said.append(FileProblem(Code.OTHER_SHEETS, value=named, may_tell_of_pupils=True))
    if facts.get("hidden_columns"):
        said.append(FileProblem(Code.HIDDEN_COLUMNS, value=str(int(facts["hidden_columns"]))))
    if facts.get("other_files"):
        said.append(FileProblem(Code.OTHER_FILES))
    return said


def _is_markup(lines: list[str]) -> bool:
    """True for XML. Refuses an empty file, a web page, and XML that brings definitions of its own."""
    beginning = next((line.lstrip("\ufeff \t\r\n") for line in lines if line.strip()), "")
    if not beginning:
        raise FileRefused(FileProblem(Code.EMPTY_FILE))
    if not beginning.startswith("<"):
        return False
    if "html" in beginning.lower():
        raise FileRefused(FileProblem(Code.WRONG_KIND, value="a web page"))
    if any("<!doctype" in line.lower() for line in lines):
        raise FileRefused(FileProblem(Code.XML_DOCTYPE))
    return True


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
