"""What `schoolgate run` and `schoolgate serve` share: host, port, how many processes, and serving until told to end."""

from abc import ABC, abstractmethod

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolgate.clockwork.serving import CannotServe, serve
from schoolgate.keeping.locks import at_work


class ServingCommand(BaseCommand, ABC):
    """Makes the installation ready, then serves it."""

    @abstractmethod
    def make_ready(self, *, host: str, port: int) -> None:
        """What comes before the first page."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--web-processes", type=int, default=settings.WEB_PROCESSES)
        parser.add_argument("--worker-processes", type=int, default=settings.WORKER_PROCESSES)

    def handle(
        self,
        *_args: object,
        host: str,
        port: int,
        web_processes: int,
        worker_processes: int,
        **_options: object,
    ) -> None:
        self.make_ready(host=host, port=port)
        try:
            with at_work():
                serve(host=host, port=port, web_processes=web_processes, worker_processes=worker_processes)
        except CannotServe as why:
            raise CommandError(str(why)) from None
