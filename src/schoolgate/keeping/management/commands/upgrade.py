"""`schoolgate upgrade`: a backup, the new tables, the trail checked; or everything as it was."""

from django.core.management.base import BaseCommand, CommandError

from schoolgate.keeping.archive import NotABackup
from schoolgate.keeping.backing_up import NoRoom
from schoolgate.keeping.databases import DatabaseFailed
from schoolgate.keeping.locks import IsBusy
from schoolgate.keeping.pictures_elsewhere import NotAsItWas
from schoolgate.keeping.sealing import WrongKey
from schoolgate.keeping.starting import STORE_AWAY
from schoolgate.keeping.upgrading import UpgradeFailed, upgrade
from schoolgate.media.object_store import StoreAway
from schoolgate.web.door import moment


class Command(BaseCommand):
    """Run after a new version was put in place, while the program stands still."""

    help = "Bring the database up to this version: a backup first, then the trail is checked."

    def handle(self, *args: object, **options: object) -> None:
        try:
            done = upgrade(moment(), self.stdout.write)
        except StoreAway as away:
            raise CommandError(STORE_AWAY) from away
        except (UpgradeFailed, NotABackup, NoRoom, WrongKey, DatabaseFailed, IsBusy, NotAsItWas) as why:
            raise CommandError(str(why)) from why
        self.stdout.write("Up to date. The trail is whole." if done else "Everything was up to date.")
