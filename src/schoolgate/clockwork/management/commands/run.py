"""`schoolgate run`: a real installation. Brings the database up to date, then serves."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from schoolgate.clockwork.serving import serve


class Command(BaseCommand):
    """A real installation: the first visit sets up the first school."""

    help = "Bring the database up to date and serve; the first visit sets up the first school."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: object, host: str, port: int, **options: object) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Schoolgate is at {settings.SITE_ADDRESS} (this machine: http://{host}:{port})")
        serve(host=host, port=port)
