"""Calendar files (ICS, RFC 5545): reading one that was uploaded, writing the school's feed.

Only the few lines of an event that say what it is and when reach the ICS library. Everything else is left
out first: a file's own time zones above all, which can be made to cost hours and are kept between files.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import cast

from icalendar import Calendar, Event

from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.school_time import local_day

MAX_BYTES = 1_000_000
MAX_EVENTS = 2_000
MAX_TITLE = 200
MAX_DAYS = 200  # an event that lasts longer tells nothing about terms
YEARS = range(2000, 2100)

_MAX_DEPTH = 4  # a calendar, an event, its alarm: no honest file needs more
_MAX_LINE = 2_000
_IN_AN_EVENT = ["VCALENDAR", "VEVENT"]
_KEPT = {"DTSTART", "DTEND", "DURATION", "SUMMARY", "RRULE", "RDATE", "STATUS"}
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_SUMMARY = re.compile(r'SUMMARY(?:;(?:[^":]|"[^"]*")*)?:(?P<title>.*)', re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_SAVE_AGAIN = "Save the calendar again as an ICS (iCal) file and choose that file."


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something on one day or several, both ends included. `repeats`: only its first time is given."""

    title: str
    first_on: date
    last_on: date
    repeats: bool = False

    @property
    def days(self) -> int:
        return (self.last_on - self.first_on).days + 1


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a file held: its events in order of time, and the titles of those whose days we could not read."""

    events: tuple[CalendarEvent, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One line of the school's feed. `uid` stays the same while the entry lives, so that diaries update it."""

    uid: str
    title: str
    first_on: date
    last_on: date


class _Unfit(Exception):
    """The file is no calendar that we read; carries the refusal."""

    def __init__(self, words: str, next_step: str = _SAVE_AGAIN) -> None:
        self.refusal = Refusal(Control.FILE_IS_SAFE, words, next_step, about="file")


def read_ics(data: bytes) -> CalendarFile | Refusal:
    """The events of an uploaded calendar file, or why it can't be read. Cancelled events are left out."""
    try:
        bodies = list(islice(_event_bodies(_lines(data)), MAX_EVENTS + 1))
        if len(bodies) > MAX_EVENTS:
            raise _Unfit(
                f"This calendar holds more than {MAX_EVENTS:,} events.",
                "Save only this school year's events as an ICS file and choose that file.",
            )
    except _Unfit as unfit:
        return unfit.refusal
    events, unread = [], []
    for body in bodies:
        event = _event_of(body)
        if event:
            events.append(event)
        else:
            unread.append(_title_of(body))
    return CalendarFile(
        tuple(sorted(events, key=lambda event: (event.first_on, event.last_on, event.title))), tuple(unread)
    )


def write_ics(name: str, entries: Iterable[FeedEntry], *, made_at: datetime) -> bytes:
    """A calendar file of whole-day entries that a diary can follow. `made_at` is when it was last changed."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Schoolgate//School calendar//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", _clean(name))
    calendar.add("REFRESH-INTERVAL", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for entry in entries:
        event = Event()
        event.add("UID", entry.uid)
        event.add("DTSTAMP", made_at)
        event.add("SUMMARY", _clean(entry.title))
        event.add("DTSTART", entry.first_on)
        event.add("DTEND", entry.last_on + timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()


# From bytes to the lines of each event


def _lines(data: bytes) -> list[str]:
    if len(data) > MAX_BYTES:
        raise _Unfit(
            "This file is bigger than 1 MB, so it holds more than a school's calendar.",
            "Save only the school year's calendar as an ICS file and choose that file.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    unfolded = re.sub(r"\r?\n[ \t]", "", text.strip())
    lines = re.split(r"\r?\n", unfolded)
    if lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise _Unfit("This is not a calendar file.")
    return lines


def _event_bodies(lines: list[str]) -> Iterator[list[str]]:
    """The kept lines of every event that still stands."""
    body: list[str] = []
    for parts, name, line in _placed(lines):
        if parts != _IN_AN_EVENT:
            continue
        if name == "END":
            if "STATUS:CANCELLED" not in map(str.upper, body):
                yield body
            body = []
        elif _is_kept(line):
            body.append(line[:_MAX_LINE])


def _placed(lines: list[str]) -> Iterator[tuple[list[str], str, str]]:
    """Every line with the parts it stands in and its name. Refuses a file that nests too deep or is cut off."""
    parts: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        name, value = name.strip().upper(), value.strip().upper()
        if name == "BEGIN":
            parts.append(value)
            if len(parts) > _MAX_DEPTH:
                raise _Unfit("This calendar file is put together in a way we do not accept.")
            continue
        yield parts, name, line
        if name == "END" and (not parts or parts.pop() != value):
            raise _Unfit("This calendar file is damaged.")
    if parts:
        raise _Unfit("This calendar file is cut off: its end is missing.")


def _is_kept(line: str) -> bool:
    name = _NAME.match(line)
    return name is not None and name.group().upper() in _KEPT


# From the lines of one event to its days


def _event_of(body: list[str]) -> CalendarEvent | None:
    """The event with its days, or None where they can't be read or lie out of reason."""
    try:
        component = cast(Event, Event.from_ical("\r\n".join(["BEGIN:VEVENT", *body, "END:VEVENT", ""])))
        first_on, last_on = _days_of(component)
    except Exception:  # noqa: BLE001 - a hostile line makes the library raise every kind, OSError included
        return None
    if first_on.year not in YEARS or not 0 <= (last_on - first_on).days < MAX_DAYS:
        return None
    repeats = "RRULE" in component or "RDATE" in component
    return CalendarEvent(_title_of(body), first_on, last_on, repeats)


def _days_of(component: Event) -> tuple[date, date]:
    """First and last day: the end that a calendar file names is the first moment after the event."""
    starts, ends = component.start, component.end
    if isinstance(ends, datetime):
        ends -= timedelta(seconds=1) if ends > starts else timedelta(0)
        return _day_of(starts), _day_of(ends)
    return _day_of(starts), max(_day_of(starts), ends - timedelta(days=1))


def _day_of(value: date | datetime) -> date:
    """The day in the United Kingdom; a time without a known zone is taken as the clock on the wall there."""
    if not isinstance(value, datetime):
        return value
    return local_day(value) if value.tzinfo else value.date()


# Titles


def _title_of(body: list[str]) -> str:
    for line in body:
        if found := _SUMMARY.fullmatch(line):
            return _clean(_ESCAPED.sub(_unescaped, found["title"])) or "(no title)"
    return "(no title)"


def _unescaped(found: re.Match[str]) -> str:
    return " " if found.group(1) in "nN" else found.group(1)


def _clean(title: str) -> str:
    """One line, without characters that nobody sees."""
    return " ".join(_UNSEEN.sub(" ", title).split())[:MAX_TITLE]
