"""Upgrading: a backup first, then the new tables, then the trail checked; as it was, when anything is wrong.

Beside the backup, which only its key opens, the database is copied to where it lies itself. An upgrade that was killed
leaves that copy. The next one puts it back and begins anew; until then the program does not serve.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from schoolgate.keeping import databases, switching
from schoolgate.keeping.backing_up import can_be_made, make_backup
from schoolgate.keeping.locks import standing_still
from schoolgate.keeping.restoring import trail_faults
from schoolgate.keeping.scratch import clear_away, scratch
from schoolgate.kernel.durable import flush_file, flush_folder


class UpgradeFailed(Exception):
    """The upgrade did not succeed and everything is as it was; the message says what was wrong."""


def is_interrupted() -> bool:
    """Whether an upgrade was killed half way."""
    return _begun().exists()


def upgrade(now: datetime, say: Callable[[str], object]) -> bool:
    """Bring the database up to date; whether anything was to be done. Raises UpgradeFailed, with all as it was."""
    with standing_still():
        switching.finish()
        if is_interrupted():
            say("The last upgrade was interrupted. Putting everything back as it was before it.")
            _as_it_was()
        _clear_away()
        if not databases.pending_migrations():
            return False
        if databases.is_empty():
            migrate()
            return True
        if can_be_made():
            say("Making a backup first.")
            make_backup(Path(settings.BACKUP_DIR), now)
        else:
            say("No backup is made first, because no key for backups is named: see `backup_key`.")
        before = len(trail_faults(now)) if _has_trail() else 0
        _begin()
        say("Bringing the database up to date.")
        try:
            migrate()
            faults = trail_faults(now)
            if len(faults) > before:
                raise UpgradeFailed(f"The trail is not as it was: {faults[0]}")
        except Exception as wrong:
            _as_it_was()
            raise UpgradeFailed(
                f"The upgrade did not succeed, and everything is as it was. Go back to the version before. ({wrong})"
            ) from wrong
        _begun().unlink()
        _copy().unlink()
    return True


def migrate() -> None:
    """Every table as this version wants it."""
    call_command("migrate", interactive=False, verbosity=0)


def _has_trail() -> bool:
    return "audit_event" in connection.introspection.table_names()


def _begin() -> None:
    """From when the copy is whole: until then, nothing of the database was touched."""
    draft = _copy().with_suffix(".draft")
    draft.unlink(missing_ok=True)
    databases.dump(draft)
    flush_file(draft)
    draft.replace(_copy())
    _begun().touch(mode=0o600)
    flush_folder(Path(settings.DATA))


def _as_it_was() -> None:
    """The database as it was copied, in its place. Nobody served meanwhile, so there is nothing to hold."""
    if connection.vendor == databases.SQLITE:
        connection.close()
        live = Path(connection.settings_dict["NAME"])
        with scratch("upgrade") as room:
            place = room / "database"
            shutil.copyfile(_copy(), place)
            place.chmod(0o600)
            flush_file(place)
            for suffix in ("-wal", "-shm"):
                live.with_name(f"{live.name}{suffix}").unlink(missing_ok=True)
            place.replace(live)
        flush_folder(live.parent)
    else:
        databases.load_postgresql(_copy())
    _begun().unlink(missing_ok=True)
    _copy().unlink(missing_ok=True)


def _clear_away() -> None:
    """What an upgrade that was killed before it touched anything, or after it was done, left lying open."""
    for left in Path(settings.DATA).glob(f"{_copy().name}*"):
        left.unlink()
    clear_away()


def _copy() -> Path:
    return Path(settings.DATA) / "before-the-upgrade"


def _begun() -> Path:
    return Path(settings.DATA) / "upgrade-begun.json"
