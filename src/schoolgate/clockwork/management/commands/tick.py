"""`schoolgate tick`: the clock. Runs until it is told to stop."""

import signal
import time
from datetime import UTC, datetime
from types import FrameType

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from schoolgate.clockwork.ticks import run_due_ticks


class Command(BaseCommand):
    """The clock as a process of its own."""

    help = "Run what happens because time passes (publishing, expiry, looking again, the trail's order)."
    is_running = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run every tick once and end")

    def handle(self, *args: object, once: bool = False, **options: object) -> None:
        last: dict[str, datetime] = {}
        if once:
            run_due_ticks(datetime.now(UTC), last)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while self.is_running:
            close_old_connections()
            run_due_ticks(datetime.now(UTC), last)
            time.sleep(0.5)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.is_running = False
