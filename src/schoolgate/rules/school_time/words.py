"""Times as people say them: "today 15:30", "Monday by 17:00", "12 December"."""

from datetime import date, datetime

from schoolgate.rules.school_time.clock import comes_twice, in_london

_DAYS_NAMED_BY_WEEKDAY = 6


def words_for(moment: datetime, now: datetime) -> str:
    """The moment as one says it at `now`: "today 15:30", "yesterday 16:05", "Monday 17:00", "12 December".

    A weekday stands for one of the six days before or after; the verb beside it says which
    ("came Saturday 21:10", "goes out Tuesday 15:30").
    """
    return _said(moment, now, " ")


def deadline_words_for(due_at: datetime, now: datetime) -> str:
    """A deadline as one says it at `now`: "today by 15:30", "Monday by 17:00", "12 December"."""
    return _said(due_at, now, " by ")


def words_for_day(on: date, today: date) -> str:
    """The day as one says it on the day `today`: "today", "tomorrow", "Monday", "12 December 2027"."""
    return _name_near(on, today) or _date_words(on, today)


def full_words_for(moment: datetime) -> str:
    """The moment in full, for hovering and for screen readers: "Monday 23 November 2026 at 17:00"."""
    shown = in_london(moment)
    return f"{shown:%A} {shown.day} {shown:%B %Y} at {_clock_words(moment)}"


def _said(moment: datetime, now: datetime, between: str) -> str:
    on, today = in_london(moment).date(), in_london(now).date()
    near = _name_near(on, today)
    return f"{near}{between}{_clock_words(moment)}" if near else _date_words(on, today)


def _name_near(on: date, today: date) -> str:
    """A word for a day close enough to need no date; empty for the others."""
    away = (on - today).days
    if away in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[away + 1]
    return f"{on:%A}" if abs(away) <= _DAYS_NAMED_BY_WEEKDAY else ""


def _date_words(on: date, today: date) -> str:
    return f"{on.day} {on:%B}" if on.year == today.year else f"{on.day} {on:%B %Y}"


def _clock_words(moment: datetime) -> str:
    """What the clock shows, with its season where the hour comes twice that night."""
    shown = in_london(moment)
    return f"{shown:%H:%M %Z}" if comes_twice(moment) else f"{shown:%H:%M}"
