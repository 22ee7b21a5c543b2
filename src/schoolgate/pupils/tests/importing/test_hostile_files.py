"""Files that are no roll, or a roll that somebody broke on purpose, are refused or reported, never swallowed."""

import io
import tracemalloc

import pytest

from schoolgate.pupils.importing import lists, reading
from schoolgate.pupils.importing.columns import known_headings
from schoolgate.pupils.importing.reading import FileRefused, read_file
from schoolgate.pupils.importing.sentences import file_sentence
from schoolgate.pupils.importing.vocabulary import Code, Outcome
from schoolgate.pupils.tests.importing.reading_rolls import HEADER, read, read_lines, sheet_of

GOOD = "008001,X938990121601,Aldous,Petra,12/03/2019,Year 3,3A,Y,N,"


def refused(source: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_file(io.BytesIO(source), known_headings)
    what, then = file_sentence(caught.value.problem)
    assert what
    assert then
    return caught.value


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(200), "Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"SQLite format 3\x00", "database"),
        (b"<html><body>Sign in</body></html>", "web page"),
    ],
)
def test_a_file_of_another_kind_is_named_and_refused(beginning: bytes, kind: str):
    problem = refused(beginning).problem
    assert problem.code is Code.WRONG_KIND
    assert kind in problem.value


def test_a_doctype_is_refused_before_anything_is_expanded():
    source = (
        b'<?xml version="1.0"?>\n<!DOCTYPE CTfile [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<CTfile>&a;'
    )
    assert refused(source).problem.code is Code.XML_DOCTYPE


@pytest.mark.parametrize("source", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"   \n"])
def test_an_empty_file_is_refused(source: bytes):
    assert refused(source).problem.code is Code.EMPTY_FILE


def test_a_file_that_is_too_large_is_refused_without_reading_it_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    assert refused(b"Adno,UPN\n" * 200).problem.code is Code.TOO_LARGE


def test_a_file_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lists, "MAX_RECORDS", 10)
    assert refused(f"{HEADER}\n".encode() + b"1,2\n" * 11).problem.code is Code.TOO_MANY_ROWS


def test_a_line_of_nothing_but_commas_is_refused():
    assert refused(f"{HEADER}\n".encode() + b"," * 1_000_000).problem.code is Code.TOO_MANY_CELLS


def test_twenty_megabytes_of_one_cell_stay_within_bounds():
    source = f"{HEADER}\n{GOOD}\n".encode() + b"x" * (19 * 1024 * 1024)
    tracemalloc.start()
    sheet = sheet_of(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * len(source)
    assert max(len(cell) for record in sheet.records for cell in record.cells) <= reading.MAX_CELL


def test_a_quote_that_closes_rows_later_swallows_no_row_without_a_word():
    result = read_lines(
        '009002,B938990121652,"Unsworth,Vivi,12/03/2019,Year 3,3A,Y,Y,',
        '009003,Q938990121653,Walsh,Xan,12/03/2019,Year 3,3A,N,N,"',
        GOOD,
    )
    assert [(row.line, row.lines, row.outcome) for row in result.rows] == [
        (2, 2, Outcome.REJECT),
        (4, 1, Outcome.OK),
    ]
    assert result.rows[0].codes == ["stray_quote"]
    assert result.leaves_somebody_unseen


def test_a_quote_in_the_middle_of_a_cell_rejects_its_row_alone():
    result = read_lines('009002,B938990121652,"Uns"worth,Vivi,12/03/2019,Year 3,3A,Y,Y,', GOOD)
    assert [row.codes for row in result.rows] == [["stray_quote"], []]


def test_carriage_returns_alone_end_lines_too():
    result = read(f"{HEADER}\r{GOOD}\r".encode())
    assert [(row.line, row.outcome) for row in result.rows] == [(2, Outcome.OK)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str):
    source = f"{HEADER}\n{GOOD}\n".replace(",", delimiter)
    assert sheet_of(source).delimiter == delimiter
    assert read(source).counts == {"ok": 1}


def test_the_line_in_which_excel_names_its_delimiter_is_believed():
    source = f"sep=;\n{HEADER}\n{GOOD}\n".replace(",", ";")
    assert sheet_of(source).header_line == 2
    assert read(source).counts == {"ok": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding: str):
    source = f"{HEADER}\n{GOOD.replace('Petra', 'Zoë')}\n".encode(encoding)
    result = read(source)
    assert result.rows[0].pupil.legal_forename == "Zoë"
    assert result.counts == {"ok": 1}


def test_a_header_that_nobody_knows_is_the_first_line_as_wide_as_the_rest():
    sheet = sheet_of("List of everyone\nNachname;Vorname;Klasse\nAldous;Petra;3A\nBrock;Ann;3B\n")
    assert (sheet.header_line, sheet.header) == (2, ("Nachname", "Vorname", "Klasse"))


def test_a_delimiter_at_the_end_of_every_row_is_no_extra_cell():
    other = GOOD.replace("008001", "008002").replace("X938990121601", "").replace("Petra", "Una")
    result = read(f"{HEADER}\n{GOOD},\n{other},\n")
    assert [row.outcome for row in result.rows] == [Outcome.OK, Outcome.WARN]


def test_an_office_can_say_where_the_header_is():
    source = f"{HEADER}\nAdno,UPN,Surname,Forename,DOB,Year,Class,Photo Website,Photo Press,Notes\n{GOOD}\n"
    sheet = read_file(io.BytesIO(source.encode()), known_headings, header_line=2)
    assert sheet.header[2] == "Surname"
    assert len(sheet.records) == 1
