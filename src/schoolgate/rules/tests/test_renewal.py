"""When a family is asked anew: with the school year where the policy says so, and when a child has joined."""

from datetime import date

import pytest

from schoolgate.rules.renewal import asked_anew_since, is_asked_by_the_clock, school_year_began

YEAR, STAYS = "school_year", "while_at_school"
ON, SEPTEMBER = date(2026, 11, 17), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("on", "began"),
    [
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 8, 31), date(2025, 9, 1)),
        (date(2027, 1, 1), date(2026, 9, 1)),
    ],
)
def test_a_school_year_begins_in_september(on, began):
    assert school_year_began(on) == began


@pytest.mark.parametrize(
    ("lasts", "joined", "since"),
    [
        (STAYS, [], None),
        (STAYS, [None, date(2020, 9, 1), date(2026, 11, 2)], date(2026, 11, 2)),
        (STAYS, [date(2027, 1, 5)], None),
        (YEAR, [], SEPTEMBER),
        (YEAR, [date(2026, 11, 2)], date(2026, 11, 2)),
        (YEAR, [date(2020, 9, 1)], SEPTEMBER),
    ],
)
def test_a_link_asks_from_the_day_on_which_there_was_something_new_to_ask(lasts, joined, since):
    assert asked_anew_since(lasts, joined, ON) == since


@pytest.mark.parametrize(
    ("since", "asks"), [(None, False), (date(2026, 11, 2), True), (SEPTEMBER, False), (ON, True)]
)
def test_the_clock_asks_soon_or_not_at_all(since, asks):
    assert is_asked_by_the_clock(since, ON) is asks
