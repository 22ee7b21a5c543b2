"""What rooms above this one do again after a restore, from what the journal kept. They hand it over at start."""

from collections.abc import Callable, Sequence

from schoolgate.keeping.journal import Entry
from schoolgate.kernel.actions import Happened
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School

Again = Callable[[Actor, School, Sequence[Entry]], list[Happened]]

AGAIN: list[Again] = []


def done_again(again: Again) -> None:
    """Called once by a room when it starts."""
    if again not in AGAIN:
        AGAIN.append(again)
