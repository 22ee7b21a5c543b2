from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from schoolgate.web import said_times

FRIDAY_NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
IN_SUMMER = datetime(2026, 7, 3, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "today 15:30"),
        (datetime(2026, 11, 21, 8, 5, tzinfo=UTC), "tomorrow 08:05"),
        (datetime(2026, 11, 19, 8, 5, tzinfo=UTC), "yesterday 08:05"),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "Monday 17:00"),
        (datetime(2026, 11, 14, 17, 0, tzinfo=UTC), "Saturday 17:00"),
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
