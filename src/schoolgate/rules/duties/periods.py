"""How often something is owed: the week, half term, term or school year in which it falls due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# A stretch of teaching that is longer than this is a whole term, not half of one.
LONGEST_HALF = timedelta(days=66)
# The parts of a school year, and where they lie in a school that has entered no terms yet.
_PARTS = (("autumn", 8, 12), ("spring", 1, 3), ("summer", 4, 7))
_WITHOUT_A_CALENDAR = {
    "autumn": ((9, 2), (12, 18)),
    "spring": ((1, 5), (3, 26)),
    "summer": ((4, 12), (7, 20)),
}


class Every(StrEnum):
    """How often a duty comes again."""

    ONCE = "once"
    EVERY_DAY = "every_day"
    SCHOOL_DAYS = "school_days"
    WEEK = "week"
    WEEKLY = "weekly"
    HALF_TERM = "half_term"
    TERM = "term"
    YEAR = "year"
    MONTHS = "months"


EVERY_WORDS: dict[Every, str] = {
    Every.ONCE: "once",
    Every.EVERY_DAY: "every day",
    Every.SCHOOL_DAYS: "every school day",
    Every.WEEK: "every week",
    Every.WEEKLY: "every week",
    Every.HALF_TERM: "every half term",
    Every.TERM: "every term",
    Every.YEAR: "every school year",
    Every.MONTHS: "every so many months",
}

# So short that whoever is asked for the first time gets no longer than anybody.
SHORT = frozenset({Every.EVERY_DAY, Every.SCHOOL_DAYS, Every.WEEK, Every.WEEKLY})

Stretch = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Period:
    """One time round: its name, and its first and last day. On the last day what is owed is due."""

    key: str
    first_on: date
    last_on: date


def period_of(
    every: Every, on: date, terms: Iterable[Stretch], *, since: date, months: int = 12
) -> Period | None:
    """The period that this day falls into; None in the holidays, where it falls into none.

    `terms` are the school's stretches of teaching; `since` is when the duty began, from which months are counted.
    """
    if every is Every.ONCE:
        return Period(f"once-{since.isoformat()}", since, since)
    if every is Every.MONTHS:
        return _months(on, since, max(months, 1))
    if every in (Every.EVERY_DAY, Every.SCHOOL_DAYS):
        is_free = every is Every.SCHOOL_DAYS and not _is_taught(on, list(terms))
        return None if is_free else Period(on.isoformat(), on, on)
    if every in (Every.WEEK, Every.WEEKLY):
        day = on if on.isoweekday() < 6 else on + timedelta(days=8 - on.isoweekday())
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return Period(f"{year}-w{week:02d}", monday, monday + timedelta(days=4))
    parts = _terms(on, sorted(terms))
    if every is Every.YEAR:
        began = on.year if on.month >= 8 else on.year - 1
        whole = Period(f"{began}-{(began + 1) % 100:02d}", parts[0].first_on, parts[-1].last_on)
        return whole if on <= whole.last_on else None
    term = next((one for one in parts if on <= one.last_on), None)
    if term is None or every is Every.TERM:
        return term
    return _half(on, term, sorted(terms))


def _is_taught(on: date, terms: Sequence[Stretch]) -> bool:
    """A weekday in term; without a calendar every weekday."""
    return on.isoweekday() < 6 and (not terms or any(first <= on <= last for first, last in terms))


def _months(on: date, since: date, months: int) -> Period:
    first, number = since, 0
    while (following := _later(since, (number + 1) * months)) <= on:
        first, number = following, number + 1
    return Period(f"{months}m-{first.isoformat()}", first, following - timedelta(days=1))


def _later(day: date, months: int) -> date:
    """The same day so many months on; the 28th where a month has fewer days."""
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))


def _terms(on: date, terms: Sequence[Stretch]) -> list[Period]:
    """Autumn, spring and summer of the school year that a day lies in."""
    began = on.year if on.month >= 8 else on.year - 1
    found = []
    for name, first_month, last_month in _PARTS:
        year = began if name == "autumn" else began + 1
        mine = [
            (first, last)
            for first, last in terms
            if first.year == year and first_month <= first.month <= last_month
        ]
        if mine:
            first_on, last_on = mine[0][0], max(last for _first, last in mine)
        else:
            first_on, last_on = (date(year, *each) for each in _WITHOUT_A_CALENDAR[name])
        found.append(Period(f"{year}-{name}", first_on, last_on))
    return found


def _half(on: date, term: Period, terms: Sequence[Stretch]) -> Period:
    """The half of a term: a stretch of its own where the calendar has one, otherwise by its middle."""
    mine = [one for one in terms if term.first_on <= one[0] <= term.last_on]
    if len(mine) != 1 and mine:
        halves = mine
    elif term.last_on - term.first_on <= LONGEST_HALF:
        halves = [(term.first_on, term.last_on)]
    else:
        middle = term.first_on + (term.last_on - term.first_on) // 2
        halves = [(term.first_on, middle), (middle + timedelta(days=1), term.last_on)]
    number, (first, last) = next(each for each in enumerate(halves, 1) if on <= each[1][1])
    return Period(f"{term.key}-{number}", first, last)
