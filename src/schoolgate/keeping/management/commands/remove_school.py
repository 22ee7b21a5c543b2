"""`schoolgate remove_school <school> --exported <file>`: what is kept of a school that has left goes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.keeping.exporting import refusal_to_remove_after
from schoolgate.keeping.leaving_schools import refusals_to_let_go
from schoolgate.keeping.removing import remove
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.people.models import School
from schoolgate.web.door import moment


class Command(BaseCommand):
    """After the export; nothing of it can be undone but by a restore."""

    help = "Remove a school after it was exported. The envelopes of its trail stay; they name nobody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("school")
        parser.add_argument("--exported", type=Path, required=True, help="the file of `schoolgate export`")
        parser.add_argument(
            "--leave-what-is-up", action="store_true", help="posts on other places stay there"
        )

    def handle(
        self, *args: object, school: str, exported: Path, leave_what_is_up: bool, **options: object
    ) -> None:
        found = School.objects.select_related("trust").filter(slug=school).first()
        if found is None:
            raise CommandError(f"There is no school {school}.")
        now = moment()
        if wrong := refusal_to_remove_after(exported, found, now):
            raise CommandError(f"{wrong} Nothing was changed.")
        refusals = [] if leave_what_is_up else refusals_to_let_go(clock(found, now), found)
        if refusals:
            raise CommandError(f"{refusals[0].words} {refusals[0].next_step}")
        try:
            remove(found, now)
        except Refused as refused:
            raise CommandError(refused.refusals[0].words) from refused
        self.stdout.write(f"{school} is removed. Its trail keeps what was done and when, without any name.")
        self.stdout.write("Older backups still hold it until they are thrown away.")
