"""`schoolgate set_up_code`: what somebody at another machine needs for the first visit."""

from typing import Any

from django.core.management.base import BaseCommand

from schoolgate.people.opening import is_set_up, set_up_code


class Command(BaseCommand):
    help = "Shows the code that the first visit from another machine asks for."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("This installation is set up already." if is_set_up() else set_up_code())
