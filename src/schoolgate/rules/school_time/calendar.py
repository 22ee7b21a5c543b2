"""A school's calendar: which days are school days, and when a deadline counted in school time falls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from schoolgate.rules.school_time.clock import local_day, moment_of

# No holiday of a school in the United Kingdom is longer. A longer gap is a term that nobody has entered.
LONGEST_HOLIDAY = timedelta(days=75)

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_JUNE_AND_JULY = (6, 7)


class Nation(StrEnum):
    """The nation a school lies in: it decides the bank holidays and the usual summer."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ").title()


# The last day (month, day) on which schools of the nation are usually still away in summer.
_SUMMER_ENDS = {
    Nation.ENGLAND: (8, 31),
    Nation.WALES: (8, 31),
    Nation.SCOTLAND: (8, 14),
    Nation.NORTHERN_IRELAND: (8, 31),
}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A stretch of teaching, both days included. A half-term break may part two of them or be closed days."""

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise ValueError("a term ends on or after the day it starts")


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """What is known of a school's year. Times are as clocks in the United Kingdom show them.

    `closed_days` are days without school inside or outside terms: INSET days, bank holidays, closures.
    Where no term is known for a day, a weekday that is not closed counts as a school day: too early a
    deadline is a nuisance, too late a one can harm. `note_on_unknown_terms` says so to people.
    """

    nation: Nation
    terms: tuple[Term, ...] = ()
    closed_days: frozenset[date] = frozenset()
    day_starts: time = time(8, 30)
    day_ends: time = time(15, 30)

    def __post_init__(self) -> None:
        if self.day_starts.tzinfo is not None or self.day_ends.tzinfo is not None:
            raise ValueError("the school day is given in local time, without a time zone")
        if self.day_ends <= self.day_starts:
            raise ValueError("the school day ends after it starts")
        object.__setattr__(self, "terms", tuple(sorted(self.terms)))

    def is_school_day(self, on: date) -> bool:
        """Whether pupils are taught on this day, as far as is known."""
        if on.weekday() >= _SATURDAY or on in self.closed_days:
            return False
        return self._in_a_term(on) or not self.terms_are_known(on)

    def terms_are_known(self, on: date) -> bool:
        """Whether this day lies in a term, in a holiday between two terms, or in the summer after the last."""
        begun = [term for term in self.terms if term.first_on <= on]
        if not begun:
            return False
        taught_until = max(term.last_on for term in begun)
        if on <= taught_until:
            return True
        if len(begun) < len(self.terms):
            return self.terms[len(begun)].first_on - taught_until <= LONGEST_HOLIDAY
        return on <= self._summer_after(taught_until)

    def note_on_unknown_terms(self, on: date) -> str:
        """A sentence for people where the terms of this day are not known; empty where they are."""
        if self.terms_are_known(on):
            return ""
        return (
            "We do not know the school's terms for this time, so we count every weekday "
            f"that is not a bank holiday in {self.nation.words}."
        )

    def in_school_time(self, moment: datetime) -> bool:
        """Whether the school day is running at this moment; at its last minute it is over."""
        opens_at, closes_at = self._hours_of(local_day(moment))
        return self.is_school_day(local_day(moment)) and opens_at <= moment < closes_at

    def end_of_school_day(self, moment: datetime) -> datetime:
        """When the school day ends that is running or comes next (aware, UTC); never before `moment`."""
        for on in self._school_days_from(local_day(moment)):
            _, closes_at = self._hours_of(on)
            if moment <= closes_at:
                return closes_at
        raise AssertionError("unreachable: school days never run out")

    def school_day_after(self, on: date, days: int = 1) -> date:
        """The day that is `days` school days after `on`; with 0 the day itself or the first school day after."""
        if days < 0:
            raise ValueError("school days are counted forward")
        start = on if days == 0 else on + _ONE_DAY
        for counted, school_day in enumerate(self._school_days_from(start), start=1):
            if counted >= days:
                return school_day
        raise AssertionError("unreachable: school days never run out")

    def school_days_after(self, moment: datetime, days: int) -> datetime:
        """The end (aware, UTC) of the school day `days` school days after the day of `moment`.

        With 0 it is the end of this school day, or of the next where this one is over or is none.
        """
        if days == 0:
            return self.end_of_school_day(moment)
        _, closes_at = self._hours_of(self.school_day_after(local_day(moment), days))
        return closes_at

    def school_hours_after(self, moment: datetime, hours: float) -> datetime:
        """When `hours` of school time have passed since `moment` (aware, UTC); the clock stands outside it."""
        left = timedelta(hours=hours)
        if left <= timedelta(0):
            raise ValueError("a deadline lies some hours ahead")
        for on in self._school_days_from(local_day(moment)):
            opens_at, closes_at = self._hours_of(on)
            since = max(opens_at, moment.astimezone(UTC))
            if left <= closes_at - since:
                return since + left
            left -= max(closes_at - since, timedelta(0))
        raise AssertionError("unreachable: school days never run out")

    def _in_a_term(self, on: date) -> bool:
        return any(term.first_on <= on <= term.last_on for term in self.terms)

    def _summer_after(self, taught_until: date) -> date:
        """The last day of the summer holiday that follows a term, or that term's last day if none follows."""
        if taught_until.month not in _JUNE_AND_JULY:
            return taught_until
        return date(taught_until.year, *_SUMMER_ENDS[self.nation])

    def _hours_of(self, on: date) -> tuple[datetime, datetime]:
        return moment_of(on, self.day_starts), moment_of(on, self.day_ends)

    def _school_days_from(self, on: date) -> Iterator[date]:
        while True:
            if self.is_school_day(on):
                yield on
            on += _ONE_DAY
