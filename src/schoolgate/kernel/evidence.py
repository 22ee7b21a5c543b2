"""What proves that a control is kept: each noun's `evidence.py` says it for its own, and whoever asks gets it whole.

Evidence is counted, never copied: a source answers with a constant number of queries, whatever a school holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often a control was kept and missed since a day, and what is open now.

    `last_at` is the newest proof, `open_since` the oldest open thing, `address` a page where it all stands, `entries`
    the entries of the trail that are counted here.
    """

    kept: int = 0
    missed: int = 0
    open: int = 0
    last_at: datetime | None = None
    open_since: datetime | None = None
    address: str = ""
    entries: str = ""

    def __add__(self, other: "Evidence") -> "Evidence":
        lasts = [at for at in (self.last_at, other.last_at) if at is not None]
        since = [at for at in (self.open_since, other.open_since) if at is not None]
        return Evidence(
            self.kept + other.kept,
            self.missed + other.missed,
            self.open + other.open,
            max(lasts, default=None),
            min(since, default=None),
            self.address or other.address,
            self.entries or other.entries,
        )

    @property
    def is_any(self) -> bool:
        """Whether anything is known at all."""
        return bool(self.kept or self.missed or self.open)


# (school, since, now) -> the evidence of each control, by its key ("gate.four_eyes").
Source = Callable[[Any, datetime, datetime], Mapping[str, Evidence]]
_SOURCES: list[Source] = []


def evidence(source: Source) -> Source:
    """Make a function one of those that are asked."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def gather(school: Any, since: datetime, now: datetime) -> dict[str, Evidence]:
    """The evidence of every control of this school since a moment."""
    found: dict[str, Evidence] = {}
    for source in _SOURCES:
        for control, one in source(school, since, now).items():
            found[control] = found.get(control, Evidence()) + one
    return found
