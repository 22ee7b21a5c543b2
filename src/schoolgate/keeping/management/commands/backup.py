"""`schoolgate backup [folder]`: one file with everything, read back and compared."""

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.keeping.archive import NotABackup, check
from schoolgate.keeping.backing_up import NoKey, NoRoom, lies_open, make_backup, throw_old_ones_away
from schoolgate.keeping.databases import DatabaseFailed
from schoolgate.keeping.installation import trail_was_verified
from schoolgate.keeping.locks import IsBusy
from schoolgate.keeping.restoring import trail_faults
from schoolgate.keeping.sealed_keys import WeakPassphrase
from schoolgate.keeping.sealing import WrongKey, opened
from schoolgate.media.object_store import StoreAway
from schoolgate.web.door import moment

FROM_ENVIRONMENT = "SCHOOLGATE_PASSPHRASE"

KEY_HELP = "the file with the secret key that opens a sealed backup; - reads it from the standard input"
STORE_AWAY = (
    "The store with the pictures does not answer, so there is no whole backup. The ones made before are still there. "
    "Try again, or look at SCHOOLGATE_STORE_ENDPOINT."
)
_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - how every one of them begins


def secret_in(file: Path | None) -> str:
    """The secret key in this file, nothing without a file. Raises NotABackup where there is none in it."""
    if file is None:
        return ""
    try:
        words = sys.stdin.read() if str(file) == "-" else file.read_text()
    except (OSError, UnicodeDecodeError) as wrong:
        raise NotABackup(f"{file} cannot be read as a key.") from wrong
    found = [line.strip() for line in words.splitlines() if line.strip().upper().startswith(_SECRET)]
    if len(found) != 1:
        raise NotABackup(f"There is no secret key in {file}: one line begins with {_SECRET}.")
    return found[0]


def passphrase_given(*, is_new: bool = False) -> str:
    """The passphrase for the keys, from the environment or as it is typed; a new one is typed twice.

    Typed is better: sudo writes each variable that stands on its line into the machine's log.
    """
    if given := os.environ.get(FROM_ENVIRONMENT, ""):
        return given
    if not sys.stdin.isatty():
        raise CommandError(
            f"Type the passphrase at a terminal, or give it in {FROM_ENVIRONMENT}, so that it stands in no list of "
            "commands."
        )
    typed = getpass("Passphrase for the keys (it is not shown): ")
    if is_new and getpass("Once more: ") != typed:
        raise CommandError("These were two different ones. Nothing was made. Try again.")
    return typed


class Command(BaseCommand):
    """Makes a backup while the program runs."""

    help = (
        "Make a backup: one sealed file with database and pictures. The keys are kept apart unless asked for."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=Path(settings.BACKUP_DIR))
        parser.add_argument(
            "--with-keys",
            action="store_true",
            help=f"put the keys in too, locked with a passphrase: typed, or in {FROM_ENVIRONMENT}",
        )
        parser.add_argument(
            "--nightly",
            action="store_true",
            help="also check the trail, and throw away older backups that are no longer kept",
        )
        parser.add_argument("--check", type=Path, help="only read this backup and say whether it is whole")
        parser.add_argument("--key", type=Path, help=KEY_HELP)
        parser.add_argument(
            "--plain", action="store_true", help="leave it unsealed: anybody who finds it can read it"
        )

    def handle(self, *args: object, folder: Path, nightly: bool, **options: Any) -> None:
        try:
            if options["check"] is not None:
                self._check(options["check"], secret_in(options["key"]))
                return
            self._make(folder, with_keys=options["with_keys"], is_plain=options["plain"])
        except StoreAway as away:
            raise CommandError(STORE_AWAY) from away
        except (NotABackup, NoRoom, NoKey, WrongKey, DatabaseFailed, IsBusy, WeakPassphrase) as why:
            raise CommandError(str(why)) from why
        if nightly:
            trail_was_verified(moment(), len(trail_faults(moment())))
            for gone in throw_old_ones_away(folder):
                self.stdout.write(f"No longer kept: {gone.name}")

    def _check(self, path: Path, secret: str) -> None:
        with opened(path, secret) as plain:
            manifest = check(plain)
        self.stdout.write(
            f"This backup is whole: {len(manifest.parts)} files of {manifest.made_at:%-d %B %Y %H:%M} UTC."
        )

    def _make(self, folder: Path, *, with_keys: bool, is_plain: bool) -> None:
        passphrase = passphrase_given(is_new=True) if with_keys else ""
        self.stdout.write(f"{make_backup(folder, moment(), passphrase=passphrase, is_plain=is_plain)}")
        self.stdout.write("Read back and compared: nothing is missing.")
        if is_plain or lies_open():
            self.stdout.write("It is not sealed: keep it where nobody else can read it.")
        if not with_keys:
            self.stdout.write(
                f"The keys are not in it. Keep a copy of {settings.KEYS_DIR} apart from the backups."
            )
