"""`schoolgate run`: a real installation. Brings the database up to date (a backup first), then serves."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.clockwork.serving import CannotServe, serve
from schoolgate.keeping.locks import at_work
from schoolgate.keeping.starting import bring_up_to_date
from schoolgate.web.door import moment


class Command(BaseCommand):
    """A real installation: the first visit sets up the first school."""

    help = "Bring the database up to date and serve; the first visit sets up the first school."

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
        bring_up_to_date(moment(), self.stdout.write)
        self.stdout.write(f"Schoolgate is at {settings.SITE_ADDRESS} (this machine: http://{host}:{port})")
        try:
            with at_work():
                serve(host=host, port=port, web_processes=web_processes, worker_processes=worker_processes)
        except CannotServe as why:
            raise CommandError(str(why)) from None
