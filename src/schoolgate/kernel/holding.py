"""Whether a school is held back after a restore. `keeping` says so at start; without it nothing is held.

An installation that was put back from a backup knows less than it did. Until its places were looked at and a person
lifts the hold, nothing goes out, and until then nothing of ours is shown that may have been withdrawn since.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Holds:
    """How to ask. `words(school_id)` is a sentence, empty when the school is not held; `only_read_back(rows, school)`
    leaves out the rows whose school (`school` is the way to it) has not been looked at since the restore."""

    words: Callable[[int], str]
    only_read_back: Callable[[Any, str], Any]


_holds: list[Holds] = []


def holds_are_asked_of(holds: Holds) -> None:
    """Called by keeping when it starts."""
    _holds[:] = [holds]


def words_of_hold(school_id: int) -> str:
    """Why nothing goes out from this school, or nothing."""
    return _holds[0].words(school_id) if _holds else ""


def only_read_back(rows: QuerySet[Any], school: str) -> QuerySet[Any]:
    """These rows without those of schools that were put back and not looked at yet. No query of its own."""
    return _holds[0].only_read_back(rows, school) if _holds else rows
