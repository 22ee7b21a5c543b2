"""Databases for tests: migrated once, then copied.

The trail refuses DELETE, so Django's way of emptying tables between tests cannot work. Ordinary tests run in a
transaction that is rolled back; tests with real commits (a browser, several threads) get a copy of their own.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections

CHECKOUT = Path(__file__).resolve().parents[1]
TEMPLATES = CHECKOUT / "build" / "test"


def sources_digest() -> str:
    """Tells whether the program (but its tests) is the one that a template was migrated by."""
    digest = hashlib.sha256()
    for path in sorted((CHECKOUT / "src" / "schoolgate").rglob("*.py")):
        if "tests" not in path.parts:
            digest.update(str(path.relative_to(CHECKOUT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def point_at(path: Path) -> None:
    """Every connection opened from now on, in whichever thread, is to this file."""
    connections["default"].close()
    connections.settings["default"]["NAME"] = str(path)
    ContentType.objects.clear_cache()
    cache.clear()


def make_template(path: Path) -> None:
    """A database with every migration and every trigger, and nothing in it."""
    being_made = path.with_suffix(".making")
    being_made.unlink(missing_ok=True)
    point_at(being_made)
    call_command("migrate", verbosity=0, interactive=False)
    write_into_one_file()
    being_made.rename(path)


def write_into_one_file() -> None:
    """What SQLite keeps beside the database goes into it, so that one file can be copied; the connection closes."""
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connections["default"].close()


def copy_of_template(path: Path) -> Path:
    """A fresh database at this path; the template is made first if the program has changed since the last run."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    template = TEMPLATES / f"template-{sources_digest()}.sqlite3"
    with closing((TEMPLATES / "lock").open("w")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for old in TEMPLATES.glob("template-*"):
                old.unlink()
            make_template(template)
        shutil.copyfile(template, path)
    return path


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """In place of pytest-django's: every process of the run works on its own copy."""
    with django_db_blocker.unblock():
        point_at(copy_of_template(settings.DATA / "tests.sqlite3"))


@contextmanager
def database_of_its_own(path: Path) -> Iterator[Path]:
    """Within it, all connections are to a fresh copy; what is committed there is seen nowhere else."""
    before = Path(connections.settings["default"]["NAME"])
    point_at(copy_of_template(path))
    try:
        yield path
    finally:
        point_at(before)


@pytest.fixture
def committed_database(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Path]:
    """For tests with real commits, threads or another process: a database of one's own. Gives its path.

    Not together with `db`: that would put everything in one transaction again.
    """
    with django_db_blocker.unblock(), database_of_its_own(tmp_path / "committed.sqlite3") as path:
        yield path
