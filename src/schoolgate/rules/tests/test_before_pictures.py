"""Who may be shown where, when a sheet is destroyed, and what a group needs."""

from datetime import date

from schoolgate.rules.before_pictures import (
    Where,
    destroy_on,
    may_be_shown_in,
    names_apart,
    refusals_to_make_group,
)
from schoolgate.rules.consents import Channel, Medium

WEBSITE, SOCIAL = (Medium.PHOTO, Channel.WEBSITE), (Medium.VIDEO, Channel.SOCIAL)
TODAY = date(2026, 11, 20)


def test_everything_asked_is_everywhere_and_nothing_is_nowhere():
    assert may_be_shown_in({WEBSITE, SOCIAL}, [WEBSITE, SOCIAL]).where is Where.EVERYWHERE
    assert may_be_shown_in(set(), [WEBSITE, SOCIAL]).where is Where.NOWHERE
    assert may_be_shown_in(set(), []).where is Where.NOWHERE


def test_some_places_are_told_by_medium():
    shown = may_be_shown_in({WEBSITE}, [WEBSITE, SOCIAL])
    assert shown.where is Where.SOME
    assert shown.places == {Medium.PHOTO: (Channel.WEBSITE,), Medium.VIDEO: ()}


def test_two_of_the_same_short_name_are_written_out():
    pairs = [("Mia M.", "Mia Moss"), ("Mia M.", "Mia Marsh"), ("Ben T.", "Ben Toll")]
    assert names_apart(pairs) == ["Mia Moss", "Mia Marsh", "Ben T."]


def test_a_sheet_goes_after_the_trip_and_after_a_week_at_the_latest():
    assert destroy_on(TODAY, None) == date(2026, 11, 27)
    assert destroy_on(TODAY, date(2026, 11, 23)) == date(2026, 11, 23)
    assert destroy_on(TODAY, date(2027, 7, 1)) == date(2026, 11, 27)
    assert destroy_on(TODAY, date(2026, 11, 1)) == TODAY


def test_a_group_needs_a_name_an_end_within_a_year_and_classes_of_the_school():
    def refused(name: str = "Choir", last_on: date = TODAY, classes: tuple[str, ...] = ()) -> set[str]:
        found = refusals_to_make_group(name=name, last_on=last_on, classes=classes, known=["4A"], today=TODAY)
        return {one.about for one in found}

    assert refused(classes=("4A",)) == set()
    assert refused(name=" ") == {"name"}
    assert refused(last_on=date(2026, 11, 19)) == refused(last_on=date(2028, 11, 19)) == {"last_on"}
    assert refused(classes=("9Z",)) == {"classes"}
