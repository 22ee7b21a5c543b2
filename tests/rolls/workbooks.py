"""Writes an Excel workbook without a library, the same bytes each time, with everything that exports do to one."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

Row = Sequence[Any]

_OPEN_XML = "http://schemas.openxmlformats.org"
_MAIN = f"{_OPEN_XML}/spreadsheetml/2006/main"
_RELATIONS = f"{_OPEN_XML}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY_ONE = date(1899, 12, 30)
# Style 1 is a date as people write it, style 2 is bold.
_STYLES = f"""{_DECLARATION}<styleSheet xmlns="{_MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts>
<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="3"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/>
<xf fontId="1" xfId="0" applyFont="1"/></cellXfs></styleSheet>"""


@dataclass(frozen=True)
class Inline:
    """Text that stands in its cell, not in the workbook's list of texts."""

    text: str


@dataclass
class Workbook:
    """Sheets of cells: None, text, `Inline`, a number, a date. `more` are further parts, by their paths."""

    more: dict[str, bytes] = field(default_factory=dict)
    _sheets: list[tuple[str, str, str]] = field(default_factory=list)
    _texts: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        name: str,
        rows: Sequence[Row],
        *,
        merged: Sequence[str] = (),
        hidden_columns: Sequence[int] = (),
        state: str = "visible",
        bold_row: int = 0,
    ) -> None:
        """Add a sheet. Columns count from 0, rows from 1."""
        columns = "".join(f'<col min="{c + 1}" max="{c + 1}" width="9" hidden="1"/>' for c in hidden_columns)
        lines = [
            f'<row r="{nth}">{"".join(self._cells(nth, row, is_bold=nth == bold_row))}</row>'
            for nth, row in enumerate(rows, 1)
        ]
        merges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
        xml = (
            f'{_DECLARATION}<worksheet xmlns="{_MAIN}">'
            + (f"<cols>{columns}</cols>" if columns else "")
            + f"<sheetData>{''.join(lines)}</sheetData>"
            + (f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else "")
            + "</worksheet>"
        )
        self._sheets.append((name, state, xml))

    def _cells(self, nth: int, row: Row, *, is_bold: bool) -> list[str]:
        return [
            self._cell(f"{column_name(place)}{nth}", value, ' s="2"' if is_bold else "")
            for place, value in enumerate(row)
            if value is not None
        ]

    def _cell(self, place: str, value: Any, style: str) -> str:
        if isinstance(value, Inline):
            words = escape(value.text)
            return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
        if isinstance(value, date):
            return f'<c r="{place}" s="1"><v>{(value - _DAY_ONE).days}</v></c>'
        if isinstance(value, int | float):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}"{style} t="s"><v>{self._texts.setdefault(value, len(self._texts))}</v></c>'

    def as_bytes(self) -> bytes:
        """The workbook as a file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
            for name, content in self._parts().items():
                # The same bytes each time: no time of day.
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                parts.writestr(info, content)
        return out.getvalue()

    def _parts(self) -> dict[str, str | bytes]:
        texts = "".join(f'<si><t xml:space="preserve">{escape(one)}</t></si>' for one in self._texts)
        sheets = {f"xl/worksheets/sheet{n}.xml": xml for n, (_, _, xml) in enumerate(self._sheets, 1)}
        return {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": _relations(
                [
                    *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in self._numbers()),
                    ("rId90", "styles", "styles.xml"),
                    ("rId91", "sharedStrings", "sharedStrings.xml"),
                ]
            ),
            "xl/styles.xml": _STYLES,
            "xl/sharedStrings.xml": f'{_DECLARATION}<sst xmlns="{_MAIN}">{texts}</sst>',
            **sheets,
            **self.more,
        }

    def _numbers(self) -> range:
        return range(1, len(self._sheets) + 1)

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}"'
            + (f' state="{state}"' if state != "visible" else "")
            + f' r:id="rId{n}"/>'
            for n, (name, state, _) in zip(self._numbers(), self._sheets, strict=True)
        )
        return f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'

    def _content_types(self) -> str:
        overrides = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for part, kind in [
                ("workbook", "sheet.main"),
                ("styles", "styles"),
                ("sharedStrings", "sharedStrings"),
                *((f"worksheets/sheet{n}", "worksheet") for n in self._numbers()),
            ]
        )
        return (
            f'{_DECLARATION}<Types xmlns="{_OPEN_XML}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )


def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    return (
        f'{_DECLARATION}<Relationships xmlns="{_OPEN_XML}/package/2006/relationships">{lines}</Relationships>'
    )


def column_name(place: int) -> str:
    """0 is A, 26 is AA."""
    name, place = "", place + 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(65 + letter) + name
    return name
