"""`schoolgate vault`: which keys the logins are sealed with, and another key for all of them."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope, scopes_disabled

from schoolgate.credentials import vault_keys
from schoolgate.credentials.actions.keeping import seal_logins_anew
from schoolgate.credentials.models import SharedLogin
from schoolgate.kernel.actor import clock
from schoolgate.people.models import School
from schoolgate.web.door import moment


class Command(BaseCommand):
    """Each subcommand is a method of its name."""

    help = "Say which keys the shared logins are sealed with, or seal them all with a new one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The subcommands."""
        commands = parser.add_subparsers(dest="subcommand", required=True)
        commands.add_parser(
            "status", help="how many logins are sealed with which key, and whether it is here"
        )
        commands.add_parser("rotate", help="make a new key and seal every login with it; old files stay")

    def handle(self, *, subcommand: str, **_: Any) -> None:
        """Run one subcommand."""
        getattr(self, subcommand)()

    def status(self) -> None:
        """One line a key; ends with status 1 where a login is sealed with a key that is not here."""
        with scopes_disabled():
            used = Counter(SharedLogin.objects.exclude(sealed="").values_list("key_id", flat=True))
        missing = 0
        for key_id, many in sorted(used.items()):
            is_here = vault_keys.key_of(key_id) is not None
            missing += 0 if is_here else many
            self.stdout.write(f"{key_id}: {many} logins, {'here' if is_here else 'NOT HERE'}")
        if not used:
            self.stdout.write("No login lies in the vault.")
        if missing:
            raise CommandError(
                f"{missing} logins do not open. Put the files back into {vault_keys.folder()}."
            )

    def rotate(self) -> None:
        """Nothing is lost when it breaks off: run it again. Files of old keys stay, for backups need them."""
        key, now = vault_keys.new_key(), moment()
        for school in School.objects.select_related("trust"):
            with scope(school=school):
                done = seal_logins_anew(clock(school, now), school)
            said = f"{done.detail['sealed_anew']} sealed with {key.id}"
            if done.detail["not_opened"]:
                said += f", {done.detail['not_opened']} left: their key is not here"
            self.stdout.write(f"{school.name}: {said}")
