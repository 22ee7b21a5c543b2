"""When staff may be written to: outside their school's quiet hours, and never at a weekend."""

from datetime import datetime, time, timedelta

from schoolgate.rules.school_time.clock import in_london, moment_of

SATURDAY = 5


def when_staff_may_be_written_to(moment: datetime, quiet: str) -> datetime:
    """This moment, or the next at which no quiet hours hold (aware, UTC).

    `quiet` is as the policy sets it: "18:00-07:30". The same time twice means no quiet hours, only weekends.
    """
    starts, ends = (time.fromisoformat(part) for part in quiet.split("-"))
    shown = in_london(moment)
    while True:
        if shown.weekday() >= SATURDAY:
            shown = _at(shown + timedelta(days=1), ends if starts > ends else time(0))
        elif _is_quiet(shown.time(), starts, ends):
            crosses = starts > ends and shown.time() >= starts
            shown = _at(shown + timedelta(days=1) if crosses else shown, ends)
        else:
            return moment if shown == in_london(moment) else shown.astimezone(moment.tzinfo)


def _is_quiet(at: time, starts: time, ends: time) -> bool:
    if starts <= ends:
        return starts <= at < ends
    return at >= starts or at < ends


def _at(day: datetime, clock: time) -> datetime:
    return in_london(moment_of(day.date(), clock))
