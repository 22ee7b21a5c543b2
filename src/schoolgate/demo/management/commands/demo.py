"""`schoolgate demo`: makes the demonstration trust if it is not there, and serves it on this machine."""

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from schoolgate.audit import held
from schoolgate.clockwork.serving import serve
from schoolgate.demo.loading import lay_the_ground
from schoolgate.demo.telling import tell
from schoolgate.keeping.databases import pending_migrations

MADE = "demonstration-made"


class Command(BaseCommand):
    """The demonstration: made once, kept until `--again` or until the program has other tables."""

    help = "Make the demonstration trust (five invented schools) if it is not there, and serve it on this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument(
            "--again", action="store_true", help="throw the demonstration away and make it anew"
        )
        parser.add_argument("--only-make", action="store_true", help="make it and end")

    def handle(self, *args: object, port: int, again: bool, only_make: bool, **options: object) -> None:
        if not settings.IS_DEMO:
            raise CommandError(
                "Call it as `schoolgate demo`, so that its data lies apart from any real data."
            )
        made = settings.DATA / MADE
        if again or not made.exists():
            self.make(made)
        elif pending_migrations():
            self.stdout.write(
                "This demonstration is of an earlier version of the program, so it is made anew."
            )
            self.make(made)
        if only_make:
            return
        self.stdout.write(f"\nThe demonstration is at http://127.0.0.1:{port}  (Ctrl+C ends it)\n")
        self.stdout.flush()
        # What is printed or sent from here leads back to here: the workers read it as they start.
        os.environ.setdefault("SCHOOLGATE_ADDRESS", f"http://127.0.0.1:{port}")
        serve(host="127.0.0.1", port=port)

    def make(self, made: Path) -> None:
        """Everything from nothing; a half-made one from before is thrown away."""
        began = time.monotonic()
        self.stdout.write("Making the demonstration: five invented schools and a term of their life.")
        made.unlink(missing_ok=True)
        connection.close()
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
            path.unlink(missing_ok=True)
        now = datetime.now(UTC)
        forget_the_one_before(now)
        call_command("migrate", interactive=False, verbosity=0)
        # Nothing here must survive a power cut: a half-made demonstration is made again.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
        tell(lay_the_ground(now), now, say=self.stdout.write)
        made.write_text(f"{now:%Y-%m-%d %H:%M}\n")
        self.stdout.write(f"Made in {time.monotonic() - began:.0f} s.")


def forget_the_one_before(now: datetime) -> None:
    """What lies beside the database of the demonstration that was: its files, and the last note signed for each log,
    which no other trail can begin with."""
    for folder in (settings.MEDIA_STORE, settings.DATA / "names", settings.EMAIL_FILE_PATH):
        shutil.rmtree(folder, ignore_errors=True)
    held.set_aside(now)
