"""Days that somebody gives: a first and a last one."""

from collections.abc import Iterator
from datetime import date

from schoolgate.rules.refusals import Control, Refusal


def last_day_must_not_be_before_first(first_on: date, last_on: date | None) -> Iterator[Refusal]:
    """No last day means until further notice."""
    if last_on is not None and last_on < first_on:
        yield Refusal(
            Control.STATE,
            "The last day is before the first day.",
            "Choose a last day that is the first day or later.",
            about="last_on",
        )
