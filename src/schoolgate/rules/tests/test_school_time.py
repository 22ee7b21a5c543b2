"""School days and deadlines counted in school time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.rules.school_time import LONDON, LONGEST_HOLIDAY, Nation, SchoolCalendar, Term, local_day

AUTUMN = Term(date(2026, 9, 2), date(2026, 12, 18))
SPRING = Term(date(2027, 1, 5), date(2027, 3, 25))
SUMMER = Term(date(2027, 4, 12), date(2027, 7, 21))
CHRISTMAS_INSET = date(2027, 1, 5)
HALF_TERM = frozenset(date(2026, 10, 26) + timedelta(days=n) for n in range(5))
BANK_HOLIDAYS = frozenset({date(2026, 12, 25), date(2027, 1, 1), date(2027, 5, 3)})

OAKFIELD = SchoolCalendar(
    Nation.ENGLAND, (AUTUMN, SPRING, SUMMER), HALF_TERM | BANK_HOLIDAYS | {CHRISTMAS_INSET}
)
NO_TERMS = SchoolCalendar(Nation.SCOTLAND, closed_days=BANK_HOLIDAYS)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock in London, as UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


# Days


@pytest.mark.parametrize(
    ("on", "is_one"),
    [
        (date(2026, 9, 2), True),
        (date(2026, 9, 1), True),  # before the first known term: a weekday
        (date(2026, 9, 5), False),  # Saturday
        (date(2026, 10, 28), False),  # half-term
        (date(2026, 12, 18), True),
        (date(2026, 12, 21), False),  # the Christmas holiday
        (date(2027, 1, 5), False),  # INSET
        (date(2027, 1, 6), True),
        (date(2027, 5, 3), False),  # bank holiday
        (date(2027, 7, 21), True),
        (date(2027, 7, 22), False),  # summer, though next year's terms are not entered
        (date(2027, 8, 31), False),
        (date(2027, 9, 1), True),  # not known any more: a weekday
        (date(2028, 2, 29), True),  # a Tuesday in a leap year
    ],
)
def test_it_knows_a_school_day(on: date, is_one: bool) -> None:
    assert OAKFIELD.is_school_day(on) is is_one


def test_a_scottish_summer_ends_in_the_middle_of_august() -> None:
    scottish = SchoolCalendar(Nation.SCOTLAND, (Term(date(2027, 4, 12), date(2027, 6, 25)),))
    assert not scottish.is_school_day(date(2027, 8, 13))
    assert scottish.is_school_day(date(2027, 8, 16))


def test_a_gap_that_no_holiday_fills_is_a_term_nobody_entered() -> None:
    without_spring = SchoolCalendar(Nation.ENGLAND, (AUTUMN, SUMMER))
    assert without_spring.terms_are_known(AUTUMN.first_on)
    assert without_spring.is_school_day(date(2027, 2, 2))
    assert "do not know" in without_spring.note_on_unknown_terms(date(2027, 2, 2))


def test_the_longest_holiday_between_two_terms_is_known() -> None:
    later = AUTUMN.last_on + LONGEST_HOLIDAY
    calendar = SchoolCalendar(Nation.ENGLAND, (AUTUMN, Term(later, later + timedelta(days=40))))
    assert calendar.terms_are_known(later - timedelta(days=1))
    one_more = SchoolCalendar(
        Nation.ENGLAND, (AUTUMN, Term(later + timedelta(days=1), later + timedelta(days=40)))
    )
    assert not one_more.terms_are_known(later)


def test_without_terms_it_counts_weekdays_and_says_so() -> None:
    assert NO_TERMS.is_school_day(date(2026, 12, 24))
    assert not NO_TERMS.is_school_day(date(2026, 12, 25))
    assert not NO_TERMS.is_school_day(date(2026, 12, 26))
    assert NO_TERMS.note_on_unknown_terms(date(2026, 12, 24)) == (
        "We do not know the school's terms for this time, so we count every weekday "
        "that is not a bank holiday in Scotland."
    )
    assert OAKFIELD.note_on_unknown_terms(date(2026, 12, 24)) == ""


def test_a_term_is_known_from_its_first_to_its_last_day_though_nothing_follows() -> None:
    autumn_only = SchoolCalendar(Nation.ENGLAND, (AUTUMN,))
    assert autumn_only.terms_are_known(AUTUMN.first_on)
    assert autumn_only.terms_are_known(AUTUMN.last_on)
    assert not autumn_only.terms_are_known(AUTUMN.last_on + timedelta(days=1))


def test_terms_may_be_given_in_any_order() -> None:
    assert SchoolCalendar(Nation.ENGLAND, (SUMMER, AUTUMN, SPRING)).terms == (AUTUMN, SPRING, SUMMER)


def test_a_term_or_a_day_that_ends_before_it_starts_is_an_error() -> None:
    with pytest.raises(ValueError, match="a term ends"):
        Term(date(2027, 1, 6), date(2027, 1, 5))
    with pytest.raises(ValueError, match="the school day ends"):
        SchoolCalendar(Nation.ENGLAND, day_starts=time(9), day_ends=time(9))
    with pytest.raises(ValueError, match="without a time zone"):
        SchoolCalendar(Nation.ENGLAND, day_starts=time(9, tzinfo=UTC))


# Deadlines, by example


def test_hours_run_on_within_the_day() -> None:
    assert OAKFIELD.school_hours_after(at(2026, 11, 20, 10), 4) == at(2026, 11, 20, 14)


def test_hours_go_on_after_the_weekend() -> None:
    assert OAKFIELD.school_hours_after(at(2026, 11, 20, 14, 30), 2) == at(2026, 11, 23, 9, 30)


def test_hours_that_fill_the_day_end_with_it() -> None:
    assert OAKFIELD.school_hours_after(at(2026, 11, 20, 14, 30), 1) == at(2026, 11, 20, 15, 30)


def test_hours_wait_for_the_end_of_the_holiday_and_the_inset_day() -> None:
    assert OAKFIELD.school_hours_after(at(2026, 12, 18, 15), 1) == at(2027, 1, 6, 9)


def test_hours_keep_to_the_clock_on_the_wall_over_a_clock_change() -> None:
    friday_in_winter_time = at(2027, 3, 12, 15)
    assert OAKFIELD.school_hours_after(friday_in_winter_time, 1) == at(2027, 3, 15, 9)
    before_the_clocks_go_forward = at(2027, 3, 25, 15)
    assert OAKFIELD.school_hours_after(before_the_clocks_go_forward, 1) == at(2027, 4, 12, 9)
    assert at(2027, 4, 12, 9).hour == 8


def test_hours_must_lie_ahead() -> None:
    with pytest.raises(ValueError, match="some hours ahead"):
        OAKFIELD.school_hours_after(at(2026, 11, 20, 10), 0)


def test_a_moment_without_its_time_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs its time zone"):
        OAKFIELD.in_school_time(datetime(2026, 11, 20, 10))


def test_school_time_starts_with_the_day_and_is_over_at_its_end() -> None:
    assert not OAKFIELD.in_school_time(at(2026, 11, 20, 8, 29))
    assert OAKFIELD.in_school_time(at(2026, 11, 20, 8, 30))
    assert OAKFIELD.in_school_time(at(2026, 11, 20, 15, 29))
    assert not OAKFIELD.in_school_time(at(2026, 11, 20, 15, 30))
    assert not OAKFIELD.in_school_time(at(2026, 11, 21, 10))


@pytest.mark.parametrize(
    ("moment", "ends_at"),
    [
        (at(2026, 11, 20, 7), at(2026, 11, 20, 15, 30)),
        (at(2026, 11, 20, 15, 30), at(2026, 11, 20, 15, 30)),
        (at(2026, 11, 20, 15, 31), at(2026, 11, 23, 15, 30)),
        (at(2026, 11, 21, 12), at(2026, 11, 23, 15, 30)),
    ],
)
def test_it_finds_the_end_of_the_school_day(moment: datetime, ends_at: datetime) -> None:
    assert OAKFIELD.end_of_school_day(moment) == ends_at
    assert OAKFIELD.school_days_after(moment, 0) == ends_at


def test_one_school_day_after_friday_is_the_end_of_monday() -> None:
    assert OAKFIELD.school_days_after(at(2026, 11, 20, 10), 1) == at(2026, 11, 23, 15, 30)
    assert OAKFIELD.school_days_after(at(2026, 11, 21, 10), 1) == at(2026, 11, 23, 15, 30)


def test_a_count_of_school_days_leaves_out_holidays() -> None:
    assert OAKFIELD.school_day_after(date(2026, 12, 17), 2) == date(2027, 1, 6)
    assert OAKFIELD.school_day_after(date(2026, 12, 18), 0) == date(2026, 12, 18)
    assert OAKFIELD.school_day_after(date(2026, 12, 19), 0) == date(2027, 1, 6)
    with pytest.raises(ValueError, match="counted forward"):
        OAKFIELD.school_day_after(date(2026, 12, 18), -1)


# Deadlines, for any calendar

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))  # two leap days, both clock changes in each year
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
hours = st.integers(1, 400).map(lambda quarters: quarters / 4)


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    terms = draw(
        st.lists(
            st.builds(lambda on, length: Term(on, on + timedelta(days=length)), days, st.integers(0, 100)),
            max_size=5,
        )
    )
    closures = draw(st.lists(st.tuples(days, st.integers(1, 20)), max_size=6))
    closed_days = frozenset(on + timedelta(days=n) for on, length in closures for n in range(length))
    starts = draw(st.times(time(0), time(12)))
    ends = draw(st.times(time(12, 30), time(23, 59)))
    return SchoolCalendar(draw(st.sampled_from(Nation)), tuple(terms), closed_days, starts, ends)


def school_time_between(calendar: SchoolCalendar, since: datetime, until: datetime) -> timedelta:
    """School time counted the slow way, day by day on the wall, as an oracle."""
    total, on = timedelta(0), local_day(since)
    while on <= local_day(until):
        if calendar.is_school_day(on):
            opens = datetime.combine(on, calendar.day_starts, LONDON).astimezone(UTC)
            closes = datetime.combine(on, calendar.day_ends, LONDON).astimezone(UTC)
            total += max(timedelta(0), min(until, closes) - max(since, opens))
        on += timedelta(days=1)
    return total


@given(calendars(), moments, hours)
def test_exactly_that_much_school_time_passes_before_the_deadline(
    calendar: SchoolCalendar, moment: datetime, hours: float
) -> None:
    due_at = calendar.school_hours_after(moment, hours)
    assert due_at.utcoffset() == timedelta(0)
    assert school_time_between(calendar, moment, due_at) == timedelta(hours=hours)
    just_before = due_at - timedelta(microseconds=1)
    assert calendar.in_school_time(just_before)


@given(calendars(), moments, hours, hours)
def test_hours_add_up(calendar: SchoolCalendar, moment: datetime, first: float, then: float) -> None:
    at_once = calendar.school_hours_after(moment, first + then)
    assert calendar.school_hours_after(calendar.school_hours_after(moment, first), then) == at_once


@given(calendars(), moments, moments, hours)
def test_who_asks_later_never_has_an_earlier_deadline(
    calendar: SchoolCalendar, one: datetime, other: datetime, hours: float
) -> None:
    earlier, later = sorted((one, other))
    assert calendar.school_hours_after(earlier, hours) <= calendar.school_hours_after(later, hours)
    assert calendar.end_of_school_day(earlier) <= calendar.end_of_school_day(later)


@given(calendars(), moments, st.integers(0, 30))
def test_school_days_end_at_the_end_of_a_school_day_and_are_counted_one_by_one(
    calendar: SchoolCalendar, moment: datetime, count: int
) -> None:
    due_at = calendar.school_days_after(moment, count)
    ends_on = due_at.astimezone(LONDON)
    assert due_at >= moment
    assert calendar.is_school_day(ends_on.date())
    assert ends_on.time() == calendar.day_ends
    if count:
        start = local_day(moment)
        stretch = [start + timedelta(days=n + 1) for n in range((ends_on.date() - start).days)]
        assert sum(map(calendar.is_school_day, stretch)) == count


@given(calendars(), days)
def test_a_weekend_or_a_closed_day_is_never_a_school_day(calendar: SchoolCalendar, on: date) -> None:
    if on.weekday() >= 5 or on in calendar.closed_days:
        assert not calendar.is_school_day(on)
    elif not calendar.terms_are_known(on):
        assert calendar.is_school_day(on)
        assert calendar.note_on_unknown_terms(on)
