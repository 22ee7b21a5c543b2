"""A database as one file, and back: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from schoolgate.people.models import School

SQLITE, POSTGRESQL = "sqlite", "postgresql"


class DatabaseFailed(Exception):
    """The database's own tool did not succeed; the message is a sentence with what it said."""


def dump(to: Path) -> dict[str, int]:
    """Write the whole database into this file, as it is at one moment; the rows of each table at that moment."""
    if connection.vendor == SQLITE:
        _dump_sqlite(to)
        with at(to):
            return counts()
    return _dump_postgresql(to)


def counts() -> dict[str, int]:
    """How many rows each of our tables has."""
    found = {}
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.db_table not in there:
                continue  # It comes with a later version.
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
            found[model._meta.db_table] = cursor.fetchone()[0]
    return found


def pending_migrations() -> list[str]:
    """Those of this program that the database does not have yet."""
    connection.ensure_connection()
    executor = MigrationExecutor(connection)
    return [
        f"{one.app_label}.{one.name}"
        for one, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def is_empty() -> bool:
    """Whether nothing was ever kept in this database."""
    return School._meta.db_table not in connection.introspection.table_names() or not School.objects.exists()


def migrations() -> dict[str, list[str]]:
    """The migrations that this database has, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def unknown_migrations(of: Mapping[str, list[str]]) -> list[str]:
    """Those of a backup that this program does not have: it was made by a newer one."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return [f"{app}.{name}" for app, names in of.items() for name in names if (app, name) not in known]


def is_sound(path: Path) -> str:
    """What SQLite finds wrong with this file, or nothing."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            found = opened.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as wrong:
        return str(wrong)
    return "" if found == "ok" else str(found)


@contextmanager
def at(path: Path) -> Iterator[None]:
    """Within it, this process works on another SQLite file."""
    before = connections.settings["default"]["NAME"]
    _point_at(str(path))
    try:
        yield
    finally:
        _point_at(before)


def _point_at(name: str) -> None:
    connections["default"].close()
    connections.settings["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
    cache.clear()


def in_one_file(path: Path) -> None:
    """What SQLite keeps beside a database goes into it, so that the file alone is the database."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.execute("PRAGMA journal_mode=DELETE")


def _dump_sqlite(to: Path) -> None:
    copy_sqlite(Path(connection.settings_dict["NAME"]), to)
    if fault := is_sound(to):
        raise DatabaseFailed(f"The database itself is damaged: {fault}. Restore the newest backup.")


def copy_sqlite(database: Path, to: Path) -> None:
    """This database as it is at one moment, in one file. OSError where there is no room."""
    source = f"file:{database}?mode=ro"
    try:
        with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(to)) as copy:
            live.backup(copy, pages=2000, sleep=0.01)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(ENOSPC, str(wrong)) from wrong
        raise
    to.chmod(0o600)


def _dump_postgresql(to: Path) -> dict[str, int]:
    """pg_dump reads the very snapshot whose rows are counted here."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={to}")
        to.chmod(0o600)
        return counts()


def load_postgresql(file: Path) -> None:
    """Put this dump in place of what is there, in one transaction: whole or not at all."""
    connection.close()
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error",
         f"--dbname={connection.settings_dict['NAME']}", str(file), names_database=False)  # fmt: skip


def _run(tool: str, *arguments: str, names_database: bool = True) -> None:
    found = shutil.which(tool)
    if found is None:
        raise DatabaseFailed(
            f"{tool} is not here. Install PostgreSQL's programs: apt install postgresql-client."
        )
    given: dict[str, Any] = connection.settings_dict
    environment = {
        **os.environ,
        **{name: str(value) for name, value in {
            "PGHOST": given["HOST"], "PGPORT": given["PORT"], "PGUSER": given["USER"], "PGPASSWORD": given["PASSWORD"],
        }.items() if value},
    }  # fmt: skip
    more = [str(given["NAME"])] if names_database else []
    done = subprocess.run(
        [found, *arguments, *more], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        if "No space left" in done.stderr:
            raise OSError(ENOSPC, "no space left")
        said = done.stderr.strip().splitlines()
        raise DatabaseFailed(f"{tool} did not succeed: {said[0] if said else 'it said nothing'}")
