"""A workbook of a management system is read as people see it; one that was made to harm is refused."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from schoolgate.pupils.importing import opening
from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.sentences import file_sentence
from schoolgate.pupils.importing.vocabulary import Code, FileRefused, Outcome
from schoolgate.pupils.tests.importing.reading_rolls import expected_of, read, sheet_of
from schoolgate.rules.roll import InFile
from tests.rolls.workbooks import Inline, Workbook

HEADER = [
    "Admission Number",
    "UPN",
    "Last Name",
    "First Name",
    "Date of Birth",
    "Year Group",
    "Photo - Website",
]
PETRA = ["008001", "X938990121601", "Aldous", "Petra", date(2019, 3, 12), "Year 3", "Yes"]
USES = {
    "photo_display": ["photo.display"],
    "photo_website": ["photo.website"],
    "photo_social": ["photo.social"],
    "photo_press": ["photo.press"],
}
ANSWERS = {"granted": InFile.YES, "refused": InFile.NO, "not_requested": InFile.NOT_ASKED}


def book(*rows: list, **more) -> bytes:
    workbook = Workbook(**more)
    workbook.add("Students", [HEADER, *rows])
    return workbook.as_bytes()


def refused(source: bytes) -> Code:
    with pytest.raises(FileRefused) as caught:
        sheet_of(source)
    what, then = file_sentence(caught.value.problem)
    assert what
    assert then
    return caught.value.problem.code


@pytest.fixture(scope="module")
def path(open_rolls: Path) -> Path:
    return open_rolls / "bromcom_autumn.xlsx"


@pytest.fixture(scope="module")
def result(path: Path) -> RowResult:
    return read(path)


class TestBromcom:
    """The export of a school program comes out as the school is."""

    def test_the_header_is_found_and_what_is_hidden_is_not_read(self, path: Path):
        sheet, expected = sheet_of(path), expected_of(path)
        assert sheet.header_line == expected["header_row"]
        assert list(sheet.header) == [
            one for one in expected["columns"] if one not in expected["hidden_columns"]
        ]
        assert set(sheet.groups[9:]) == {"Consents"}
        assert [problem.code for problem in sheet.problems] == [Code.HIDDEN_COLUMNS]

    def test_every_row_is_the_pupil_whom_it_tells_of(self, path: Path, result: RowResult):
        expected = expected_of(path)
        assert [(row.line, row.pupil.admission_number) for row in result.rows] == [
            (one["row"], one["id"]) for one in expected["rows"]
        ]
        assert len(result.rows) == expected["data_rows"]

    def test_every_consent_is_as_expected(self, path: Path, result: RowResult):
        for row, one in zip(result.rows, expected_of(path)["rows"], strict=True):
            for key, uses in USES.items():
                for use in uses:
                    assert row.pupil.consents[use] is ANSWERS[one["consents"][key]], one

    def test_names_classes_and_births_are_those_of_the_school(self, open_rolls: Path, result: RowResult):
        truth = json.loads((open_rolls / "truth/pupils_autumn.json").read_text(encoding="utf-8"))
        by_number = {one["id"]: one for one in truth}
        for row in result.rows:
            pupil, true = row.pupil, by_number[row.pupil.admission_number]
            assert pupil.born_on.isoformat() == true["dob"]
            assert (pupil.class_name, pupil.year_group) == (true["class"], true["year"])
            assert pupil.legal_surname.replace("'", "’") == true["legal_surname"].replace("'", "’")

    def test_numbers_that_cannot_be_right_are_said(self, path: Path, result: RowResult):
        wrong = {one["row"] for one in expected_of(path)["upn_problems"] if one["status"] != "temporary"}
        assert {row.line for row in result.rows if row.outcome is Outcome.WARN} == wrong
        assert set(result.counts) == {"ok", "warn"}


def test_a_number_has_the_zeros_again_that_excel_took():
    result = read(book(PETRA, [8002, None, Inline("Brock"), "Ann", "12/04/2019", "Year 3", "No"]))
    assert [row.pupil.admission_number for row in result.rows] == ["008001", "008002"]
    assert result.rows[1].pupil.born_on == date(2019, 4, 12)


def test_a_day_that_lost_its_format_is_asked_about():
    result = read(book([*PETRA[:4], 43536, *PETRA[5:]]))
    assert result.rows[0].found(Code.EXCEL_SERIAL_DATE).proposal == "12/03/2019"


def test_a_formula_in_a_workbook_is_the_value_that_it_showed():
    cells = b'<row r="3"><c r="A3"><f>A2+1</f><v>8002</v></c><c r="C3" t="str"><f>1&amp;1</f><v>Ames</v></c>'
    end = cells + b'<c r="D3" t="str"><f>HYPERLINK("http://x")</f><v>Una</v></c></row></sheetData>'
    row = read(rewritten(book(PETRA), "xl/worksheets/sheet1.xml", b"</sheetData>", end)).rows[1]
    assert (row.numbers, row.pupil.legal_surname, row.pupil.legal_forename) == (("008002",), "Ames", "Una")


def test_sheets_that_were_not_read_are_named_and_nobody_is_taken_for_a_leaver():
    workbook = Workbook()
    workbook.add("Students", [HEADER, PETRA, PETRA])
    workbook.add("Year 6", [HEADER, PETRA])
    result = read(workbook.as_bytes())
    assert [(one.code, one.value) for one in result.problems] == [(Code.OTHER_SHEETS, "“Year 6”")]
    assert result.leaves_somebody_unseen


def test_nothing_is_fetched_for_a_workbook_that_takes_cells_from_other_files():
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    result = read(book(PETRA, more={"xl/externalLinks/externalLink1.xml": link}))
    assert [one.code for one in result.problems] == [Code.OTHER_FILES]
    assert result.counts == {"ok": 1}


def test_a_workbook_with_a_program_in_it_is_refused():
    assert refused(book(PETRA, more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})) is Code.MACROS


def test_a_workbook_that_defines_words_of_its_own_is_refused():
    source = rewritten(
        book(PETRA),
        "xl/sharedStrings.xml",
        b"<sst",
        b'<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst',
    )
    assert refused(source) is Code.XML_DOCTYPE


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO(book(PETRA))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/media/x.xml", "w") as part:
        for _ in range(420):
            part.write(bytes(1024 * 1024))
    assert len(out.getvalue()) < 1024 * 1024
    assert refused(out.getvalue()) is Code.TOO_HARD


def test_a_sheet_that_claims_a_cell_at_its_far_end_costs_no_more_than_the_cage_holds():
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    source = rewritten(book(PETRA), "xl/worksheets/sheet1.xml", b"</sheetData>", far)
    assert refused(source) in {Code.TOO_HARD, Code.TOO_MANY_ROWS}


def test_a_million_rows_are_refused():
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (nth, nth) for nth in range(3, 300_003))
    source = rewritten(book(PETRA), "xl/worksheets/sheet1.xml", b"</sheetData>", rows + b"</sheetData>")
    assert refused(source) is Code.TOO_MANY_ROWS


def test_a_cell_of_a_megabyte_is_kept_nowhere():
    row = read(book([*PETRA[:2], "N" * 1_048_576, *PETRA[3:]])).rows[0]
    assert row.outcome is Outcome.ASK
    assert len(row.found(Code.OVERSIZE_CELL).value) <= 61


@pytest.mark.parametrize(
    ("name", "words"),
    [("word/document.xml", "a Word document"), ("ppt/slide.xml", "a presentation"), ("a.txt", "a zip file")],
)
def test_what_only_looks_like_a_workbook_is_named(name: str, words: str):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr(name, "x")
    with pytest.raises(FileRefused) as caught:
        sheet_of(out.getvalue())
    assert (caught.value.problem.code, caught.value.problem.value) == (Code.WRONG_KIND, words)


@pytest.mark.parametrize("end", [30, 400, -400, -30])
def test_half_a_workbook_is_refused(end: int):
    assert refused(book(PETRA)[:end]) is Code.DAMAGED_FILE


def test_an_empty_workbook_is_refused():
    workbook = Workbook()
    workbook.add("Students", [])
    assert refused(workbook.as_bytes()) is Code.EMPTY_FILE


@pytest.mark.parametrize(
    "answer",
    [
        "b'[1,2]'",
        "b'{}'",
        "b'refused because_i_say_so'",
        'b\'{"kind":"workbook"}\\n[1,[2]]\'',
        "b'{\"kind\":\"workbook\"}\\n[1,[\"' + b'x' * 9000 + b'\"]]'",
        "open(0, 'rb').read()",
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(monkeypatch: pytest.MonkeyPatch, answer: str):
    monkeypatch.setattr(opening, "_START", f"import sys; sys.stdout.buffer.write({answer})")
    assert refused(book(PETRA)) is Code.TOO_HARD


def test_a_child_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "WALL_SECONDS", 1)
    monkeypatch.setattr(opening, "_START", "import sys, time; sys.stdin.buffer.read(); time.sleep(60)")
    assert refused(book(PETRA)) is Code.TOO_HARD


def test_a_reader_that_cannot_start_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "_START", "import no_such_module")
    assert refused(book(PETRA)) is Code.OUT_OF_ORDER


def rewritten(source: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """The same workbook with other bytes in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            content = old.read(one)
            new.writestr(one, content.replace(before, after, 1) if one == name else content)
    return out.getvalue()
