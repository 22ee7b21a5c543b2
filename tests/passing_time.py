"""Time passes: a test says how much, and everything happens that the clock and the worker would have done by then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import mail

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.clockwork.ticks import TICKS
from schoolgate.people.models import Person

# What runs once a day signs and tidies; its state on disk outlives the databases of single tests.
OFTEN = tuple(tick for tick in TICKS if tick.every < timedelta(hours=1))


@dataclass
class Time:
    """The moment that every page, action and tick of a test takes for now."""

    settings: Any
    now: datetime

    def __post_init__(self) -> None:
        self.settings.FIXED_NOW = self.now

    def passes(self, **by: float) -> None:
        """So much later. What follows events and every frequent tick runs twice: each makes work for the other."""
        self.now += timedelta(**by)
        self.settings.FIXED_NOW = self.now
        for _round in range(2):
            run_all(self.now)
            for tick in OFTEN:
                tick.run(self.now)


def letters_to(address: str) -> list[str]:
    """The text of every e-mail to this address, oldest first."""
    return [str(one.body) for one in mail.outbox if address in one.to]


def newest_letter(person: Person) -> str:
    """The text of the newest e-mail to this person."""
    written = letters_to(person.email)
    assert written, f"nobody wrote to {person}"
    return written[-1]
