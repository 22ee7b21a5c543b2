"""`schoolgate web`: the web server alone, for an installation of several machines."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.clockwork.serving import CannotServe, keep_running, web
from schoolgate.keeping.locks import at_work


class Command(BaseCommand):
    """The web server, ended by one pid."""

    help = "Serve pages only; workers and clock run elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--processes", type=int, default=settings.WEB_PROCESSES)
        parser.add_argument("--threads", type=int, default=settings.WEB_THREADS, help="of each process")

    def handle(
        self, *args: object, host: str, port: int, processes: int, threads: int, **options: object
    ) -> None:
        try:
            with at_work():
                keep_running([web(host=host, port=port, processes=processes, threads=threads)])
        except CannotServe as why:
            raise CommandError(str(why)) from None
