"""`schoolgate restore <file>`: everything as it was, held until a person has looked."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.audit import keys as trail_keys
from schoolgate.keeping.archive import NotABackup
from schoolgate.keeping.backing_up import NoRoom
from schoolgate.keeping.databases import DatabaseFailed
from schoolgate.keeping.locks import IsBusy
from schoolgate.keeping.management.commands.backup import (
    FROM_ENVIRONMENT,
    KEY_HELP,
    passphrase_given,
    secret_in,
)
from schoolgate.keeping.pictures_elsewhere import NotAsItWas
from schoolgate.keeping.restoring import Restored, restore
from schoolgate.keeping.switching import is_decided
from schoolgate.media.object_store import StoreAway
from schoolgate.web.door import moment


class Command(BaseCommand):
    """Restores a backup while the program stands still."""

    help = "Put a backup in the place of what is here. What is here is put aside; nothing goes out until you looked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--with-keys",
            action="store_true",
            help=f"take the keys from it too (the passphrase typed, or in {FROM_ENVIRONMENT})",
        )
        parser.add_argument("--key", type=Path, help=KEY_HELP)
        parser.add_argument("--replace-other", action="store_true", help="it may be of another installation")

    def handle(
        self,
        *args: object,
        file: Path,
        with_keys: bool,
        key: Path | None,
        replace_other: bool,
        **options: object,
    ) -> None:
        passphrase = passphrase_given() if with_keys else ""
        try:
            done = restore(
                file, moment(), secret=secret_in(key), passphrase=passphrase, replaces_other=replace_other
            )
        except (NotABackup, NoRoom, DatabaseFailed, IsBusy) as why:
            raise CommandError(f"{why} Nothing was changed.") from why
        except (StoreAway, NotAsItWas) as why:
            raise CommandError(_of_the_store(why)) from why
        except OSError as why:
            raise CommandError(f"There is no room, or a folder cannot be written ({why.strerror}).") from why
        self._tell(done)

    def _tell(self, done: Restored) -> None:
        write = self.stdout.write
        write(f"Restored: as it was on {done.manifest.made_at:%-d %B %Y at %H:%M} UTC.")
        if done.put_back is not None:
            write(f"Put back from the never-forget journal: {done.put_back.lines} lines.")
            if done.put_back.journal_words:
                self.stderr.write(done.put_back.journal_words)
        for words in done.trail_faults:
            self.stderr.write(words)
        write(
            "The trail is whole." if not done.trail_faults else "Look at the trail: schoolgate audit verify"
        )
        write(f"What was here before is in {settings.DATA / done.aside}. Delete it when all is well.")
        if not done.has_keys and not trail_keys.is_there():
            self.stderr.write(
                f"The keys are not here. Copy your folder of keys to {settings.KEYS_DIR} before anybody signs in: "
                "without them codes for signing in and the passwords of websites cannot be read."
            )
        write(
            "Start Schoolgate. Nothing goes out until each school's headteacher has looked at “After the restore”."
        )


def _of_the_store(why: Exception) -> str:
    words = str(why) if isinstance(why, NotAsItWas) else "The store for the pictures does not answer."
    if is_decided():
        return (
            f"{words} The restore is half done. Start Schoolgate when it answers: the rest is finished then."
        )
    return f"{words} Nothing was changed."
