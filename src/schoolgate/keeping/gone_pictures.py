"""Pictures that must never come back: what a restore leaves out, and which backups go because they still hold one."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from schoolgate.keeping.installation import journal
from schoolgate.keeping.rotation import made_at

LINE = "picture_gone"
_IN_BACKUP = "media/"


def names_gone() -> set[str]:
    """The names, as they lie in a backup, of every picture and copy that is put back by no restore."""
    return {
        f"{_IN_BACKUP}{place}"
        for entry in journal().entries()
        if entry.kind == LINE
        for place in entry.facts["places"]
    }


def must_go(backups: Iterable[Path]) -> list[Path]:
    """Backups that may hold a picture nobody may keep: they go as soon as a newer one was made without it.

    A backup is sealed with a key that is not here, so a single picture cannot be taken out of one.
    """
    made = {path: at for path in backups if (at := made_at(path)) is not None}
    newest = max(made.values(), default=None)
    spans = [
        (datetime.fromisoformat(entry.facts["since"]).replace(microsecond=0), entry.at)
        for entry in journal().entries()
        if entry.kind == LINE and entry.facts.get("since") and newest is not None and newest > entry.at
    ]
    return [path for path, at in made.items() if any(since <= at <= until for since, until in spans)]
