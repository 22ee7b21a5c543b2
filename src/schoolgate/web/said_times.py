"""Dates and times as people say them: "today 15:30", "Monday by 17:00", "12 December"."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.dateformat import format as spelled
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schoolgate.rules.school_time import comes_twice, in_london, local_day

# Within this many days a weekday's name is clearer than a date.
NEAR = timedelta(days=6)
NEXT_TO_TODAY = {0: gettext_lazy("today"), 1: gettext_lazy("tomorrow"), -1: gettext_lazy("yesterday")}


def clock(moment: datetime) -> str:
    """The time of day where the school is: "15:30"; in the night when an hour comes twice, which: "01:30 GMT"."""
    local = in_london(moment)
    return f"{local:%H:%M %Z}" if comes_twice(local) else f"{local:%H:%M}"


def day(on: date, today: date) -> str:
    """A day as said today: "today", "tomorrow", "Friday", "last Friday", "12 December", "12 December 2027"."""
    distance = on - today
    if distance.days in NEXT_TO_TODAY:
        return str(NEXT_TO_TODAY[distance.days])
    if abs(distance) <= NEAR:
        # In a list of what was and what will be, a weekday alone would be either.
        weekday = spelled(on, "l")
        return weekday if on > today else _("last %(weekday)s") % {"weekday": weekday}
    return spelled(on, "j F" if on.year == today.year else "j F Y")


def when(moment: datetime, now: datetime | None) -> str:
    """A moment as said now: "today 15:30". Without `now`, in full."""
    if now is None:
        return in_full(moment)
    return f"{day(local_day(moment), local_day(now))} {clock(moment)}"


def by(moment: datetime, now: datetime | None) -> str:
    """A deadline as said now: "Monday by 17:00"."""
    if now is None:
        return _("by %(moment)s") % {"moment": in_full(moment)}
    return _("%(day)s by %(clock)s") % {
        "day": day(local_day(moment), local_day(now)),
        "clock": clock(moment),
    }


def in_full(moment: date | datetime) -> str:
    """Nothing left out: "Friday 20 November 2026, 15:30"."""
    if isinstance(moment, datetime):
        return f"{_day_in_full(local_day(moment), get_language())}, {clock(moment)}"
    return _day_in_full(moment, get_language())


@lru_cache(maxsize=2000)
def _day_in_full(on: date, _language: str | None) -> str:
    return spelled(on, "l j F Y")


def sentence_list(words: list[str] | tuple[str, ...]) -> str:
    """Several things in one sentence: "the website, Facebook and the noticeboard"."""
    several = [str(word) for word in words]
    if len(several) < 2:
        return "".join(several)
    return _("%(all_but_last)s and %(last)s") % {"all_but_last": ", ".join(several[:-1]), "last": several[-1]}
