"""From the events of a calendar file, as the office has classed them, to terms and closed days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from schoolgate.people.calendar_words import DayKind
from schoolgate.people.ics import CalendarEvent

# Two days named as the same end of a term within a week are the staff's and the pupils'; more apart, one is wrong.
_SAME_END = timedelta(days=7)
_LONGEST_TERM = timedelta(days=130)
_CLOSING = (DayKind.INSET, DayKind.CLOSURE, DayKind.HOLIDAY)


@dataclass(frozen=True, slots=True)
class ClassedEvent:
    """An event with what it says about school time, found by its words or chosen by the office."""

    event: CalendarEvent
    kind: DayKind


@dataclass(frozen=True, slots=True, order=True)
class NamedTerm:
    """A stretch of teaching and what the school calls it."""

    first_on: date
    last_on: date
    name: str


@dataclass(frozen=True, slots=True, order=True)
class DayWithoutSchool:
    """One weekday without school and why; `kind` is inset, closure or holiday."""

    on: date
    kind: DayKind
    words: str


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """What a file comes to. `questions` are sentences about what does not fit and was left out."""

    terms: tuple[NamedTerm, ...]
    closed_days: tuple[DayWithoutSchool, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    """A day on which teaching starts or ends. On one day a start comes first: a term may last one day."""

    on: date
    ends: bool
    name: str


def days_of(rows: Iterable[ClassedEvent]) -> CalendarDays:
    """Terms and closed weekdays of these events. Bank holidays are known by nation and not taken from files."""
    rows = list(rows)
    terms, questions = _terms(_marks(rows))
    return CalendarDays(tuple(terms), tuple(_closed_days(rows)), tuple(questions))


def _marks(rows: list[ClassedEvent]) -> list[_Mark]:
    """Every start and end, in order. A term parted by its half-term gives its outer days."""
    marks = set()
    for row in rows:
        event = row.event
        if row.kind in (DayKind.TERM, DayKind.TERM_STARTS):
            marks.add(_Mark(event.first_on, False, event.title))
        if row.kind in (DayKind.TERM, DayKind.TERM_ENDS):
            marks.add(_Mark(event.last_on, True, event.title))
    return sorted(marks)


def _terms(marks: list[_Mark]) -> tuple[list[NamedTerm], list[str]]:
    terms: list[NamedTerm] = []
    questions: list[str] = []
    started: _Mark | None = None
    ended: _Mark | None = None
    for mark in marks:
        if not mark.ends:
            if started and mark.on - started.on > _SAME_END:
                questions.append(_no_end(started))
                started = mark
            started = started or mark
        elif started and mark.on - started.on <= _LONGEST_TERM:
            terms.append(NamedTerm(started.on, mark.on, started.name))
            started, ended = None, mark
        elif ended and not started and mark.on - ended.on <= _SAME_END:
            terms[-1] = NamedTerm(terms[-1].first_on, mark.on, terms[-1].name)
        else:
            questions.append(_no_start(mark))
    if started:
        questions.append(_no_end(started))
    return terms, questions


def _no_end(mark: _Mark) -> str:
    return f"The term that starts on {_day(mark.on)} ({mark.name}) has no last day here, so we left it out."


def _no_start(mark: _Mark) -> str:
    return f"The term that ends on {_day(mark.on)} ({mark.name}) has no first day here, so we left it out."


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _closed_days(rows: list[ClassedEvent]) -> list[DayWithoutSchool]:
    """One reason for each closed weekday: an INSET day or a closure says more than the holiday around it."""
    found: dict[date, DayWithoutSchool] = {}
    for kind in reversed(_CLOSING):
        for row in rows:
            if row.kind is kind:
                found.update({on: DayWithoutSchool(on, kind, row.event.title) for on in _weekdays(row.event)})
    return sorted(found.values())


def _weekdays(event: CalendarEvent) -> list[date]:
    days = (event.first_on + timedelta(days=n) for n in range(event.days))
    return [on for on in days if on.weekday() < 5]
