"""Before anything is served: what a killed restore or upgrade left half way is finished or refused."""

from collections.abc import Callable
from datetime import datetime

from django.core.management.base import CommandError

from schoolgate.keeping import switching
from schoolgate.keeping.archive import NotABackup
from schoolgate.keeping.backing_up import NoRoom
from schoolgate.keeping.databases import DatabaseFailed, pending_migrations
from schoolgate.keeping.locks import IsBusy, standing_still
from schoolgate.keeping.upgrading import UpgradeFailed, is_interrupted, upgrade


def finish_what_was_begun() -> None:
    """Finish a restore that was decided. CommandError while an upgrade stands half done."""
    if switching.is_decided():
        try:
            with standing_still():
                switching.finish()
        except IsBusy as busy:
            raise CommandError(str(busy)) from busy
    if is_interrupted():
        raise CommandError("An upgrade was interrupted. Run `schoolgate upgrade`, then start again.")


def bring_up_to_date(now: datetime, say: Callable[[str], object]) -> None:
    """The new tables of this version, if there are any, with a backup first; or CommandError with all as it was."""
    if not (switching.is_decided() or is_interrupted() or pending_migrations()):
        return
    try:
        upgrade(now, say)
    except (UpgradeFailed, NotABackup, NoRoom, DatabaseFailed, IsBusy) as why:
        raise CommandError(str(why)) from why
