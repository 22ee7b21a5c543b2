"""`schoolgate run`: a real installation. Brings the database up to date (a backup first), then serves."""

from django.conf import settings

from schoolgate.clockwork.serving_command import ServingCommand
from schoolgate.keeping.starting import bring_up_to_date
from schoolgate.web.door import moment


class Command(ServingCommand):
    """A real installation: the first visit sets up the first school."""

    help = "Bring the database up to date and serve; the first visit sets up the first school."

    def make_ready(self, *, host: str, port: int) -> None:
        bring_up_to_date(moment(), self.stdout.write)
        self.stdout.write(f"Schoolgate is at {settings.SITE_ADDRESS} (this machine: http://{host}:{port})")
