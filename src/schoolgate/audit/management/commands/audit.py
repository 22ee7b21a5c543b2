"""`schoolgate audit`: check the trail, sign it, prove one entry of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schoolgate.audit import held, keys
from schoolgate.audit.checkpoints import WillNotSign, checkpoint
from schoolgate.audit.findings import Finding
from schoolgate.audit.models import Event, Log
from schoolgate.audit.notes import public_line
from schoolgate.audit.proving import NoProofYet, prove
from schoolgate.audit.sequencing import sequence
from schoolgate.audit.verifying import verify

SHOWN_OF_EACH_LOG = 20


class Command(BaseCommand):
    """Each subcommand is a method of its name; `verify` ends with status 1 when it finds a fault."""

    help = "Check the trail, sign its checkpoints, prove that an event is in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The subcommands and what they take."""
        commands = parser.add_subparsers(dest="subcommand", required=True)
        checking = commands.add_parser("verify", help="check every entry, and say which was changed first")
        checking.add_argument("--log", help="only this log, for example school:1")
        checking.add_argument(
            "--held", type=Path, action="append", default=[], help="a file with a checkpoint kept elsewhere"
        )
        checking.add_argument(
            "--processes",
            type=int,
            default=1,
            help="so many share a long log; as many as there are processors",
        )
        proving = commands.add_parser("prove", help="print the proof that an event is in the log")
        proving.add_argument("event", type=int)
        signing = commands.add_parser("checkpoint", help="sign the logs as they are now, and print the notes")
        signing.add_argument("--new-key", action="store_true", help="make a new key: the old one is lost")
        signing.add_argument(
            "--after-restore", action="store_true", help="sign again although a backup took entries away"
        )
        commands.add_parser("key", help="print the public keys, for those who check from outside")

    def handle(self, *, subcommand: str, **options: Any) -> None:
        """Run one subcommand."""
        getattr(self, subcommand)(**options)

    def verify(self, *, log: str | None, held: list[Path], processes: int = 1, **_: Any) -> None:
        """Check one log or all of them."""
        if log is not None and not Event.objects.filter(log_id=log).exists():
            raise CommandError(f"There is no log {log}. There are: {', '.join(_logs()) or 'none yet'}.")
        notes = [_read(path) for path in held]
        shown: dict[tuple[str, bool], int] = {}
        for finding in verify(timezone.now(), log, notes, processes=processes):
            self._show(finding, shown)
        faults = sum(count for (_, is_fault), count in shown.items() if is_fault)
        if faults:
            raise CommandError(f"The trail is not as it was. Faults found: {faults}.")
        total = Event.objects.filter(**({"log_id": log} if log else {})).count()
        self.stdout.write(f"The trail is whole: {total} events, nothing changed, removed or added.")

    def prove(self, *, event: int, **_: Any) -> None:
        """Print a proof."""
        try:
            self.stdout.write(prove(event), ending="")
        except NoProofYet as missing:
            raise CommandError(str(missing)) from missing

    def checkpoint(self, *, new_key: bool, after_restore: bool, **_: Any) -> None:
        """Sign what has grown; print the notes."""
        now = timezone.now()
        sequence(now)
        if new_key:
            keys.make_key()
        if after_restore:
            held.set_aside(now)
        try:
            made = checkpoint(now)
        except (WillNotSign, keys.KeyIsMissing) as refused:
            raise CommandError(str(refused)) from refused
        if not made:
            self.stdout.write("Nothing has been recorded since the last checkpoint.")
        for point in made:
            self.stdout.write(point.note)

    def key(self, **_: Any) -> None:
        """Print each log's public keys."""
        for origin in Log.objects.order_by("key").values_list("origin", flat=True):
            for key in keys.trusted_keys():
                self.stdout.write(public_line(origin, key))

    def _show(self, finding: Finding, shown: dict[tuple[str, bool], int]) -> None:
        """Print a finding, but not thousands of them."""
        counted = (finding.log_key, finding.is_fault)
        shown[counted] = shown.get(counted, 0) + 1
        write = self.stderr.write if finding.is_fault else self.stdout.write
        if shown[counted] <= SHOWN_OF_EACH_LOG:
            write(finding.words)
        elif shown[counted] == SHOWN_OF_EACH_LOG + 1:
            write(f"{finding.log_key}: and more of this kind.")


def _logs() -> list[str]:
    return sorted(set(Event.objects.order_by("log_id").values_list("log_id", flat=True).distinct()))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise CommandError(f"The checkpoint {path} cannot be read: {wrong}.") from wrong
