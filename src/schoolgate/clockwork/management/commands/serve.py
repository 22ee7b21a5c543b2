"""`schoolgate serve`: web, worker and clock, ended by one pid."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.clockwork.serving import CannotServe, serve
from schoolgate.keeping.locks import at_work
from schoolgate.keeping.starting import finish_what_was_begun


class Command(BaseCommand):
    """Serves an installation that is already migrated."""

    help = "Serve the program: web, worker and clock, ended by one pid."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--web-processes", type=int, default=settings.WEB_PROCESSES)
        parser.add_argument("--worker-processes", type=int, default=settings.WORKER_PROCESSES)

    def handle(
        self,
        *args: object,
        host: str,
        port: int,
        web_processes: int,
        worker_processes: int,
        **options: object,
    ) -> None:
        finish_what_was_begun()
        try:
            with at_work():
                serve(host=host, port=port, web_processes=web_processes, worker_processes=worker_processes)
        except CannotServe as why:
            raise CommandError(str(why)) from None
