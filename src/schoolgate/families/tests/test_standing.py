"""Whom a link shows which children: parental responsibility on the roll; nobody whom a court keeps away; no hold."""

import pytest

from schoolgate.families.standing import children_of
from schoolgate.people.queries import today_of
from schoolgate.pupils.actions.holds import hold_pupil, say_who_decides
from schoolgate.pupils.models import KeptApart, OnHold, Responsibility, Understanding


def shown_to(adult, cast) -> list[str]:
    return [one.forename for one in children_of(adult, today_of(cast.now))]


def test_a_parent_sees_all_their_children_the_eldest_first(family, cast):
    assert shown_to(family.grace, cast) == ["Amara", "Tobi"]


@pytest.mark.parametrize(
    "tie", [{"may_answer": False}, {"may_be_written_to": False}, {"has_responsibility": False}]
)
def test_without_responsibility_on_the_roll_a_child_is_not_there(family, cast, tie):
    Responsibility.objects.filter(adult=family.grace, pupil=family.amara).update(**tie)
    assert shown_to(family.grace, cast) == ["Tobi"]


def hold_in_care(pupil, cast):
    pupil.in_care = True
    pupil.save()


def has_left(pupil, cast):
    pupil.left_on = today_of(cast.now)
    pupil.save()


def answers_alone(pupil, cast):
    Understanding.objects.create(
        school=cast.oakfield,
        pupil=pupil,
        understands=True,
        because="-",
        assessed_by=cast.dpo,
        assessed_at=cast.now,
    )


@pytest.mark.parametrize("hold", [hold_in_care, has_left, answers_alone])
def test_a_child_about_whom_somebody_else_decides_is_not_there_for_anybody(family, cast, hold):
    hold(family.amara, cast)
    assert shown_to(family.grace, cast) == ["Tobi"]
    assert shown_to(family.dan, cast) == ["Tobi"]


def keep_apart(pupil, cast, **who):
    KeptApart.objects.create(school=cast.oakfield, pupil=pupil, order="No contact", since=cast.now, **who)


def test_whom_a_court_keeps_from_a_child_sees_that_child_by_no_link(family, cast):
    keep_apart(family.amara, cast, name="dan OKELLO")
    assert shown_to(family.dan, cast) == ["Tobi"]
    assert shown_to(family.grace, cast) == ["Amara", "Tobi"]


def test_an_address_of_whom_a_court_keeps_away_opens_nothing(family, cast):
    keep_apart(family.amara, cast, name="Somebody Else", email="DAN@example.org")
    assert shown_to(family.dan, cast) == []


def test_of_a_child_on_hold_only_whoever_decides_answers_by_a_link(family, cast):
    hold_pupil(cast.as_actor(cast.safeguarding), family.amara, why="guardianship")
    assert (shown_to(family.grace, cast), shown_to(family.dan, cast)) == (["Tobi"], ["Tobi"])
    decides = {"decides": "order", "decider": "DAN Okello", "seen_in": "Order of 3 March"}
    say_who_decides(cast.as_actor(cast.dpo), OnHold.objects.get(), **decides)
    assert (shown_to(family.grace, cast), shown_to(family.dan, cast)) == (["Tobi"], ["Amara", "Tobi"])
