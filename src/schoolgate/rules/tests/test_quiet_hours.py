from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.rules.school_time.clock import in_london
from schoolgate.rules.school_time.quiet_hours import when_staff_may_be_written_to

EVENINGS = "18:00-07:30"


def at(text: str) -> datetime:
    """A time on the wall in London, November: the same as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2026-11-17 10:00", "2026-11-17 10:00"),  # a Tuesday in school hours
        ("2026-11-17 17:59", "2026-11-17 17:59"),
        ("2026-11-17 18:00", "2026-11-18 07:30"),
        ("2026-11-17 23:10", "2026-11-18 07:30"),
        ("2026-11-18 02:00", "2026-11-18 07:30"),
        ("2026-11-18 07:30", "2026-11-18 07:30"),
        ("2026-11-20 18:00", "2026-11-23 07:30"),  # Friday evening waits for Monday
        ("2026-11-21 12:00", "2026-11-23 07:30"),
        ("2026-11-22 23:59", "2026-11-23 07:30"),
    ],
)
def test_evenings_and_weekends_are_quiet(asked, told):
    assert when_staff_may_be_written_to(at(asked), EVENINGS) == at(told)


def test_quiet_hours_in_the_middle_of_the_day():
    assert when_staff_may_be_written_to(at("2026-11-17 12:30"), "12:00-13:00") == at("2026-11-17 13:00")
    assert when_staff_may_be_written_to(at("2026-11-17 13:00"), "12:00-13:00") == at("2026-11-17 13:00")
    assert when_staff_may_be_written_to(at("2026-11-21 10:00"), "12:00-13:00") == at("2026-11-23 00:00")


def test_the_same_time_twice_leaves_only_the_weekend_quiet():
    assert when_staff_may_be_written_to(at("2026-11-17 23:00"), "18:00-18:00") == at("2026-11-17 23:00")
    assert when_staff_may_be_written_to(at("2026-11-21 12:00"), "18:00-18:00") == at("2026-11-23 00:00")


def test_in_summer_it_goes_by_the_clock_on_the_wall():
    assert when_staff_may_be_written_to(at("2026-06-30 20:00"), EVENINGS) == at("2026-07-01 06:30")


moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
hours = st.tuples(st.integers(0, 23), st.integers(0, 23)).map(lambda h: f"{h[0]:02}:00-{h[1]:02}:30")


@given(moments, hours)
def test_it_never_writes_earlier_never_at_a_weekend_and_waits_four_days_at_most(moment, quiet):
    told = when_staff_may_be_written_to(moment, quiet)
    assert moment <= told <= moment + timedelta(days=4)
    assert in_london(told).weekday() < 5
    assert when_staff_may_be_written_to(told, quiet) == told
