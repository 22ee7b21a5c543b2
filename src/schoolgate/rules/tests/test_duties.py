"""Duties as data: when they fall due, who hears, and what makes no duty."""

from datetime import UTC, date, datetime, timedelta

import pytest

from schoolgate.rules.duties import (
    DutyError,
    DutyKind,
    Every,
    Late,
    OwnDuty,
    OwnLine,
    Task,
    period_of,
    step_due,
)
from schoolgate.rules.duties.kinds import often_of_several, often_words
from schoolgate.rules.duties.lateness import is_reminded
from schoolgate.rules.duties.own import refusals_to_add_line, refusals_to_make

TODAY = date(2026, 11, 17)
HALVES = [
    (date(2026, 9, 2), date(2026, 10, 23)),
    (date(2026, 11, 2), date(2026, 12, 18)),
    (date(2027, 1, 5), date(2027, 2, 12)),
    (date(2027, 2, 22), date(2027, 3, 26)),
    (date(2027, 4, 12), date(2027, 5, 28)),
    (date(2027, 6, 7), date(2027, 7, 21)),
]
DUE = datetime(2026, 11, 2, 16, tzinfo=UTC)
STEPS = (Late(1, "manager"), Late(8, "headteacher"), Late(22, "chair"))


@pytest.mark.parametrize(
    ("every", "on", "key", "last_on"),
    [
        (Every.EVERY_DAY, date(2026, 11, 22), "2026-11-22", date(2026, 11, 22)),
        (Every.SCHOOL_DAYS, TODAY, "2026-11-17", TODAY),
        (Every.WEEKLY, TODAY, "2026-w47", date(2026, 11, 20)),
        (Every.WEEK, TODAY, "2026-w47", date(2026, 11, 20)),
        (Every.WEEK, date(2026, 11, 21), "2026-w48", date(2026, 11, 27)),
        (Every.WEEK, date(2027, 1, 1), "2026-w53", date(2027, 1, 1)),
        (Every.HALF_TERM, TODAY, "2026-autumn-2", date(2026, 12, 18)),
        (Every.HALF_TERM, date(2026, 10, 28), "2026-autumn-2", date(2026, 12, 18)),
        (Every.TERM, TODAY, "2026-autumn", date(2026, 12, 18)),
        (Every.TERM, date(2026, 12, 29), "2027-spring", date(2027, 3, 26)),
        (Every.YEAR, TODAY, "2026-27", date(2027, 7, 21)),
    ],
)
def test_a_duty_falls_due_on_the_last_day_of_its_period(every, on, key, last_on):
    period = period_of(every, on, HALVES, since=TODAY)
    assert (period.key, period.last_on) == (key, last_on)


@pytest.mark.parametrize("on", [date(2026, 11, 21), date(2026, 10, 28)])
def test_a_weekend_or_a_holiday_is_no_school_day(on):
    assert period_of(Every.SCHOOL_DAYS, on, HALVES, since=TODAY) is None


@pytest.mark.parametrize("every", [Every.HALF_TERM, Every.TERM, Every.YEAR])
def test_in_the_summer_holidays_nothing_of_the_school_year_is_owed(every):
    assert period_of(every, date(2027, 7, 29), HALVES, since=TODAY) is None


@pytest.mark.parametrize("every", [Every.HALF_TERM, Every.TERM, Every.YEAR])
def test_a_school_without_terms_has_the_usual_ones_and_half_terms_by_their_middle(every):
    period = period_of(every, TODAY, [], since=TODAY)
    assert period.first_on <= TODAY <= period.last_on


def test_a_whole_term_in_the_calendar_is_parted_in_the_middle():
    terms = [(date(2026, 9, 2), date(2026, 12, 18))]
    first = period_of(Every.HALF_TERM, date(2026, 9, 10), terms, since=TODAY)
    second = period_of(Every.HALF_TERM, date(2026, 12, 1), terms, since=TODAY)
    assert first.last_on + timedelta(days=1) == second.first_on
    assert first.key != second.key


def test_months_are_counted_from_when_the_duty_began():
    since = date(2025, 8, 31)
    first = period_of(Every.MONTHS, date(2026, 8, 1), [], since=since, months=12)
    assert (first.first_on, first.last_on) == (since, date(2026, 8, 27))
    assert period_of(Every.MONTHS, TODAY, [], since=since, months=12).first_on == date(2026, 8, 28)


def test_once_is_due_by_its_day_and_never_again():
    keys = {period_of(Every.ONCE, TODAY + timedelta(days=n), [], since=TODAY).key for n in (0, 40, 400)}
    assert keys == {"once-2026-11-17"}


def test_who_hears_goes_up_step_by_step_each_once():
    days = timedelta(days=1)
    assert step_due(DUE, DUE + 0.5 * days, STEPS, {}) is None
    assert step_due(DUE, DUE + days, STEPS, {}) == 0
    assert step_due(DUE, DUE + 2 * days, STEPS, {0: DUE + days}) is None
    assert step_due(DUE, DUE + 8 * days, STEPS, {0: DUE + days}) == 1
    assert step_due(DUE, DUE + 99 * days, STEPS, {0: DUE, 1: DUE, 2: DUE}) is None


def test_what_is_late_for_a_year_still_goes_up_one_step_at_a_time():
    now = DUE + timedelta(days=365)
    assert step_due(DUE, now, STEPS, {}) == 0
    assert step_due(DUE, now + timedelta(days=1), STEPS, {0: now}) is None
    assert step_due(DUE, now + timedelta(days=7), STEPS, {0: now}) == 1


def test_somebody_is_reminded_once_and_only_before_it_is_due():
    assert is_reminded(DUE, DUE - timedelta(days=2), asked_at=None)
    assert not is_reminded(DUE, DUE - timedelta(days=4), asked_at=None)
    assert not is_reminded(DUE, DUE, asked_at=None)
    assert not is_reminded(DUE, DUE - timedelta(days=1), asked_at=DUE - timedelta(days=2))


@pytest.mark.parametrize(
    "raw",
    [
        {"key": "a", "what": " "},
        {"key": "a", "what": "b", "about": "moon"},
        {"key": "a", "what": "b", "owed_by": []},
        {"key": "a", "what": "b", "every_from": "second_reader"},
        {"key": "a", "what": "b", "every": "now and then"},
        {"key": "a", "what": "b", "colour": "red"},
        {"what": "b"},
    ],
)
def test_what_makes_no_task_is_refused(raw):
    with pytest.raises(DutyError):
        Task.from_document(raw)


@pytest.mark.parametrize(
    "late",
    [
        [{"after_days": 1, "who": "postman"}],
        [{"after_days": 8, "who": "manager"}, {"after_days": 1, "who": "headteacher"}],
    ],
)
def test_a_kind_tells_people_there_are_in_their_order(late):
    with pytest.raises(DutyError):
        DutyKind.from_document("duty.a", {"title": "A", "late": late})


def test_how_often_is_the_settings_where_a_task_takes_it_from_one():
    task = Task.from_document({"key": "a", "what": "b", "every": "week"})
    assert task.often(None) == (Every.WEEK, 12)
    assert task.often("half_term") == (Every.HALF_TERM, 12)
    assert task.often(6) == (Every.MONTHS, 6)


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ({"what": ""}, "what"),
        ({"owed_by": ""}, "owed_by"),
        ({"each_of": ("staff",)}, "each_of"),
        ({"owed_by": "pupil"}, "owed_by"),
        ({"every": "hour"}, "every"),
        ({"due_on": None}, "due_on"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
    ],
)
def test_a_duty_of_ones_own_says_what_whose_and_when(given, about):
    whole = {"what": "Check the first-aid boxes", "owed_by": "office", "every": "once", "due_on": TODAY}
    assert not list(refusals_to_make(OwnDuty(**whole), today=TODAY, keys=()))
    refused = list(refusals_to_make(OwnDuty(**{**whole, **given}), today=TODAY, keys=()))
    assert about in {one.about for one in refused}


def test_the_same_words_make_no_second_duty():
    made = OwnDuty("Check the boxes", owed_by="office", due_on=TODAY)
    assert [one.about for one in refusals_to_make(made, today=TODAY, keys=[made.key])] == ["what"]


@pytest.mark.parametrize(
    ("line", "about"),
    [
        (OwnLine(" ", "sign"), "words"),
        (OwnLine("Say hello.", "breakfast"), "moment"),
        (OwnLine("Say hello.", "sign", ("ghost",)), "audience"),
        (OwnLine("Be kind.", "sign"), "words"),
    ],
)
def test_a_line_of_ones_own_has_words_a_moment_and_readers(line, about):
    assert [one.about for one in refusals_to_add_line(line, standing=["Be kind."])] == [about]


def test_a_line_is_for_everybody_or_for_its_kinds():
    assert OwnLine("a", "sign").is_for(["governor"])
    assert OwnLine("a", "sign", ("staff",)).is_for(["staff", "governor"])
    assert not OwnLine("a", "sign", ("staff",)).is_for(["governor"])


def test_how_often_is_said_as_people_say_it():
    assert [often_words(Every.MONTHS, many) for many in (1, 6, 12, 24)] == [
        "every month",
        "every 6 months",
        "every year",
        "every 2 years",
    ]


def test_several_begin_with_what_comes_most_often_and_say_nothing_twice():
    several = [(Every.MONTHS, 12), (Every.HALF_TERM, 12), (Every.ONCE, 12), (Every.MONTHS, 12)]
    assert often_of_several(several) == ("every half term", "every year", "once when something calls for it")
    assert often_of_several([(Every.ONCE, 12), (Every.ONCE, 12)]) == ("once",)
