"""What a second file changes is what changed at the school, and nothing that only looks different."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from schoolgate.pupils.importing.columns import Meaning
from schoolgate.pupils.importing.differences import differences
from schoolgate.pupils.importing.plan import ConsentKind, CurrentPupil, Kind, Plan
from schoolgate.pupils.importing.rows import RowResult, read_rows
from schoolgate.pupils.importing.vocabulary import Field
from schoolgate.pupils.tests.importing.reading_rolls import (
    AUTUMN,
    SPRING,
    mapping_of,
    read,
    roll_after,
    sheet_of,
)
from schoolgate.rules.roll import Leads

NAME_OF_USE = {
    "photo.display": "photo_display",
    "photo.website": "photo_website",
    "photo.social": "photo_social",
    "photo.press": "photo_press",
    "video.website": "video",
}


def read_with_one_video_use(path: Path, day) -> RowResult:
    """As the office reads it that says: video is asked for the website alone. Then a column is one use."""
    sheet = sheet_of(path)
    mapping = mapping_of(sheet)
    for column, meaning in enumerate(mapping.meanings):
        if len(meaning.uses) > 1:
            mapping = mapping.with_meaning(column, Meaning(Field.CONSENT, ("video.website",)))
        if meaning.lookups:
            one = {
                lookup: uses[:1] if len(uses) == 1 else (uses and ("video.website",))
                for lookup, uses in meaning.lookups.items()
            }
            mapping = mapping.with_meaning(column, replace(meaning, lookups=one))
    return read_rows(sheet, mapping, day)


def plan_of(roll: list[CurrentPupil], result: RowResult, day=AUTUMN, leads=Leads.MANAGEMENT_SYSTEM) -> Plan:
    return differences(roll, result, leads=leads, today=day)


@pytest.fixture(params=["sims", "arbor"])
def terms(request, open_rolls: Path) -> tuple[list[CurrentPupil], Plan]:
    """The roll after the autumn file, and what the spring file changes."""
    autumn = read_with_one_video_use(open_rolls / f"{request.param}_autumn.csv", AUTUMN)
    roll = roll_after(plan_of([], autumn))
    spring = read_with_one_video_use(open_rolls / f"{request.param}_spring.csv", SPRING)
    return roll, plan_of(roll, spring, SPRING)


@pytest.fixture
def expected(open_rolls: Path) -> dict:
    return json.loads((open_rolls / "spring.expected.json").read_text(encoding="utf-8"))


def numbers(roll: list[CurrentPupil]) -> dict[int, str]:
    return {pupil.key: pupil.admission_number for pupil in roll}


def test_the_first_file_makes_every_pupil_join(open_rolls: Path):
    plan = plan_of([], read(open_rolls / "sims_autumn.csv"))
    assert len(plan.joiners) == 280
    assert not (plan.leavers)
    assert not (plan.absent)
    assert not (plan.changes)
    assert not (plan.row_questions)


@pytest.mark.parametrize("name", ["sims_autumn", "arbor_autumn"])
@pytest.mark.parametrize("leads", list(Leads))
def test_the_same_file_again_changes_nothing(open_rolls: Path, name: str, leads: Leads):
    result = read(open_rolls / f"{name}.csv")
    roll = roll_after(plan_of([], result))
    again = plan_of(roll, result, leads=leads)
    assert again.is_empty
    assert again.unchanged == 280


def test_exactly_the_joiners_join(terms, expected):
    _, plan = terms
    assert sorted(joiner.record.admission_number for joiner in plan.joiners) == sorted(
        one["id"] for one in expected["joiners"]
    )


def test_a_joiner_with_the_name_of_a_leaver_is_another_child(terms, expected):
    roll, plan = terms
    namesake = next(one for one in expected["joiners"] if "same name as leaver" in one["note"])
    joiner = next(one.record for one in plan.joiners if one.record.admission_number == namesake["id"])
    leaver = next(one for one in roll if one.admission_number in namesake["note"])
    assert (joiner.legal_forename, joiner.legal_surname) == (leaver.legal_forename, leaver.legal_surname)
    gone = {*plan.absent, *(one.pupil for one in plan.leavers)}
    assert leaver.key in gone


def test_exactly_the_leavers_leave(terms, expected):
    roll, plan = terms
    gone = [numbers(roll)[key] for key in [*plan.absent, *(one.pupil for one in plan.leavers)]]
    assert sorted(gone) == sorted(one["id"] for one in expected["leavers"])
    assert not plan.absent_is_unsure


def test_leavers_who_are_still_listed_leave_on_their_last_day(open_rolls: Path, expected):
    roll = roll_after(plan_of([], read(open_rolls / "sims_autumn.csv")))
    plan = plan_of(roll, read(open_rolls / "sims_spring.csv", SPRING), SPRING)
    listed = {numbers(roll)[one.pupil]: one.left_on.isoformat() for one in plan.leavers}
    left = {one["id"]: one["left"] for one in expected["leavers"]}
    assert listed == {number: left[number] for number in expected["leavers_still_listed_in_sims"]}


def test_exactly_the_changed_names_change(terms, expected):
    roll, plan = terms
    changed = {(numbers(roll)[one.pupil], one.field) for one in plan.changes if one.kind is Kind.NAME}
    assert changed == {(one["id"], one["field"]) for one in expected["name_changes"]}
    assert not [one for one in plan.changes if one.kind is Kind.SPELLING]


def test_exactly_the_changed_classes_change(terms, expected):
    roll, plan = terms
    moved = {
        (numbers(roll)[one.pupil], one.before, one.after) for one in plan.changes if one.kind is Kind.CLASS
    }
    assert moved == {(one["id"], one["from"], one["to"]) for one in expected["class_moves"]}


def test_upns_that_were_missing_are_filled_in(terms, expected):
    roll, plan = terms
    filled = {(numbers(roll)[one.pupil], one.after) for one in plan.changes if one.kind is Kind.NUMBER}
    assert filled == {(one["id"], one["to"]) for one in expected["upn_filled"]}


def test_nothing_else_about_a_pupil_changes(terms):
    _, plan = terms
    assert Counter(one.kind for one in plan.changes) == {Kind.NAME: 5, Kind.CLASS: 3, Kind.NUMBER: 2}
    assert not (plan.guardians)
    assert not (plan.returned)
    assert not (plan.row_questions)


def test_exactly_the_changed_consents_change_or_are_asked(terms, expected):
    """A no counts at once. A yes where nobody had answered counts; a yes against a no recorded here is asked."""
    roll, plan = terms
    withdrawn = {
        (numbers(roll)[one.pupil], NAME_OF_USE[one.use], "withdrawn")
        for one in plan.consents_of(ConsentKind.WITHDRAWN)
    }
    granted = {
        (numbers(roll)[one.pupil], NAME_OF_USE[one.use], "granted")
        for one in plan.consents_of(ConsentKind.GRANTED)
        if one.pupil is not None
    }
    asked = {(numbers(roll)[one.pupil], NAME_OF_USE[one.use], "granted") for one in plan.consent_questions}
    assert withdrawn | granted | asked == {
        (one["id"], one["consent"], one["kind"]) for one in expected["consent_changes"]
    }
    assert len(withdrawn) == 8
    assert len(granted) + len(asked) == 6


def test_a_yes_against_a_no_is_asked_and_changes_nothing(open_rolls: Path, expected):
    roll = roll_after(plan_of([], read_with_one_video_use(open_rolls / "arbor_autumn.csv", AUTUMN)))
    spring = read_with_one_video_use(open_rolls / "arbor_spring.csv", SPRING)
    plan = plan_of(roll, spring, SPRING)
    asked = {numbers(roll)[one.pupil] for one in plan.consent_questions}
    refused_before = {one["id"] for one in expected["consent_changes"] if one["from"] == "refused"}
    assert asked == refused_before
    assert not {one.pupil for one in plan.consents_of(ConsentKind.GRANTED)} & {
        one.pupil for one in plan.consent_questions
    }


def test_a_file_in_an_old_encoding_takes_no_accent_away(open_rolls: Path):
    whole = roll_after(plan_of([], read(open_rolls / "arbor_autumn.csv")))
    plan = plan_of(whole, read(open_rolls / "sims_autumn.csv"))
    assert not [one for one in plan.changes if one.kind in (Kind.NAME, Kind.SPELLING)]
    assert not (plan.joiners)
    assert not (plan.absent)
    assert not (plan.consents)


def test_a_file_with_whole_names_puts_damaged_ones_right(open_rolls: Path):
    damaged = roll_after(plan_of([], read(open_rolls / "sims_autumn.csv")))
    plan = plan_of(damaged, read(open_rolls / "arbor_autumn.csv"))
    spelt = {one.after for one in plan.changes if one.kind is Kind.SPELLING}
    assert {"Łukasz", "Țurcanu", "Wiśniewska", "Cătălin"} <= spelt
    assert not [one for one in plan.changes if one.kind is Kind.NAME]
