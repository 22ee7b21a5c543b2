"""`schoolgate clock`: what happens because time passes. Runs until it is told to stop."""

import signal
import time
from datetime import UTC, datetime
from types import FrameType

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from schoolgate.clockwork.leading import leader
from schoolgate.clockwork.ticks import run_due_ticks
from schoolgate.keeping.locks import at_work


class Command(BaseCommand):
    """The clock as a process of its own; of several the first leads."""

    help = "Run what happens because time passes. Of several clocks one leads, and the others wait to take its place."
    is_running = True

    def handle(self, *args: object, **options: object) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        last: dict[str, datetime] = {}
        mine = leader()
        with at_work():
            while self.is_running:
                close_old_connections()
                if mine.is_mine():
                    run_due_ticks(datetime.now(UTC), last)
                time.sleep(0.5)
        mine.give_up()

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.is_running = False
