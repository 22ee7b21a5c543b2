"""Cells: what makes one suspicious, what is tidied, and what an answer means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.pupils.importing.cells import is_formula
from schoolgate.pupils.importing.columns import Mapping, header_digest, propose_columns
from schoolgate.pupils.importing.consent_words import KNOWN_WORDS, read_answer
from schoolgate.pupils.importing.dates import read_date
from schoolgate.pupils.importing.harmless import harmless, harmless_csv
from schoolgate.pupils.importing.names import could_be, out_of_capitals
from schoolgate.pupils.importing.vocabulary import Code, Field, Outcome
from schoolgate.pupils.importing.years import tidy_year, years_of_class
from schoolgate.pupils.tests.importing.reading_rolls import read_lines
from schoolgate.rules.roll import InFile


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", " =1", "\t=1", "＝1+1", "-a"]
)
def test_a_formula_is_one_whatever_stands_before_it(cell: str):
    assert is_formula(cell)


@pytest.mark.parametrize("cell", ["+44 7700 900321", "-12.5", "-", "O'Neill", "", "a=b", "(01632) 960000"])
def test_numbers_and_names_are_no_formulas(cell: str):
    assert not is_formula(cell)


@pytest.mark.parametrize(
    "cell", ["=1", "+44 7700", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\xa0@x", "\x1f=1"]
)
def test_an_exported_cell_is_run_by_no_spreadsheet(cell: str):
    assert harmless(cell).startswith("'")


@given(st.text())
def test_no_exported_cell_begins_like_a_formula(cell: str):
    assert not is_formula(harmless(cell))
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_an_exported_list_is_harmless_in_every_cell():
    data = harmless_csv(["Name", "=x"], [["=HYPERLINK(1)", None], ["Zoë", 3]])
    assert data.decode("utf-8-sig").splitlines() == ['"Name","\'=x"', '"\'=HYPERLINK(1)",""', '"Zoë","3"']


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2/9/2018", date(2018, 9, 2)),
        ("02/09/2018", date(2018, 9, 2)),
        ("2018-09-02", date(2018, 9, 2)),
        ("02.09.2018", date(2018, 9, 2)),
        ("02/09/2018 00:00", date(2018, 9, 2)),
        ("2 September 2018", date(2018, 9, 2)),
        ("02-Sep-2018", date(2018, 9, 2)),
    ],
)
def test_a_date_is_read_day_first_or_year_first(cell: str, day: date):
    assert read_date(cell).on == day


@pytest.mark.parametrize(
    "cell", ["31/02/2019", "29/02/2019", "03/25/2019", "tbc", "12/2019", "0/0/2019", "99999"]
)
def test_what_is_no_date_is_not_guessed(cell: str):
    assert read_date(cell).on is None
    assert read_date(cell).code is Code.BAD_DATE


def test_a_year_of_two_digits_is_proposed():
    found = read_date("12/03/19")
    assert (found.code, found.proposal) == (Code.TWO_DIGIT_YEAR, date(2019, 3, 12))


def test_dates_with_the_month_first_hold_every_row_of_the_column():
    result = read_lines(
        "1,,Ames,Una,03/25/2019,Year 3,3A,Y,Y,",
        "2,,Bell,Vic,04/28/2019,Year 3,3A,Y,Y,",
        "3,,Cole,Wyn,05/06/2019,Year 3,3A,Y,Y,",
    )
    assert result.problems[0].code is Code.MONTH_FIRST
    assert [row.outcome for row in result.rows] == [Outcome.REJECT, Outcome.REJECT, Outcome.ASK]


@pytest.mark.parametrize("word", ["Yes", "y", " YES ", "Granted", "accepted", "TRUE", "✓"])
def test_words_of_yes_are_a_yes(word: str):
    assert read_answer(word, KNOWN_WORDS).answer is InFile.YES


@pytest.mark.parametrize("word", ["No", "n", "Refused", "declined", "Withdrawn", "not granted"])
def test_words_of_no_are_a_no(word: str):
    assert read_answer(word, KNOWN_WORDS).answer is InFile.NO


@pytest.mark.parametrize(
    "word", ["Yes - but not Facebook", "y (not the press)", "only in school", "no, see letter"]
)
def test_an_answer_with_a_condition_is_for_a_person_to_read(word: str):
    assert read_answer(word, KNOWN_WORDS).code is Code.CONDITIONAL_CONSENT
    assert read_answer(word, KNOWN_WORDS).answer is InFile.UNCLEAR


@given(st.text(max_size=30))
def test_no_word_but_a_known_one_is_ever_a_yes(word: str):
    if read_answer(word, KNOWN_WORDS).answer is InFile.YES:
        assert KNOWN_WORDS[" ".join(word.split()).casefold().rstrip(".")] is InFile.YES


def test_the_meaning_of_a_word_can_be_changed():
    words = {**KNOWN_WORDS, "x": InFile.YES, "y": InFile.UNCLEAR}
    assert read_answer("X", words).answer is InFile.YES
    assert read_answer("Y", words).answer is InFile.UNCLEAR


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("O'NEILL", "O'Neill"),
        ("AL-MASRI", "Al-Masri"),
        ("VAN DER BERG", "van der Berg"),
        ("MCAVOY", "McAvoy"),
        ("NG", "Ng"),
        ("CONCEIÇÃO", "Conceição"),
    ],
)
def test_a_surname_in_capitals_is_written_as_people_write_it(capitals: str, name: str):
    assert out_of_capitals(capitals) == name


def test_initials_as_a_forename_stay_capitals():
    row = read_lines("1,,ORME,JJ,12/03/2019,Year 3,3A,Y,Y,").rows[0]
    assert (row.pupil.legal_surname, row.pupil.legal_forename) == ("Orme", "JJ")


@pytest.mark.parametrize(
    ("in_file", "recorded"),
    [("Catalin", "Cătălin"), ("?urcanu", "Țurcanu"), ("Adébo?wálé", "Adébọ̀wálé"), ("Lukasz", "Łukasz")],
)
def test_a_name_that_an_old_encoding_spoilt_is_still_the_same(in_file: str, recorded: str):
    assert could_be(in_file, recorded)


@pytest.mark.parametrize(("in_file", "recorded"), [("Zoe", "Zoë"), ("Hanna", "Hania"), ("R?se", "Rose")])
def test_a_letter_that_the_encoding_has_is_not_lost_by_it(in_file: str, recorded: str):
    assert not could_be(in_file, recorded)


@pytest.mark.parametrize(
    ("cell", "year"),
    [("Year  3", "3"), ("Y3", "3"), ("3", "3"), ("Reception", "R"), ("YR", "R"), ("R", "R"), ("Nursery 1", "N1"),
     ("Year 15", None), ("Oak", None), ("yr 10", "10")],
)  # fmt: skip
def test_year_groups_are_read_as_schools_write_them(cell: str, year: str | None):
    assert tidy_year(cell) == year


@pytest.mark.parametrize(
    ("name", "years"),
    [("3A", {"3"}), ("RA", {"R"}), ("Oak", set()), ("Rowan", set()),
     ("12B", {"12", "1", "2"}), ("13S", {"13", "1", "3"})],
)  # fmt: skip
def test_a_class_name_tells_of_a_year_only_where_it_is_one(name: str, years: set[str]):
    assert years_of_class(name) == years


def test_one_year_above_the_usual_one_is_said_and_not_asked():
    row = read_lines("1,,Orme,Nia,12/03/2019,Year 4,4A,Y,Y,").rows[0]
    assert (row.outcome, row.codes) == (Outcome.WARN, ["upn_missing", "year_dob_mismatch"])


def test_a_row_without_any_number_is_rejected():
    row = read_lines(",,Orme,Nia,12/03/2019,Year 3,3A,Y,Y,").rows[0]
    assert row.outcome is Outcome.REJECT
    assert "no_number" in row.codes


def test_a_formula_in_a_consent_cell_is_no_answer():
    row = read_lines("1,,Orme,Nia,12/03/2019,Year 3,3A,=Y,Y,").rows[0]
    assert row.pupil.consents["photo.website"] is InFile.UNCLEAR


class TestColumns:
    """What columns mean is proposed, put right and kept."""

    def test_a_profile_comes_back_as_it_was_kept(self):
        mapping = propose_columns(
            ["Adno", "Surname", "Forename", "Consents"], [["1", "Ames", "Una", "Video; Photo: Website"]]
        )
        assert Mapping.from_json(mapping.to_json()) == mapping
        assert mapping.meanings[3].lookups == {
            "Photo: Website": ("photo.website",),
            "Video": ("video.website", "video.social", "video.press", "video.display"),
        }

    def test_the_same_header_has_the_same_profile_however_it_is_spaced(self):
        assert header_digest(["Legal  Surname", "UPN"]) == header_digest(["legal surname", "upn "])
        assert header_digest(["Surname", "UPN"]) != header_digest(["UPN", "Surname"])

    def test_a_photo_column_without_a_place_is_left_to_a_person(self):
        mapping = propose_columns(["Photo consent"], [["Y"]])
        assert mapping.meanings[0].means is Field.IGNORED

    def test_a_merged_heading_counts_for_the_cells_below_it(self):
        mapping = propose_columns(["Website", "Press"], [["Y", "N"]], ["Photographs", "Photographs"])
        assert [one.uses for one in mapping.meanings] == [("photo.website",), ("photo.press",)]

    def test_what_is_missing_for_an_import_is_said(self):
        assert propose_columns(["Class", "Forename"], []).missing() == [
            Field.LEGAL_SURNAME,
            Field.ADMISSION_NUMBER,
        ]

    def test_the_first_of_two_columns_with_one_meaning_is_taken(self):
        mapping = propose_columns(["Surname", "Legal Surname"], [])
        assert [one.means for one in mapping.meanings] == [Field.LEGAL_SURNAME, Field.IGNORED]
