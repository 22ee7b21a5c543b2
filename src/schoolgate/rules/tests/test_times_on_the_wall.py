"""Local times that come twice or never."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.school_time import (
    LONDON,
    comes_twice,
    local_day,
    local_time,
)

CLOCKS_GO_BACK = date(2026, 10, 25)
CLOCKS_GO_FORWARD = date(2027, 3, 28)


# From the wall to UTC


def test_a_time_in_winter_is_the_same_in_utc() -> None:
    assert local_time(date(2026, 11, 20), time(15, 30)) == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def test_a_time_in_summer_is_an_hour_earlier_in_utc() -> None:
    assert local_time(date(2027, 6, 1), time(15, 30)) == datetime(2027, 6, 1, 14, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_is_refused_with_a_way_out() -> None:
    assert local_time(CLOCKS_GO_BACK, time(1, 30)) == Refusal(
        Control.TIME_COMES_ONCE,
        "On Sunday 25 October 2026 the clocks go back, so 01:30 comes twice.",
        "Choose a time before 01:00, or 02:00 or later.",
    )


def test_a_time_that_never_comes_is_refused_with_a_way_out() -> None:
    assert local_time(CLOCKS_GO_FORWARD, time(1, 0)) == Refusal(
        Control.TIME_COMES_ONCE,
        "On Sunday 28 March 2027 the clocks go forward, so 01:00 never comes.",
        "Choose a time before 01:00, or 02:00 or later.",
    )


@pytest.mark.parametrize("on", [CLOCKS_GO_BACK, CLOCKS_GO_FORWARD])
@pytest.mark.parametrize("at", [time(0, 59, 59), time(2, 0)])
def test_the_way_out_is_a_time_that_is_taken(on: date, at: time) -> None:
    assert isinstance(local_time(on, at), datetime)


def test_a_time_with_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        local_time(date(2026, 11, 20), time(15, 30, tzinfo=UTC))


@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)), st.times())
def test_a_time_that_is_taken_is_the_only_one_the_clock_shows_so(on: date, at: time) -> None:
    taken = local_time(on, at)
    # Every moment of UTC near that day which shows this time on the wall, found by trying both offsets.
    shows_it = {
        guess
        for offset in (0, 1)
        if (guess := datetime.combine(on, at, UTC) - timedelta(hours=offset))
        .astimezone(LONDON)
        .replace(tzinfo=None)
        == datetime.combine(on, at)
    }
    assert (shows_it == {taken}) if isinstance(taken, datetime) else len(shows_it) != 1


# From UTC to the wall


def test_the_days_are_those_of_london_not_of_utc() -> None:
    assert local_day(datetime(2027, 6, 1, 23, 30, tzinfo=UTC)) == date(2027, 6, 2)


@pytest.mark.parametrize(("hour_in_utc", "twice"), [(-1, False), (0, True), (1, True), (2, False)])
def test_one_hour_of_the_year_comes_twice(hour_in_utc: int, twice: bool) -> None:
    midnight = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert comes_twice(midnight + timedelta(hours=hour_in_utc)) is twice
