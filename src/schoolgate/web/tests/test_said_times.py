from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.web import said_times

FRIDAY_NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
IN_SUMMER = datetime(2026, 7, 3, 12, 0, tzinfo=UTC)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "today 15:30"),
        (datetime(2026, 11, 21, 8, 5, tzinfo=UTC), "tomorrow 08:05"),
        (datetime(2026, 11, 19, 8, 5, tzinfo=UTC), "yesterday 08:05"),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "Monday 17:00"),
        (datetime(2026, 11, 14, 17, 0, tzinfo=UTC), "last Saturday 17:00"),
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), "27 November 17:00"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "4 January 2027 09:00"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: datetime, said: str):
    assert said_times.when(moment, FRIDAY_NOON) == said


def test_the_time_is_the_schools_in_summer_too():
    assert said_times.when(datetime(2026, 7, 3, 14, 30, tzinfo=UTC), IN_SUMMER) == "today 15:30"


def test_the_day_is_the_schools_when_the_date_differs_in_utc():
    just_after_midnight_here = datetime(2026, 7, 3, 23, 30, tzinfo=UTC)
    assert said_times.when(just_after_midnight_here, IN_SUMMER) == "tomorrow 00:30"


def test_a_week_from_today_is_a_date_since_the_weekday_would_be_todays():
    assert said_times.day(date(2026, 11, 27), date(2026, 11, 20)) == "27 November"
    assert said_times.day(date(2026, 11, 26), date(2026, 11, 20)) == "Thursday"


def test_a_deadline_says_by():
    assert said_times.by(datetime(2026, 11, 23, 17, 0, tzinfo=UTC), FRIDAY_NOON) == "Monday by 17:00"


def test_without_now_nothing_is_left_out():
    moment = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert said_times.when(moment, None) == "Monday 23 November 2026, 17:00"
    assert said_times.by(moment, None) == "by Monday 23 November 2026, 17:00"


def test_weekdays_are_said_in_the_readers_language():
    with translation.override("cy"):
        assert said_times.day(date(2026, 11, 23), date(2026, 11, 20)) == "Dydd Llun"


def test_new_year_is_tomorrow_before_it_is_another_year():
    new_year, eve = datetime(2027, 1, 1, 9, tzinfo=UTC), datetime(2026, 12, 31, 9, tzinfo=UTC)
    assert said_times.when(new_year, eve) == "tomorrow 09:00"


@pytest.mark.parametrize(("hour_in_utc", "season"), [(0, "BST"), (1, "GMT")])
def test_the_hour_that_comes_twice_says_which_of_the_two(hour_in_utc: int, season: str):
    moment = datetime(2026, 10, 25, hour_in_utc, 30, tzinfo=UTC)
    assert said_times.when(moment, moment) == f"today 01:30 {season}"
    assert said_times.in_full(moment) == f"Sunday 25 October 2026, 01:30 {season}"


@given(moments, moments)
def test_two_times_a_minute_apart_and_near_never_sound_alike(one: datetime, now: datetime):
    near = now + (one - now) % timedelta(days=3)
    assert said_times.when(near, now) != said_times.when(near + timedelta(minutes=1), now)


@given(moments, st.timedeltas(timedelta(minutes=1), timedelta(days=400)))
def test_the_full_form_names_one_minute_only(moment: datetime, later: timedelta):
    assert said_times.in_full(moment) != said_times.in_full(moment + later)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["the website"], "the website"),
        (["the website", "Facebook"], "the website and Facebook"),
        (["the website", "Facebook", "the noticeboard"], "the website, Facebook and the noticeboard"),
    ],
)
def test_several_things_make_one_sentence(words: list[str], said: str):
    assert said_times.sentence_list(words) == said
