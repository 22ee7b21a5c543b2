"""`schoolgate tick`: every tick of the clock once, for whoever looks what it does."""

from datetime import UTC, datetime

from django.core.management.base import BaseCommand

from schoolgate.clockwork.ticks import run_due_ticks


class Command(BaseCommand):
    """Each tick is safe to run at any time, and beside a clock."""

    help = "Run every tick of the clock once and end."

    def handle(self, *args: object, **options: object) -> None:
        run_due_ticks(datetime.now(UTC), {})
