"""`schoolgate backup [folder]`: one file with everything, read back and compared."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.keeping.archive import NotABackup, check
from schoolgate.keeping.backing_up import NoRoom, make_backup, throw_old_ones_away
from schoolgate.keeping.databases import DatabaseFailed
from schoolgate.keeping.installation import trail_was_verified
from schoolgate.keeping.locks import IsBusy
from schoolgate.keeping.restoring import trail_faults
from schoolgate.keeping.sealed_keys import WeakPassphrase
from schoolgate.web.door import moment

FROM_ENVIRONMENT = "SCHOOLGATE_PASSPHRASE"


class Command(BaseCommand):
    """Makes a backup while the program runs."""

    help = "Make a backup: one file with the database and the pictures. The keys are kept apart unless asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=Path(settings.BACKUP_DIR))
        parser.add_argument(
            "--with-keys",
            action="store_true",
            help=f"put the keys in too, locked with the passphrase in {FROM_ENVIRONMENT}",
        )
        parser.add_argument(
            "--nightly",
            action="store_true",
            help="also check the trail, and throw away older backups that are no longer kept",
        )
        parser.add_argument("--check", type=Path, help="only read this backup and say whether it is whole")

    def handle(self, *args: object, folder: Path, with_keys: bool, nightly: bool, **options: object) -> None:
        passphrase = os.environ.get(FROM_ENVIRONMENT, "") if with_keys else ""
        if with_keys and not passphrase:
            raise CommandError(
                f"Give the passphrase in {FROM_ENVIRONMENT}, so that it stands in no list of commands."
            )
        try:
            if options["check"] is not None:
                manifest = check(Path(str(options["check"])))
                self.stdout.write(
                    f"This backup is whole: {len(manifest.parts)} files of {manifest.made_at:%-d %B %Y %H:%M} UTC."
                )
                return
            made = make_backup(folder, moment(), passphrase=passphrase)
        except (NotABackup, NoRoom, DatabaseFailed, IsBusy, WeakPassphrase) as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"{made}")
        self.stdout.write("Read back and compared: nothing is missing.")
        if not with_keys:
            self.stdout.write(
                f"The keys are not in it. Keep a copy of {settings.KEYS_DIR} apart from the backups."
            )
        if nightly:
            trail_was_verified(moment(), len(trail_faults(moment())))
            for gone in throw_old_ones_away(folder):
                self.stdout.write(f"No longer kept: {gone.name}")
