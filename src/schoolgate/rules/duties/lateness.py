"""Who hears that something is late, in which order: one step at a time, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Somebody is reminded so long before it is due.
REMINDED_BEFORE = timedelta(days=3)
WHO_WORDS = {
    "manager": "their manager",
    "headteacher": "the headteacher",
    "chair": "the chair of governors",
    "board": "the governors and the trust",
}


@dataclass(frozen=True, slots=True)
class Late:
    """A step: so many days after it was due, these hear of it (a key of WHO_WORDS)."""

    after_days: int
    who: str


# Whoever answers for them first, then up. Nobody hears of the same thing twice.
USUAL_STEPS = (Late(1, "manager"), Late(8, "headteacher"), Late(22, "chair"))


def step_due(
    due_at: datetime, now: datetime, steps: Sequence[Late], told: Mapping[int, datetime]
) -> int | None:
    """The number of the step to be taken now, None for none. `told` holds when each earlier step was taken.

    What was late for long when the clock first looks goes up step by step all the same: whoever is told gets the
    days until the next step to see to it.
    """
    number = len(told)
    if number >= len(steps) or now < due_at + timedelta(days=steps[number].after_days):
        return None
    if number == 0:
        return 0
    gap = steps[number].after_days - steps[number - 1].after_days
    return number if now >= told[number - 1] + timedelta(days=gap) else None


def is_reminded(due_at: datetime, now: datetime, *, asked_at: datetime | None) -> bool:
    """Whether the time has come to remind somebody before it is due, who was not reminded yet."""
    return asked_at is None and due_at - REMINDED_BEFORE <= now < due_at
