"""Before anything is served: what a killed restore or upgrade left half way is finished or refused."""

from collections.abc import Callable
from datetime import datetime

from django.core.management.base import CommandError

from schoolgate.keeping import switching
from schoolgate.keeping.archive import NotABackup
from schoolgate.keeping.backing_up import NoRoom
from schoolgate.keeping.databases import DatabaseFailed, pending_migrations
from schoolgate.keeping.locks import IsBusy, standing_still
from schoolgate.keeping.pictures_elsewhere import NotAsItWas
from schoolgate.keeping.scratch import clear_away
from schoolgate.keeping.sealing import WrongKey
from schoolgate.keeping.upgrading import UpgradeFailed, is_interrupted, upgrade
from schoolgate.media.object_store import StoreAway

STORE_AWAY = (
    "The store with the pictures does not answer, so no backup can be made first. Nothing was changed."
)


def finish_what_was_begun() -> None:
    """Finish a restore that was decided. CommandError while an upgrade stands half done."""
    clear_away()
    if switching.is_decided():
        try:
            with standing_still():
                switching.finish()
        except (IsBusy, NotAsItWas) as why:
            raise CommandError(str(why)) from why
        except StoreAway as away:
            raise CommandError(
                "A restore is half done, and the store for the pictures does not answer. Start again when it does."
            ) from away
    if is_interrupted():
        raise CommandError("An upgrade was interrupted. Run `schoolgate upgrade`, then start again.")


def bring_up_to_date(now: datetime, say: Callable[[str], object]) -> None:
    """The new tables of this version, if there are any, with a backup first; or CommandError with all as it was."""
    if not (switching.is_decided() or is_interrupted() or pending_migrations()):
        return
    try:
        upgrade(now, say)
    except StoreAway as away:
        raise CommandError(STORE_AWAY) from away
    except (UpgradeFailed, NotABackup, NoRoom, WrongKey, DatabaseFailed, IsBusy, NotAsItWas) as why:
        raise CommandError(str(why)) from why
