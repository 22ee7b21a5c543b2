"""The list in which everything goes wrong comes out row by row as expected."""

from pathlib import Path

from schoolgate.pupils.importing.sentences import file_sentence, sentence
from schoolgate.pupils.importing.vocabulary import Code
from schoolgate.pupils.tests.importing.reading_rolls import expected_of, mapping_of, read, sheet_of
from schoolgate.rules.roll import InFile

USES = {
    "Photo Website": "photo.website",
    "Photo Social Media": "photo.social",
    "Photo Press": "photo.press",
}


def test_every_row_has_the_outcome_and_the_codes_that_are_expected(open_rolls: Path):
    path = open_rolls / "errors.csv"
    expected = expected_of(path)
    rows = [(row.line, row.lines, str(row.outcome), row.codes) for row in read(path).rows]
    assert rows == [(row["line"], row["lines"], row["outcome"], row["codes"]) for row in expected["rows"]]


def test_no_row_is_lost(open_rolls: Path):
    path = open_rolls / "errors.csv"
    result, expected = read(path), expected_of(path)
    assert result.counts == expected["counts"]
    assert sum(result.counts.values()) == len(expected["rows"]) == 52


def test_a_finding_names_the_column_it_is_about(open_rolls: Path):
    path = open_rolls / "errors.csv"
    by_line = {row.line: row for row in read(path).rows}
    named = [row for row in expected_of(path)["rows"] if row.get("field") and row["codes"]]
    assert len(named) == 35
    for row in named:
        assert by_line[row["line"]].column == row["field"], row


def test_an_unknown_word_is_never_a_yes(open_rolls: Path):
    path = open_rolls / "errors.csv"
    by_line = {row.line: row for row in read(path).rows}
    held = [row for row in expected_of(path)["rows"] if "imported" in row]
    assert [row["admission_number"] for row in held] == ["008013", "008014", "008016"]
    for row in held:
        for column in row["imported"]:
            assert by_line[row["line"]].pupil.consents[USES[column]] is InFile.UNCLEAR


def test_pupils_of_every_row_that_tells_of_one_keep_their_number(open_rolls: Path):
    path = open_rolls / "errors.csv"
    by_line = {row.line: row for row in read(path).rows}
    for row in expected_of(path)["rows"]:
        number = row["admission_number"]
        if number and row["outcome"] != "skip":
            assert number in by_line[row["line"]].numbers, row


def test_title_lines_the_header_and_the_merged_heading_are_found(open_rolls: Path):
    path = open_rolls / "errors.csv"
    sheet, expected = sheet_of(path), expected_of(path)
    assert sheet.encoding == expected["encoding"]
    assert sheet.header_line == expected["header_line"]
    assert list(sheet.title_lines) == expected["title_lines"]
    assert sheet.merged_header_line == expected["merged_header_line"]
    assert sheet.groups[7:10] == ("Consents", "Consents", "Consents")


def test_every_finding_says_what_is_wrong_and_what_to_do(open_rolls: Path):
    findings = [finding for row in read(open_rolls / "errors.csv").rows for finding in row.findings]
    assert len({finding.code for finding in findings}) == 37
    for finding in findings:
        words = sentence(finding)
        assert words.endswith(".")
        assert "%(" not in words
        assert len(words) < 300
        if finding.weight > 0:
            assert words.count(". ") + words.count(" or ") >= 1, words


def test_a_cell_of_a_megabyte_is_neither_kept_nor_shown_whole(open_rolls: Path):
    result = read(open_rolls / "errors.csv")
    row = next(row for row in result.rows if row.found(Code.OVERSIZE_CELL))
    assert len(row.found(Code.OVERSIZE_CELL).value) <= 61
    assert row.pupil.legal_surname == "Wadsley"


def test_what_a_cell_probably_means_is_proposed_and_not_taken(open_rolls: Path):
    rows = {row.codes[0]: row for row in read(open_rolls / "errors.csv").rows if row.codes}
    assert rows["excel_serial_date"].findings[0].proposal == "12/03/2019"
    assert rows["mojibake"].findings[0].proposal == "Zoë"
    assert rows["name_in_one_cell"].findings[0].proposal == "Mungo Leighton"


class TestUnclosedQuote:
    """A quote that never closes swallows nothing."""

    def test_the_lines_from_where_it_opens_are_reported_as_unread(self, open_rolls: Path):
        path = open_rolls / "errors_unclosed_quote.csv"
        result, expected = read(path), expected_of(path)
        assert [str(problem.code) for problem in result.problems] == expected["codes"]
        assert result.problems[0].line == expected["line"]
        assert list(result.problems[0].unread_lines) == expected["unread_lines"]

    def test_the_rows_before_it_may_be_imported(self, open_rolls: Path):
        path = open_rolls / "errors_unclosed_quote.csv"
        rows = read(path).rows
        assert [row.line for row in rows] == expected_of(path)["safe_rows"]
        assert rows[0].pupil.legal_surname == "Tetlow"

    def test_somebody_may_stand_in_the_unread_lines(self, open_rolls: Path):
        assert read(open_rolls / "errors_unclosed_quote.csv").leaves_somebody_unseen

    def test_the_sentence_names_the_lines(self, open_rolls: Path):
        what, then = file_sentence(read(open_rolls / "errors_unclosed_quote.csv").problems[0])
        assert "lines 3 to 5 were not read" in what
        assert then


def test_the_mapping_of_columns_is_proposed(open_rolls: Path):
    sheet = sheet_of(open_rolls / "errors.csv")
    meanings = [(str(one.means), one.uses) for one in mapping_of(sheet).meanings]
    assert meanings == [
        ("admission_number", ()),
        ("upn", ()),
        ("legal_surname", ()),
        ("legal_forename", ()),
        ("born_on", ()),
        ("year_group", ()),
        ("class_name", ()),
        ("consent", ("photo.website",)),
        ("consent", ("photo.social",)),
        ("consent", ("photo.press",)),
        ("ignored", ()),
    ]
