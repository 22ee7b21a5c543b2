"""An Excel workbook as rows of text. Only what can be seen in it is read: no hidden sheet, no hidden column.

Nothing in it is run and nothing is fetched: a formula is the value that it showed last.
"""

import io
import re
import zipfile
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from schoolgate.pupils.importing.caged.answers import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Opened,
    Refused,
    Row,
)

MOST_PARTS = 2_000
MOST_UNPACKED = 400 * 1024 * 1024
# Where a definition of the file's own would stand.
HEAD = 8 * 1024
# Merged headings stand near the top.
ROWS_OF_HEADINGS = 60
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_NUMBER = re.compile(rb'\b(min|max|hidden)="(\w+)"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')

Cells = list[list[Any]]


def open_workbook(data: bytes) -> Opened:
    """The rows of the visible sheet with the most rows. Raises Refused."""
    parts = _parts_of(data)
    workbook = _workbook_of(data)
    seen = [
        (nth, sheet.name)
        for nth, sheet in enumerate(workbook.sheets_metadata)
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
    ]
    sheets = [(nth, workbook.get_sheet_by_index(nth)) for nth, _ in seen]
    filled = [(nth, sheet) for nth, sheet in sheets if sheet.start is not None]
    if not filled:
        raise Refused("empty_file")
    nth, sheet = max(filled, key=lambda one: one[1].height)
    if sheet.height > MOST_ROWS + ROWS_OF_HEADINGS:
        raise Refused("too_many_rows")
    hidden = _hidden_columns(parts, nth)
    return Opened(
        facts={
            "kind": "workbook",
            "hidden_columns": len([one for one in hidden if one < _width(sheet)]),
            "other_sheets": [other.name[:40] for place, other in filled if place != nth and other.height > 1][
                :5
            ],
            "other_files": any(name.startswith("xl/externalLinks/") for name in parts.namelist()),
        },
        rows=_rows(sheet, hidden),
    )


def _parts_of(data: bytes) -> zipfile.ZipFile:
    """The parts of the file, once they have been weighed and none brings definitions of its own."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data))
        infos = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise Refused("damaged_file") from None
    names = {info.filename.lower() for info in infos}
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Refused("too_hard")
    if any(info.flag_bits & 1 for info in infos):
        raise Refused("locked_file")
    if "xl/workbook.xml" not in names:
        raise Refused("wrong_kind", _kind_by_parts(names))
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise Refused("macros")
    for info in infos:
        if info.filename.lower().endswith((".xml", ".rels")) and _has_definitions(
            _head(parts, info.filename)
        ):
            raise Refused("xml_doctype")
    return parts


def _kind_by_parts(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "a binary Excel workbook"
    if any(name.startswith("word/") for name in names):
        return "a Word document"
    if any(name.startswith("ppt/") for name in names):
        return "a presentation"
    return "an OpenDocument file" if "content.xml" in names else "a zip file"


def _has_definitions(head: bytes) -> bool:
    plain = head.replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _head(parts: zipfile.ZipFile, name: str, most: int = HEAD) -> bytes:
    try:
        with parts.open(name) as part:
            return part.read(most)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, OSError, EOFError, ValueError):
        raise Refused("damaged_file") from None


def _workbook_of(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Refused("locked_file") from None
    except (CalamineError, OSError, ValueError):
        raise Refused("damaged_file") from None


def _hidden_columns(parts: zipfile.ZipFile, nth: int) -> set[int]:
    """The columns (from 0) that whoever opens this sheet does not see."""
    top = _head(parts, _path_of_sheet(parts, nth), 64 * 1024).partition(b"<sheetData")[0]
    hidden: set[int] = set()
    for column in _COLUMNS.findall(top):
        given = dict(_NUMBER.findall(column))
        if given.get(b"hidden") in (b"1", b"true") and given.get(b"min", b"").isdigit():
            first, last = int(given[b"min"]), int(given.get(b"max", given[b"min"]))
            hidden |= set(range(first - 1, min(last, MOST_COLUMNS)))
    return hidden


def _path_of_sheet(parts: zipfile.ZipFile, nth: int) -> str:
    """Where the sheet in this place (from 0) of the workbook's list lies in the file."""
    listed = [
        dict(_ATTRIBUTE.findall(one)) for one in _SHEET.findall(_head(parts, "xl/workbook.xml", 1 << 20))
    ]
    relations = [
        dict(_ATTRIBUTE.findall(one))
        for one in _RELATION.findall(_head(parts, "xl/_rels/workbook.xml.rels", 1 << 20))
    ]
    targets = {one.get(b"Id"): one.get(b"Target", b"").decode(errors="replace") for one in relations}
    if nth >= len(listed):
        raise Refused("damaged_file")
    key = next((value for name, value in listed[nth].items() if name.endswith(b":id")), b"")
    target = targets.get(key, "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _width(sheet: CalamineSheet) -> int:
    """The number of columns up to the last with something in it."""
    return sheet.end[1] + 1 if sheet.end else 0


def _rows(sheet: CalamineSheet, hidden: set[int]) -> list[Row]:
    """Every row with something in it, and its number in the sheet."""
    cells: Cells = sheet.to_python(skip_empty_area=False)
    width = min(_width(sheet), MOST_COLUMNS)
    _spread_merged(sheet, cells)
    seen = [column for column in range(width) if column not in hidden]
    _give_zeros_back(cells, seen)
    rows = []
    for line, row in enumerate(cells, 1):
        texts = [_text(row[column]) for column in seen]
        if any(texts):
            rows.append((line, texts))
    return rows


def _spread_merged(sheet: CalamineSheet, cells: Cells) -> None:
    """A heading over several columns stands over each of them; a title over all of them stays where it is."""
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        if top == bottom and 0 < first < last < _width(sheet) and top < min(ROWS_OF_HEADINGS, len(cells)):
            cells[top][first : last + 1] = [cells[top][first]] * (last + 1 - first)


def _give_zeros_back(cells: Cells, columns: list[int]) -> None:
    """A number that Excel took the zeros from (3117) has them again where others in its column do (003129)."""
    for column in columns:
        lengths = Counter(
            len(row[column])
            for row in cells
            if isinstance(row[column], str) and row[column].startswith("0") and row[column].isdigit()
        )
        if not lengths:
            continue
        length = max(lengths, key=lengths.__getitem__)
        for row in cells:
            if isinstance(row[column], float) and row[column].is_integer() and row[column] >= 0:
                row[column] = f"{int(row[column]):0{length}d}"


def _text(cell: object) -> str:
    """A cell as people see it."""
    if isinstance(cell, str):
        return cell[:LONGEST_CELL]
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{int(cell)}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time(0) else f"{cell:%d/%m/%Y %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell) if isinstance(cell, (int, time, timedelta)) else ""
