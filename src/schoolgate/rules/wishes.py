"""A wish not to be filmed: how long it is kept, whom it is about, and what stands against noting it."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from re import findall

from schoolgate.rules.refusals import Control, Refusal


class Lasts(StrEnum):
    """For how long somebody wishes it."""

    DAY = "day"
    YEAR = "year"


# Pictures of a day are chosen in the weeks after it; then the note is needed no more.
DAYS = {Lasts.DAY: 30, Lasts.YEAR: 365}
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lady", "rev", "the", "and"})
_SHORTEST = 3


def last_day(today: date, lasts: Lasts) -> date:
    """The day after which nothing is kept of it."""
    return today + timedelta(days=DAYS[lasts])


def is_about(name: str, written: str) -> bool:
    """Whether what an author wrote of a visitor can mean somebody of this name. In doubt it does."""
    said = set(_words(written))
    return any(one in said for one in _words(name))


def _words(written: str) -> list[str]:
    return [
        one
        for one in findall(r"[^\W\d_]+", written.casefold())
        if len(one) >= _SHORTEST and one not in _TITLES
    ]


def refusals_to_note(*, name: str, words: str) -> Iterator[Refusal]:
    """It says whom it is about, by a name or by what they look like. Nothing else is asked."""
    if not (name.strip() or words.strip()):
        yield Refusal(
            Control.STATE,
            "It is not said who.",
            "Write a name, or what they look like and where they are.",
            about="words",
        )
