"""`schoolgate work`: the workers alone, for an installation of several machines."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.clockwork.serving import CannotServe, keep_running, workers
from schoolgate.keeping.locks import at_work


class Command(BaseCommand):
    """Workers for what follows events, ended by one pid."""

    help = "Run what follows events; no two workers take the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--processes", type=int, default=settings.WORKER_PROCESSES)

    def handle(self, *args: object, processes: int, **options: object) -> None:
        try:
            with at_work():
                keep_running(workers(processes))
        except CannotServe as why:
            raise CommandError(str(why)) from None
