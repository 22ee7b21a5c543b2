"""The numbers, dates and years of a roll, and what an answer in a file may do."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.rules.consents import Said
from schoolgate.rules.roll import (
    UPN_LETTERS,
    BirthFault,
    Effect,
    InFile,
    Leads,
    Recorded,
    UpnFault,
    birth_fault,
    check_letter,
    effect_of,
    is_temporary,
    stricter_in_file,
    upn_fault,
    years_apart,
)

TODAY = date(2026, 11, 17)
NOES = {Said.NO, Said.WITHDRAWN, Said.OBJECTED}


@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True))
def test_the_check_letter_makes_a_number_right(rest: str):
    assert upn_fault(check_letter(rest) + rest) is None


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(rest: str, place: int, by: int):
    wrong = rest[:place] + str((int(rest[place]) + by) % 10) + rest[place + 1 :]
    assert upn_fault(check_letter(rest) + wrong) is UpnFault.CHECK_LETTER


@pytest.mark.parametrize(
    ("upn", "fault"),
    [
        ("X938990121601", None),
        ("H93899012642W", None),
        ("H93899012162", UpnFault.LENGTH),
        ("", UpnFault.LENGTH),
        ("X93899O121628", UpnFault.CHARACTER),
        ("S938990121601", UpnFault.CHARACTER),
        ("Z938990121626", UpnFault.CHECK_LETTER),
    ],
)
def test_what_is_wrong_with_a_number_is_named(upn: str, fault: UpnFault | None):
    assert upn_fault(upn) is fault


def test_a_temporary_number_ends_in_a_letter():
    assert is_temporary("H93899012642W")
    assert not is_temporary("X938990121601")
    assert len(UPN_LETTERS) == 23


@pytest.mark.parametrize(
    ("born_on", "fault"),
    [
        (date(2019, 3, 12), None),
        (date(2026, 11, 18), BirthFault.IN_FUTURE),
        (date(2026, 11, 17), BirthFault.OUT_OF_RANGE),
        (date(2025, 11, 17), None),
        (date(2000, 11, 17), BirthFault.OUT_OF_RANGE),
        (date(2000, 11, 18), None),
        (date(1919, 6, 5), BirthFault.OUT_OF_RANGE),
    ],
)
def test_a_pupil_is_one_to_twenty_five_years_old(born_on: date, fault: BirthFault | None):
    assert birth_fault(born_on, TODAY) is fault


@pytest.mark.parametrize(
    ("year", "born_on", "apart"),
    [("3", date(2019, 3, 12), 0), ("R", date(2022, 8, 31), 0), ("R", date(2021, 9, 1), 0), ("5", date(2019, 3, 12), 2),
     ("2", date(2019, 3, 12), -1), ("N2", date(2022, 9, 1), 0), ("13", date(2009, 5, 1), 0)],
)  # fmt: skip
def test_the_usual_year_group_follows_from_the_date_of_birth(year: str, born_on: date, apart: int):
    assert years_apart(year, born_on, TODAY) == apart


def test_the_school_year_begins_in_september():
    assert years_apart("3", date(2019, 3, 12), date(2027, 8, 31)) == 0
    assert years_apart("3", date(2019, 3, 12), date(2027, 9, 1)) == -1


def every_case():
    for in_file, said, by_file, file_said, leads in product(
        InFile, Said, (True, False), (None, Said.NO, Said.YES), Leads
    ):
        yield in_file, Recorded(said, by_file, file_said), leads


def test_no_file_ever_turns_a_no_into_a_yes():
    for in_file, recorded, leads in every_case():
        if recorded.said in NOES:
            effect = effect_of(in_file, recorded, leads)
            assert effect is (Effect.ASK if in_file is InFile.YES else Effect.NOTHING)


def test_only_a_yes_in_the_file_grants_anything():
    for in_file, recorded, leads in every_case():
        if effect_of(in_file, recorded, leads) is Effect.GRANT:
            assert in_file is InFile.YES
            assert recorded.said is Said.NOT_ANSWERED


def test_a_no_in_the_file_takes_back_every_yes_but_one_given_here_since():
    for recorded, leads in {(recorded, leads) for _, recorded, leads in every_case()}:
        if recorded.said is Said.YES:
            was_answered_here = (
                leads is Leads.HERE and not recorded.came_by_file and recorded.file_said is Said.NO
            )
            expected = Effect.NOTHING if was_answered_here else Effect.WITHDRAW
            assert effect_of(InFile.NO, recorded, leads) is expected


@pytest.mark.parametrize("in_file", [InFile.NOT_ASKED, InFile.NOT_TICKED])
def test_silence_takes_back_a_yes_unless_it_was_given_here_and_this_register_leads(in_file: InFile):
    here, by_file = Recorded(Said.YES), Recorded(Said.YES, came_by_file=True)
    assert effect_of(in_file, here, Leads.HERE) is Effect.NOTHING
    assert effect_of(in_file, here, Leads.MANAGEMENT_SYSTEM) is Effect.WITHDRAW
    assert effect_of(in_file, by_file, Leads.HERE) is Effect.WITHDRAW


def test_what_nobody_can_read_rests_a_yes():
    for recorded, leads in {(recorded, leads) for _, recorded, leads in every_case()}:
        if recorded.said is Said.YES:
            assert effect_of(InFile.UNCLEAR, recorded, leads) is Effect.HOLD


def test_of_two_answers_that_must_both_be_yes_the_other_one_holds():
    for one, other in product(InFile, InFile):
        both = stricter_in_file(one, other)
        assert (both is InFile.YES) == (one is other is InFile.YES)
        assert (both is InFile.NO) == (InFile.NO in (one, other))
