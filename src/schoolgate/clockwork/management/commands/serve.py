"""`schoolgate serve`: web, worker and clock, ended by one pid."""

from schoolgate.clockwork.serving_command import ServingCommand
from schoolgate.keeping.starting import finish_what_was_begun


class Command(ServingCommand):
    """Serves an installation that is already migrated."""

    help = "Serve the program: web, worker and clock, ended by one pid."

    def make_ready(self, *, host: str, port: int) -> None:
        finish_what_was_begun()
