"""`schoolgate serve`: web, worker and clock, ended by one pid."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from schoolgate.clockwork.serving import serve


class Command(BaseCommand):
    """Serves an installation that is already migrated."""

    help = "Serve the program: web, worker and clock, ended by one pid."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: object, host: str, port: int, **options: object) -> None:
        serve(host=host, port=port)
