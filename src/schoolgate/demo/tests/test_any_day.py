"""The demonstration is right on whichever day it is made."""

from datetime import UTC, date, datetime, timedelta

import pytest

from schoolgate.demo.happenings import last_summer_term_ended_on
from schoolgate.demo.loading import at, weekday
from schoolgate.demo.schools import SCHOOLS, children_of
from schoolgate.rules.renewal import school_year_began
from schoolgate.rules.roll import years_apart

DAYS = [date(2026, 11, 20) + timedelta(days=number) for number in range(0, 800, 3)]


def test_who_left_in_the_summer_has_left_within_a_year():
    for today in DAYS:
        assert timedelta(0) < today - last_summer_term_ended_on(today) <= timedelta(days=366)


@pytest.mark.parametrize("plan", SCHOOLS, ids=lambda plan: plan.slug)
def test_children_are_of_the_age_of_their_year(plan):
    for today in (date(2027, 1, 1), date(2027, 8, 31), date(2027, 9, 1), date(2031, 3, 1)):
        began_in = school_year_began(today).year
        for child in children_of(plan, 0, began_in=began_in):
            year = child.year_group.removeprefix("Year ")
            assert years_apart(year, child.born_on, today) == 0


def test_nothing_of_the_story_is_at_a_weekend():
    for today in DAYS:
        now = datetime(today.year, today.month, today.day, 23, 55, tzinfo=UTC)
        told = [at(now, days, 9) for days in (-6, -1, 0, 1, 4)]
        assert all(one.weekday() < 5 for one in told)
        assert told[1] < now <= told[3]
        assert weekday(today, step=-1) <= today <= weekday(today)
