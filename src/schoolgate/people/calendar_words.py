"""Recognising by its title what an event of a school's calendar file means: a term, a holiday, an INSET day.

A title counts only if every word in it is one that such titles are made of. So "Half term" is a holiday,
and "Half-term holiday club" is not. What looks like school time without being certain is asked of the office.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from schoolgate.people.ics import CalendarEvent


class DayKind(StrEnum):
    """What an event says about school time."""

    TERM = "term"
    TERM_STARTS = "term_starts"
    TERM_ENDS = "term_ends"
    HOLIDAY = "holiday"
    INSET = "inset"
    BANK_HOLIDAY = "bank_holiday"
    CLOSURE = "closure"
    UNSURE = "unsure"  # asked of the office
    OTHER = "other"  # says nothing about school time; left out


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SEASONS = _words(
    "autumn spring summer winter michaelmas lent trinity christmas easter may october february whit whitsun "
    "january march april june july august september november december new year"
)
_FILLING = _SEASONS | _words(
    "the a of for and to all in is on our at from with until this no not days day week weeks end pm am noon "
    "school schools academy nursery college pupils pupil children students staff only years year group "
    "1st 2nd 3rd 4th 5th 6th first second third half terms term one two three "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri"
)
_CLOSED = _words("closed closes close shut closure closing")
_HOLIDAY = _words("holiday holidays vacation break midterm")
_STARTS = _words("starts start begins begin starting commences opens reopens return returns back resumes")
_ENDS = _words("ends end finishes finish ending closes breaks break up last breaking")
_INSET = _words(
    "inset insets hms diwrnod pd cpd training development professional service inservice baker teacher"
)
_INSET_FILLING = _INSET | _CLOSED | _words("teachers non teaching planning exceptional")
_NAMED_BANK_HOLIDAYS = (
    "good friday",
    "easter monday",
    "christmas day",
    "boxing day",
    "new years day",
    "may day",
    "early may",
    "st andrews day",
    "st patricks day",
)
_CLOSURE_FILLING = _CLOSED | _words(
    "snow weather bad severe polling station election exceptional emergency strike industrial action heating "
    "occasional due additional extra"
)
_HINTS = _HOLIDAY | _CLOSED | _words("term terms half inset closing opens reopens bank termtime midterm")
_NUMBER_OR_TIME = re.compile(r"\d+(am|pm)?")


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as its words, and the same with single spaces to look for phrases in."""

    words: frozenset[str]
    text: str

    def says(self, *phrases: str) -> bool:
        return any(f" {phrase} " in self.text for phrase in phrases)

    def is_made_of(self, vocabulary: frozenset[str]) -> bool:
        return all(word in vocabulary or _NUMBER_OR_TIME.fullmatch(word) for word in self.words)

    @property
    def names_a_holiday(self) -> bool:
        return bool(self.words & _HOLIDAY) or self.says("half term")


def kind_of(event: CalendarEvent) -> DayKind:
    """What this event says about school time, by the words of its title and its length."""
    title = _title(event.title)
    for kind, looks_like, most_days, least_days in _KINDS:
        if looks_like(title):
            certain = least_days <= event.days <= most_days and not event.repeats
            return kind if certain else DayKind.UNSURE
    return DayKind.UNSURE if title.words & _HINTS else DayKind.OTHER


def _title(title: str) -> _Title:
    plain = unicodedata.normalize("NFKD", title).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’")
    words = re.findall(r"[a-z0-9]+", plain)
    return _Title(frozenset(words), f" {' '.join(words)} ")


def _is_inset(title: _Title) -> bool:
    told = title.says(
        "inset",
        "insets",
        "inset day",
        "pd day",
        "cpd day",
        "hms",
        "in service",
        "inservice",
        "non pupil",
        "staff training",
        "teacher training",
        "staff development",
        "school development",
        "professional development",
        "baker day",
    )
    return told and title.is_made_of(_FILLING | _INSET_FILLING)


def _is_bank_holiday(title: _Title) -> bool:
    told = title.says("bank holiday", "public holiday", *_NAMED_BANK_HOLIDAYS)
    names = _words("bank public holiday good early boxing st andrews patricks years substitute observed")
    return told and title.is_made_of(_FILLING | _CLOSED | names)


def _is_start(title: _Title) -> bool:
    told = bool(title.words & _STARTS) or title.says("first day", "1st day")
    if title.names_a_holiday and not title.words & {"after", "following", "from"}:
        return False
    about = title.words & {"term", "school", "pupils", "children", "students", "half"} or title.says(
        "first day"
    )
    return told and bool(about) and title.is_made_of(_FILLING | _HOLIDAY | _STARTS | {"after", "following"})


def _is_end(title: _Title) -> bool:
    told = bool(title.words & _words("ends end finishes finish breaks breaking closes")) or title.says(
        "last day"
    )
    if title.names_a_holiday and not title.words & {"before", "for", "up"}:
        return False
    about = title.says("term", "breaks up", "break up", "breaking up", "last day") or (
        title.says("closes for") and (title.names_a_holiday or bool(title.words & _SEASONS))
    )
    return told and about and title.is_made_of(_FILLING | _HOLIDAY | _ENDS | {"before"})


def _is_half_term(title: _Title) -> bool:
    return title.says("half term") and _is_holiday(title)


def _is_holiday(title: _Title) -> bool:
    return title.names_a_holiday and title.is_made_of(
        _FILLING | _HOLIDAY | {"mid", "closed", "before", "after"}
    )


def _is_term(title: _Title) -> bool:
    return "term" in title.words and title.is_made_of(_FILLING | {"time"})


def _is_closure(title: _Title) -> bool:
    told = bool(title.words & {"closed", "closure", "shut"}) or title.says(
        "snow day", "polling day", "occasional day", "strike day"
    )
    return told and title.is_made_of(_FILLING | _CLOSURE_FILLING)


# In this order: the kind, how its titles look, and the days it lasts at most and at least.
_KINDS: tuple[tuple[DayKind, Callable[[_Title], bool], int, int], ...] = (
    (DayKind.INSET, _is_inset, 5, 1),
    (DayKind.BANK_HOLIDAY, _is_bank_holiday, 2, 1),
    (DayKind.TERM_STARTS, _is_start, 1, 1),
    (DayKind.TERM_ENDS, _is_end, 1, 1),
    (DayKind.HOLIDAY, _is_half_term, 16, 1),
    (DayKind.HOLIDAY, _is_holiday, 75, 1),
    (DayKind.CLOSURE, _is_closure, 10, 1),
    (DayKind.TERM, _is_term, 130, 20),
)
