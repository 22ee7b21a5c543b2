"""Local times that come twice or never, and how people say a time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.school_time import (
    LONDON,
    deadline_words_for,
    full_words_for,
    local_day,
    local_time,
    words_for,
    words_for_day,
)

FRIDAY_NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CLOCKS_GO_BACK = date(2026, 10, 25)
CLOCKS_GO_FORWARD = date(2027, 3, 28)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


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


# From UTC to words


def london(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (london(2026, 11, 20, 15, 30), "today 15:30"),
        (london(2026, 11, 20, 0, 5), "today 00:05"),
        (london(2026, 11, 21, 8, 30), "tomorrow 08:30"),
        (london(2026, 11, 19, 16, 5), "yesterday 16:05"),
        (london(2026, 11, 23, 17), "Monday 17:00"),
        (london(2026, 11, 26, 17), "Thursday 17:00"),
        (london(2026, 11, 27, 17), "27 November"),
        (london(2026, 11, 14, 21, 10), "Saturday 21:10"),
        (london(2026, 11, 13, 9), "13 November"),
        (london(2026, 12, 12, 9), "12 December"),
        (london(2027, 1, 7, 9), "7 January 2027"),
        (london(2025, 11, 20, 9), "20 November 2025"),
    ],
)
def test_a_time_is_said_as_people_say_it(moment: datetime, words: str) -> None:
    assert words_for(moment, FRIDAY_NOON) == words


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        (london(2026, 11, 20, 15, 30), "today by 15:30"),
        (london(2026, 11, 23, 17), "Monday by 17:00"),
        (london(2026, 12, 12, 9), "12 December"),
    ],
)
def test_a_deadline_says_by_when(due_at: datetime, words: str) -> None:
    assert deadline_words_for(due_at, FRIDAY_NOON) == words


def test_the_days_are_those_of_london_not_of_utc() -> None:
    late_on_a_summer_evening = datetime(2027, 6, 1, 23, 30, tzinfo=UTC)
    assert local_day(late_on_a_summer_evening) == date(2027, 6, 2)
    assert words_for(late_on_a_summer_evening, datetime(2027, 6, 1, 22, tzinfo=UTC)) == "tomorrow 00:30"


def test_new_year_is_tomorrow_before_it_is_another_year() -> None:
    assert words_for(london(2027, 1, 1, 9), london(2026, 12, 31, 9)) == "tomorrow 09:00"


@pytest.mark.parametrize(("hour_in_utc", "season"), [(0, "BST"), (1, "GMT")])
def test_the_hour_that_comes_twice_says_which_of_the_two(hour_in_utc: int, season: str) -> None:
    moment = datetime(2026, 10, 25, hour_in_utc, 30, tzinfo=UTC)
    assert words_for(moment, moment) == f"today 01:30 {season}"
    assert full_words_for(moment) == f"Sunday 25 October 2026 at 01:30 {season}"


def test_the_full_form_leaves_nothing_out() -> None:
    assert full_words_for(london(2026, 11, 3, 17)) == "Tuesday 3 November 2026 at 17:00"


def test_a_day_is_said_as_people_say_it() -> None:
    today = date(2028, 2, 28)
    assert words_for_day(today, today) == "today"
    assert words_for_day(date(2028, 2, 29), today) == "tomorrow"
    assert words_for_day(date(2028, 3, 2), today) == "Thursday"
    assert words_for_day(date(2028, 12, 12), today) == "12 December"
    assert words_for_day(date(2029, 2, 28), today) == "28 February 2029"


@given(moments, moments)
def test_two_times_a_minute_or_more_apart_and_near_never_sound_alike(one: datetime, now: datetime) -> None:
    near = now + (one - now) % timedelta(days=3)
    other = near + timedelta(minutes=1)
    assert words_for(near, now) != words_for(other, now)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_the_full_form_names_one_minute_only(moment: datetime, later: timedelta) -> None:
    if later >= timedelta(minutes=1):
        assert full_words_for(moment) != full_words_for(moment + later)
