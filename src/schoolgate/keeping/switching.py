"""Putting what was restored in the place of what was there: from the moment it is decided, it is finished.

The decision is one file, flushed to the disk. Whoever is killed after it was written leaves it there, and the next
command (restore, upgrade, serve) goes on where it stopped; before it, nothing of what was there has been touched. What
was there is put aside, never deleted.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from schoolgate.keeping import databases, pictures_elsewhere
from schoolgate.keeping.putting_back import put_back_all, say_it_was_restored
from schoolgate.kernel.durable import flush_folder

STAGED = ".restoring"
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Switch:
    """What was decided: when, what the backup knew of the journal, and when it was made."""

    at: str
    after: int
    made_at: str

    @property
    def aside(self) -> str:
        return f"before-restore-{datetime.fromisoformat(self.at):%Y%m%dT%H%M%S}"


def staged_database() -> Path:
    return Path(settings.DATA) / STAGED / "database"


def staged_pictures() -> Path:
    return Path(settings.MEDIA_STORE) / STAGED


def decide(switch: Switch) -> None:
    """From now on the restore is finished, also after a power cut."""
    draft = _decision().with_suffix(".draft")
    with draft.open("w") as file:
        json.dump(asdict(switch), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(_decision())
    flush_folder(Path(settings.DATA))


def is_decided() -> bool:
    """Whether a restore was decided and is not finished."""
    return _decision().exists()


def finish() -> Switch | None:
    """Carry out what was decided, if anything was; safe to be killed in and run again."""
    if not _decision().exists():
        return None
    switch = Switch(**json.loads(_decision().read_text()))
    if connection.vendor == databases.SQLITE:
        _switch_database(switch)
    else:
        databases.load_postgresql(staged_database())
        call_command("migrate", interactive=False, verbosity=0)
    _switch_pictures(switch)
    now = datetime.fromisoformat(switch.at)
    if connection.vendor != databases.SQLITE:
        put_back_all(now, after=switch.after, made_at=datetime.fromisoformat(switch.made_at))
    say_it_was_restored(now, after=switch.after)
    with suppress(FileNotFoundError):
        staged_database().unlink()
    _decision().unlink()
    flush_folder(Path(settings.DATA))
    return switch


def _switch_database(switch: Switch) -> None:
    """The staged file carries everything, the holds too: it was put back before it was put here."""
    connection.close()
    staged, live = staged_database(), Path(connection.settings_dict["NAME"])
    if not staged.exists():
        return
    aside = Path(settings.DATA) / switch.aside
    aside.mkdir(mode=0o700, exist_ok=True)
    # What SQLite kept beside the old database must never meet the new one, so it goes first.
    for suffix in reversed(_BESIDE):
        old = live.with_name(f"{live.name}{suffix}")
        if old.exists() and not (aside / old.name).exists():
            old.replace(aside / old.name)
    staged.replace(live)
    flush_folder(live.parent)


def _switch_pictures(switch: Switch) -> None:
    store, staged = Path(settings.MEDIA_STORE), staged_pictures()
    if not staged.exists():
        return
    pictures_elsewhere.put_in_place(staged, switch.aside)
    aside = store / f".{switch.aside}"
    aside.mkdir(mode=0o700, exist_ok=True)
    for old in [path for path in store.iterdir() if path.name[0] != "."]:
        if not (aside / old.name).exists():
            old.replace(aside / old.name)
    for new in list(staged.iterdir()):
        new.replace(store / new.name)
    staged.rmdir()
    flush_folder(store)


def _decision() -> Path:
    return Path(settings.DATA) / "restore-decided.json"
