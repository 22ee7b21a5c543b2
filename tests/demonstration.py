"""The demonstration trust, made once for each state of the program and copied for whoever walks about in it.

Its first school has all of the story, the others what is needed for each of their clauses to be seen.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from schoolgate.people.models import Person
from tests.browser import Site
from tests.databases import (
    TEMPLATES,
    copy_of_template,
    database_of_its_own,
    point_at,
    sources_digest,
    write_into_one_file,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def somebody(part: str) -> Person:
    """Somebody of Oakfield by their part in the story: head, teacher, office, volunteer …"""
    return Person.objects.get(user__email=f"{part.replace('_', '-')}@oakfield.example")


def _made() -> Path:
    """The folder with its database and pictures; made if the program has changed since the last time."""
    made = TEMPLATES / f"demonstration-{sources_digest()}"
    with closing((TEMPLATES / "lock-demonstration").open("w")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in TEMPLATES.glob("demonstration-*"):
                shutil.rmtree(old)
            _make(made)
    return made


def _make(made: Path) -> None:
    from schoolgate.demo.loading import lay_the_ground
    from schoolgate.demo.telling import tell, tell_what_is_seen

    being_made = made.with_name("making-demonstration")
    shutil.rmtree(being_made, ignore_errors=True)
    being_made.mkdir(parents=True)
    kept_at, settings.MEDIA_STORE = settings.MEDIA_STORE, being_made / "media"
    point_at(copy_of_template(being_made / "schoolgate.sqlite3"))
    if connection.vendor == "sqlite":
        # A template that a power cut spoils is made again.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    stages = lay_the_ground(NOW)
    tell(stages[:1], NOW)
    tell_what_is_seen(stages[1:], NOW, first=1)
    write_into_one_file()
    settings.MEDIA_STORE = kept_at
    being_made.rename(made)


@contextmanager
def copied_to(folder: Path) -> Iterator[Path]:
    """Within it, the program shows a copy of the demonstration that lies in this folder. Gives the database."""
    with (
        database_of_its_own(folder / "demonstration.sqlite3") as path,
        override_settings(MEDIA_STORE=folder / "media", FIXED_NOW=NOW),
    ):
        made = _made()
        point_at(path.with_name("nowhere.sqlite3"))
        shutil.copyfile(made / "schoolgate.sqlite3", path)
        point_at(path)
        shutil.copytree(made / "media", folder / "media")
        yield path


@pytest.fixture
def demonstration(site: Site, tmp_path: Path) -> Iterator[Site]:
    """The site, showing a copy of one's own of the demonstration (its first school has all of the story)."""
    with copied_to(tmp_path) as path:
        yield Site(site.address, path)
