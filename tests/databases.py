"""Databases for tests: migrated once, then copied.

The trail refuses DELETE, so Django's way of emptying tables between tests cannot work. Ordinary tests run in a
transaction that is rolled back; tests with real commits (a browser, several threads) get a copy of their own.

A database is named as Django names it: a file of SQLite by its path, a database of PostgreSQL by its name.
"""

import fcntl
import gc
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
from django.db import connection, connections

from tests import postgres

CHECKOUT = Path(__file__).resolve().parents[1]
TEMPLATES = CHECKOUT / "build" / "test"

Named = Path | str


def sources_digest() -> str:
    """Tells whether the program (but its tests) is the one that a template was migrated by."""
    digest = hashlib.sha256()
    for path in sorted((CHECKOUT / "src" / "schoolgate").rglob("*.py")):
        if "tests" not in path.parts:
            digest.update(str(path.relative_to(CHECKOUT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def is_on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def point_at(database: Named) -> None:
    """Every connection opened from now on, in whichever thread, is to this database."""
    connections["default"].close()
    connections.settings["default"]["NAME"] = str(database)
    ContentType.objects.clear_cache()
    cache.clear()


def copy_of_template(path: Path) -> Named:
    """A fresh database, at this path or with a name made of it; the template is made first if the program has
    changed since the last run."""
    return _copy_on_postgresql(path) if is_on_postgresql() else _copy_of_file(path)


def copy_of(database: Named, path: Path) -> Named:
    """Another database with everything that is in this one, to which nobody is connected."""
    if not is_on_postgresql():
        shutil.copyfile(database, path)
        return path
    name = _name_on_postgresql(path)
    postgres.create(postgres.of_this_run(), name, like=str(database))
    return name


def remove(database: Named) -> None:
    """Remove a database, so that hundreds of copies do not fill the disk."""
    if is_on_postgresql():
        postgres.drop(postgres.of_this_run(), str(database))
    else:
        Path(database).unlink(missing_ok=True)


def write_into_one_file() -> None:
    """What SQLite keeps beside the database goes into it, so that one file can be copied; the connection closes."""
    if not is_on_postgresql():
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode=DELETE")
    connections["default"].close()


def _copy_of_file(path: Path) -> Path:
    template = TEMPLATES / f"template-{sources_digest()}.sqlite3"
    with _one_at_a_time("lock"):
        if not template.exists():
            for old in TEMPLATES.glob("template-*"):
                old.unlink()
            being_made = template.with_suffix(".making")
            being_made.unlink(missing_ok=True)
            _migrate(being_made)
            being_made.rename(template)
        shutil.copyfile(template, path)
    return path


def _copy_on_postgresql(path: Path) -> str:
    """The template lives as long as the run's cluster."""
    server, name = postgres.of_this_run(), _name_on_postgresql(path)
    with _one_at_a_time("lock-postgresql"):
        if not postgres.exists(server, "template"):
            postgres.drop(server, "making")
            postgres.create(server, "making")
            _migrate("making")
            postgres.rename(server, "making", "template")
        postgres.drop(server, name)
        postgres.create(server, name, like="template")
    return name


def _migrate(empty: Named) -> None:
    """Every migration and every trigger, and nothing in it. Afterwards connections are to what they were to before:
    where the program is changed while tests run, a template is made between two tests."""
    before = connections.settings["default"]["NAME"]
    point_at(empty)
    # Each step makes hundreds of models anew; looking for those that are rubbish takes a third of the time.
    gc.disable()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        gc.enable()
    write_into_one_file()
    point_at(before)


def _name_on_postgresql(path: Path) -> str:
    return f"test_{hashlib.sha256(str(path).encode()).hexdigest()[:20]}"


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with closing((TEMPLATES / name).open("w")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """In place of pytest-django's: every process of the run works on its own copy."""
    with django_db_blocker.unblock():
        point_at(copy_of_template(settings.DATA / "tests.sqlite3"))


@contextmanager
def within(database: Named) -> Iterator[None]:
    """Within it, all connections are to this database."""
    before = connections.settings["default"]["NAME"]
    point_at(database)
    try:
        yield
    finally:
        point_at(before)


@contextmanager
def database_of_its_own(path: Path) -> Iterator[Named]:
    """Within it, all connections are to a fresh copy; what is committed there is seen nowhere else."""
    copy = copy_of_template(path)
    try:
        with within(copy):
            yield copy
    finally:
        if is_on_postgresql():
            remove(copy)


@pytest.fixture
def committed_database(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Named]:
    """For tests with real commits, threads or another process: a database of one's own. Gives its path or name.

    Not together with `db`: that would put everything in one transaction again.
    """
    with django_db_blocker.unblock(), database_of_its_own(tmp_path / "committed.sqlite3") as database:
        yield database
