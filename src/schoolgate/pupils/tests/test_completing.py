"""Completing a name from its first letters."""

from datetime import timedelta

import pytest
from django_scopes import scope

from schoolgate.pupils.completing import (
    MOST_FOUND,
    classes_of,
    pupils_of_classes,
    pupils_of_school,
    pupils_with_classes,
)
from tests import make
from tests.cast import assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    found = assemble()
    with scope(school=found.oakfield):
        yield found


def names(found) -> list[str]:
    return [f"{one.name} {one.class_name}" for one in found]


def test_own_pupils_are_those_of_the_classes_one_teaches(cast):
    make.make_pupil(cast.oakfield, "Mia", "Moss", class_name="4A")
    make.make_pupil(cast.oakfield, "Milo", "Moss", class_name="2B")
    jo = cast.as_actor(cast.jo)

    assert classes_of(jo) == ["4A"]
    assert names(pupils_of_classes(jo, ["4A"])) == ["Mia M. 4A"]
    assert names(pupils_of_school(jo, "mi")) == ["Mia M. 4A", "Milo M. 2B"]


@pytest.mark.parametrize("letters", ["zo", "ZOE", "zoë", "ke", "zo ke", "anne", "de la"])
def test_a_name_is_found_by_the_beginning_of_any_of_its_parts(cast, letters):
    make.make_pupil(cast.oakfield, "Zoë-Anne", "de la Keating")

    assert len(pupils_of_school(cast.as_actor(cast.jo), letters)) == 1


@pytest.mark.parametrize("letters", ["oë", "keatings", "zo x", "%", "_o"])
def test_nothing_else_is_found(cast, letters):
    make.make_pupil(cast.oakfield, "Zoë-Anne", "de la Keating")

    assert pupils_of_school(cast.as_actor(cast.jo), letters) == []


def test_the_name_a_pupil_goes_by_is_shown_and_both_are_found(cast):
    make.make_pupil(cast.oakfield, "Elizabeth", "Vale", preferred_forename="Lily")

    for letters in ("eli", "lil"):
        assert names(pupils_of_school(cast.as_actor(cast.jo), letters)) == ["Lily V. 4A"]


def test_two_who_look_alike_are_told_apart(cast):
    first = make.make_pupil(cast.oakfield, "Mia", "Moss")
    make.make_pupil(cast.oakfield, "Mia", "Mott")
    make.make_pupil(cast.oakfield, "Mia", "Mann", class_name="2B")
    jo = cast.as_actor(cast.jo)

    assert names(pupils_of_school(jo, "mia")) == ["Mia M. 2B", "Mia Moss 4A", "Mia Mott 4A"]
    assert pupils_with_classes([first.pk])[first.pk].name == "Mia Moss"


def test_who_left_and_who_is_at_another_school_is_not_found(cast):
    make.make_pupil(cast.oakfield, "Mia", "Moss", left_on=(make.NOW - timedelta(days=1)).date())
    make.make_pupil(cast.elmsgate, "Mia", "Mott")

    assert pupils_of_school(cast.as_actor(cast.jo), "mia") == []


def test_a_list_is_short(cast):
    for number in range(MOST_FOUND + 4):
        make.make_pupil(cast.oakfield, f"Mia{number}", "Moss")

    assert len(pupils_of_school(cast.as_actor(cast.jo), "mia")) == MOST_FOUND


def test_a_restricted_child_is_found_like_any_other(cast):
    make.restrict(make.make_pupil(cast.oakfield, "Mia", "Moss"))

    assert names(pupils_of_school(cast.as_actor(cast.jo), "mia")) == ["Mia M. 4A"]
