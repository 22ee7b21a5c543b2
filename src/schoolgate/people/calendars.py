"""Reads of a school's calendar: for the rules, for its page and for the feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from schoolgate.kernel.actor import Actor
from schoolgate.people.bank_holidays import bank_holidays
from schoolgate.people.calendar_days import CalendarDays
from schoolgate.people.ics import FeedEntry
from schoolgate.people.models import ClosedDay, School, Term
from schoolgate.people.queries import today_of
from schoolgate.rules import school_time
from schoolgate.rules.days import last_day_must_not_be_before_first
from schoolgate.rules.refusals import Control, Refusal

# Bank holidays are looked up for the years in which deadlines and terms lie.
_YEARS_BACK, _YEARS_AHEAD = 1, 3
LONGEST_CLOSURE = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class ClosedStretch:
    """Weekdays without school in a row, for one reason: "Half term, 26 to 30 October"."""

    first_on: date
    last_on: date
    why: str
    words: str
    ids: tuple[int, ...]

    @property
    def is_one_day(self) -> bool:
        return self.first_on == self.last_on


def school_calendar(school: School, now: datetime) -> school_time.SchoolCalendar:
    """The calendar that deadlines of this school are counted by. Two queries."""
    today = today_of(now)
    nation = school_time.Nation(school.nation)
    first_on, last_on = date(today.year - _YEARS_BACK, 1, 1), date(today.year + _YEARS_AHEAD, 12, 31)
    closed = {day.on for day in ClosedDay.objects.filter(school=school)}
    closed |= {holiday.on for holiday in bank_holidays(nation, first_on, last_on)}
    return school_time.SchoolCalendar(
        nation,
        tuple(school_time.Term(term.first_on, term.last_on) for term in Term.objects.filter(school=school)),
        frozenset(closed),
        school.day_starts,
        school.day_ends,
    )


def terms_of(school: School, since: date) -> list[Term]:
    """Terms that are not over before this day, in order."""
    return list(Term.objects.filter(school=school, last_on__gte=since).order_by("first_on"))


def closed_stretches(school: School, since: date) -> list[ClosedStretch]:
    """Days without school from this day on, those of one reason in a row drawn together."""
    return list(_drawn_together(ClosedDay.objects.filter(school=school, on__gte=since).order_by("on")))


def feed_entries(school: School, now: datetime) -> list[FeedEntry]:
    """What the public feed says: terms, days without school, bank holidays; from the last year on."""
    today = today_of(now)
    since = today - timedelta(days=365)
    nation = school_time.Nation(school.nation)
    place = school.slug
    entries = [
        FeedEntry(f"term-{term.pk}@{place}", term.name, term.first_on, term.last_on)
        for term in terms_of(school, since)
    ]
    entries += [
        FeedEntry(f"closed-{stretch.ids[0]}@{place}", _title_of(stretch), stretch.first_on, stretch.last_on)
        for stretch in closed_stretches(school, since)
    ]
    entries += [
        FeedEntry(f"bank-holiday-{holiday.on.isoformat()}@{place}", holiday.title, holiday.on, holiday.on)
        for holiday in bank_holidays(nation, since, date(today.year + 1, 12, 31))
    ]
    return sorted(entries, key=lambda entry: (entry.first_on, entry.uid))


def terms_replaced_by(school: School, days: CalendarDays) -> list[Term]:
    """The terms kept now that share a day with a term of the file, and so give way to it."""
    return [
        term
        for term in Term.objects.filter(school=school)
        if any(new.first_on <= term.last_on and term.first_on <= new.last_on for new in days.terms)
    ]


def refusals_to_add_term(
    actor: Actor, school: School, *, name: str, first_on: date, last_on: date
) -> list[Refusal]:
    if backwards := list(last_day_must_not_be_before_first(first_on, last_on)):
        return backwards
    overlapping = Term.objects.filter(school=school, first_on__lte=last_on, last_on__gte=first_on).first()
    if overlapping is None:
        return []
    return [
        Refusal(
            Control.STATE,
            f"{overlapping.name} lies on some of these days.",
            "Choose other days, or remove that term first.",
            about="first_on",
        )
    ]


def refusals_to_close_days(
    actor: Actor, school: School, *, first_on: date, last_on: date, **_: object
) -> list[Refusal]:
    if backwards := list(last_day_must_not_be_before_first(first_on, last_on)):
        return backwards
    if last_on - first_on > LONGEST_CLOSURE:
        return [
            Refusal(
                Control.STATE,
                "That is more than four months without school.",
                "Check the year of both days.",
                about="last_on",
            )
        ]
    return []


def refusals_to_change_school_day(
    actor: Actor, school: School, *, day_starts: time, day_ends: time, nation: str
) -> list[Refusal]:
    if day_ends <= day_starts:
        return [
            Refusal(
                Control.STATE,
                "The school day ends before it starts.",
                "Choose an end after the start.",
                about="day_ends",
            )
        ]
    return []


def refusals_to_load_calendar(actor: Actor, school: School, *, days: CalendarDays) -> list[Refusal]:
    if days.terms or days.closed_days:
        return list(_days_must_fit_together(days))
    return [
        Refusal(
            Control.STATE,
            "There is no term and no closed day to keep in this file.",
            "Say for at least one line what it is, or choose another file.",
        )
    ]


def _days_must_fit_together(days: CalendarDays) -> Iterable[Refusal]:
    """Each term in order and none on the days of another; each closed day once."""
    terms = sorted(days.terms)
    backwards = [
        refusal
        for term in terms
        for refusal in last_day_must_not_be_before_first(term.first_on, term.last_on)
    ]
    if backwards:
        yield backwards[0]
    elif any(one.last_on >= other.first_on for one, other in pairwise(terms)):
        yield Refusal(
            Control.STATE, "Two terms lie on the same days.", "Put their days right first.", about="days"
        )
    if len({day.on for day in days.closed_days}) < len(days.closed_days):
        yield Refusal(Control.STATE, "A day is closed twice.", "Say one reason for each day.", about="days")


def _drawn_together(days: Iterable[ClosedDay]) -> Iterable[ClosedStretch]:
    stretch: list[ClosedDay] = []
    for day in days:
        if stretch and not _goes_on(stretch[-1], day):
            yield _stretch(stretch)
            stretch = []
        stretch.append(day)
    if stretch:
        yield _stretch(stretch)


def _goes_on(before: ClosedDay, day: ClosedDay) -> bool:
    """Over a weekend too: Friday and Monday of one holiday follow each other."""
    is_next = (day.on - before.on).days == (3 if before.on.weekday() == 4 else 1)
    return is_next and (day.why, day.words) == (before.why, before.words)


def _stretch(days: list[ClosedDay]) -> ClosedStretch:
    first, last = days[0], days[-1]
    return ClosedStretch(
        first.on, last.on, first.get_why_display(), first.words, tuple(day.pk for day in days)
    )


def _title_of(stretch: ClosedStretch) -> str:
    return stretch.words or stretch.why
