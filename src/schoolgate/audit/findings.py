"""What the verifier has to say about a log, in plain words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Kind(StrEnum):
    """What is the matter. The last two are in order and only said."""

    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    REWRITTEN = "rewritten"
    FORGED = "forged"
    UNGUARDED = "unguarded"
    ERASED = "erased"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one log. `entry` is its place as people count, from 1; `event_id` the event there."""

    kind: Kind
    log_key: str
    words: str
    entry: int | None = None
    event_id: int | None = None

    @property
    def is_fault(self) -> bool:
        """Whether somebody has to look into it."""
        return self.kind not in {Kind.ERASED, Kind.WAITING}


def when(at: datetime) -> str:
    """A moment as people say it: 3 March 2026 at 14:05."""
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"


def entries(first: int, last: int) -> str:
    """ "entry 5", or "entries 5 to 7"."""
    return f"entry {first}" if first == last else f"entries {first} to {last}"
