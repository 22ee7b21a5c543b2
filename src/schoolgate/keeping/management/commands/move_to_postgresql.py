"""`schoolgate move_to_postgresql`: every row of a SQLite installation, into an empty PostgreSQL database."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from schoolgate.keeping.locks import IsBusy
from schoolgate.keeping.moving import CannotMove, move
from schoolgate.web.door import moment


class Command(BaseCommand):
    """Run once, while the program stands still, with SCHOOLGATE_DATABASE naming the new database."""

    help = "Bring a SQLite installation over to the empty PostgreSQL database of SCHOOLGATE_DATABASE."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="old", type=Path, help="the SQLite file (else the one in the data folder)"
        )

    def handle(self, *args: object, old: Path | None, **options: object) -> None:
        try:
            done = move(old or Path(settings.DATA) / "schoolgate.sqlite3", moment(), self.stdout.write)
        except (CannotMove, IsBusy) as why:
            raise CommandError(f"{why} Nothing was changed.") from why
        except Error as why:
            first = str(why).strip().partition("\n")[0]
            raise CommandError(f"A database refused it: {first}. Nothing was changed.") from why
        self.stdout.write(f"Moved: {sum(done.rows.values())} rows. The trail is whole and guarded.")
        self.stdout.write(f"The old database is {done.aside}. Delete it when all is well.")
        self.stdout.write(
            "Start Schoolgate. Nothing goes out until each school's headteacher has looked at “After the restore”."
        )
