"""When a yes ends by itself with the school year, and since when a family counts as asked."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.roll import FIRST_MONTH_OF_SCHOOL_YEAR

EACH_YEAR = "school_year"
# So long after a child has joined, or a year has begun, families are asked by the clock; later it is the office's.
ASKED_WITHIN = timedelta(days=60)


def school_year_began(on: date) -> date:
    """The first day of the school year in which this day lies."""
    return date(on.year - (on.month < FIRST_MONTH_OF_SCHOOL_YEAR), FIRST_MONTH_OF_SCHOOL_YEAR, 1)


def asked_anew_since(lasts: str, joined: Iterable[date | None], on: date) -> date | None:
    """From which day on a link counts as having asked: the year's first, or when the newest child joined."""
    days = [day for day in joined if day is not None and day <= on]
    if lasts == EACH_YEAR:
        days.append(school_year_began(on))
    return max(days, default=None)


def is_asked_by_the_clock(since: date | None, on: date) -> bool:
    """Whether this family is new enough, or the year, that nobody has to press a button."""
    return since is not None and on - since <= ASKED_WITHIN


def refusals_to_end_answers(*, lasts: str, are_any: bool) -> Iterator[Refusal]:
    if lasts != EACH_YEAR:
        yield Refusal(Control.STATE, "A yes lasts while the pupil is here.", "Nothing is left to do.")
    elif not are_any:
        yield Refusal(Control.STATE, "Every yes is of this school year.", "Nothing is left to do.")
