"""`schoolgate export <school> [file]`: everything that is kept of one school."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_scopes import scopes_disabled

from schoolgate.keeping.exporting import write_export
from schoolgate.people.models import School
from schoolgate.web.door import moment


class Command(BaseCommand):
    """For a school that leaves; the same file as the page gives."""

    help = "Write everything that is kept of a school into one ZIP that can be read without Schoolgate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("school", help="as in its address: /schools/<school>/")
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *args: object, school: str, file: Path | None, **options: object) -> None:
        found = School.objects.select_related("trust").filter(slug=school).first()
        if found is None:
            raise CommandError(f"There is no school {school}. There are: {', '.join(_slugs()) or 'none'}.")
        place = file or Path.cwd() / f"schoolgate-{school}.zip"
        if place.exists():
            raise CommandError(f"{place} is there already. Name another file.")
        place.touch(mode=0o600)
        with scopes_disabled():
            counts = write_export(found, place, moment())
        rows = sum(number for name, number in counts.items() if name not in {"pictures", "trail"})
        self.stdout.write(f"{place}")
        self.stdout.write(
            f"{rows} rows, {counts['pictures']} pictures, {counts['trail']} entries of the trail."
        )


def _slugs() -> list[str]:
    return list(School.objects.order_by("slug").values_list("slug", flat=True))
