"""`schoolgate docs`: makes the pages in docs/generated from the code; `--check` says which are out of date."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import schoolgate
from schoolgate.reports.generated.actions import actions_page
from schoolgate.reports.generated.events import events_page
from schoolgate.reports.generated.roles import roles_page
from schoolgate.reports.generated.settings import settings_page
from schoolgate.reports.generated.states import states_page

PAGES: dict[str, Callable[[], str]] = {
    "actions.md": actions_page,
    "events.md": events_page,
    "roles.md": roles_page,
    "settings.md": settings_page,
    "states.md": states_page,
}


class Command(BaseCommand):
    """Writes, or with --check only compares."""

    help = "Make the pages in docs/generated from the code."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--check and where to."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; status 1 if a page is out of date"
        )
        parser.add_argument("--into", type=Path, default=None, help="another folder than docs/generated")

    def handle(self, *, check: bool, into: Path | None, **_: Any) -> None:
        """Make each page."""
        folder = into or Path(schoolgate.__file__).parents[2] / "docs" / "generated"
        made = {name: make() for name, make in PAGES.items()}
        if check:
            self._compare(folder, made)
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"Made {len(made)} pages in {folder}.")

    def _compare(self, folder: Path, made: dict[str, str]) -> None:
        old = [name for name, text in made.items() if _read(folder / name) != text]
        extra = [path.name for path in sorted(folder.glob("*")) if path.name not in made]
        if old or extra:
            raise CommandError(
                f"Out of date in docs/generated: {', '.join([*old, *extra])}. Run `schoolgate docs` and commit it."
            )
        self.stdout.write("docs/generated is as the code says.")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
