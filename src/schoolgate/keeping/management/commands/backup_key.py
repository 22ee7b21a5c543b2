"""`schoolgate backup_key [file]`: a new key for backups. Its secret half is shown or written once, and kept nowhere."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.keeping.sealing import new_key


class Command(BaseCommand):
    """Makes a pair of keys; the installation keeps neither."""

    help = "Make a key that backups are sealed with. The secret half opens them: keep it apart from this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where the secret key goes; else it is shown")

    def handle(self, *args: object, file: Path | None, **options: object) -> None:
        secret, public = new_key()
        words = f"# Opens backups that were sealed for {public}\n{secret}\n"
        if file is None:
            self.stdout.write(words)
            self.stdout.write("Keep these two lines apart from this machine: on paper in a safe, in a vault.")
        else:
            _write_new(file, words)
            self.stdout.write(
                f"The secret key is in {file}. Take it away from this machine, then delete it here."
            )
        self.stdout.write("Without it nobody can open a backup; nothing here remembers it.")
        self.stdout.write("Write this into /etc/schoolgate.env, then start Schoolgate again:")
        self.stdout.write(f"SCHOOLGATE_BACKUP_KEY={public}")


def _write_new(file: Path, words: str) -> None:
    """For nobody else's eyes, and never over another key."""
    try:
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as made:
            made.write(words)
    except FileExistsError as there:
        raise CommandError(
            f"{file} is there already, perhaps with another key. Name another file."
        ) from there
    except OSError as why:
        raise CommandError(f"{file} cannot be written ({why.strerror}).") from why
