"""What must be written down before anything leaves. `keeping` registers it at start: its journal lies apart from the
database, so that a database put back from a backup still knows what has gone."""

from collections.abc import Callable
from datetime import datetime

from schoolgate.connectors.contract import Outcome
from schoolgate.posts.models import Delivery

BeforeLeaving = Callable[[Delivery, datetime], Outcome | None]

_before: list[BeforeLeaving] = []


def write_down_with(before: BeforeLeaving) -> None:
    """Called when the program starts. What it returns is taken as the outcome, and nothing is sent."""
    _before[:] = [before]


def written_down(delivery: Delivery, now: datetime) -> Outcome | None:
    """Write down that this delivery leaves now. An outcome instead means: do not send it."""
    return _before[0](delivery, now) if _before else None
