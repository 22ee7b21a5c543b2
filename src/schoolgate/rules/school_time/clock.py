"""Between the clock on the wall in the United Kingdom and UTC, in which every time is kept."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from schoolgate.rules.refusals import Control, Refusal

LONDON = ZoneInfo("Europe/London")


def local_time(on: date, at: time) -> datetime | Refusal:
    """The moment (aware, UTC) at which clocks in the United Kingdom show `at` on the day `on`.

    A time that comes twice or never, in the hour when the clocks change, is refused: to guess would put
    a post or a deadline an hour away from what the person meant.
    """
    if at.tzinfo is not None:
        raise ValueError("a time on the wall carries no time zone")
    moment = moment_of(on, at)
    if moment.astimezone(LONDON).replace(tzinfo=None) != datetime.combine(on, at):
        return _refuse_clock_change(on, at, "forward", "never comes")
    if comes_twice(moment):
        return _refuse_clock_change(on, at, "back", "comes twice")
    return moment


def moment_of(on: date, at: time) -> datetime:
    """The moment (aware, UTC) of a wall time known to be no time of a clock change; else the earlier reading."""
    return datetime.combine(on, at, tzinfo=LONDON).astimezone(UTC)


def local_day(moment: datetime) -> date:
    """The calendar day in the United Kingdom on which this moment falls."""
    return in_london(moment).date()


def in_london(moment: datetime) -> datetime:
    """The same moment as the clocks in the United Kingdom show it."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(LONDON)


def comes_twice(moment: datetime) -> bool:
    """Whether the clocks show this moment's time twice that day."""
    shown = in_london(moment)
    return shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset()


def _refuse_clock_change(on: date, at: time, way: str, what_happens: str) -> Refusal:
    day = f"{on:%A} {on.day} {on:%B %Y}"
    return Refusal(
        Control.TIME_COMES_ONCE,
        f"On {day} the clocks go {way}, so {at:%H:%M} {what_happens}.",
        "Choose a time before 01:00, or 02:00 or later.",
    )
