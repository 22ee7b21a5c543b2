"""Bringing a SQLite installation over to PostgreSQL: every row, compared one by one, in one transaction; then held.

The SQLite file is only read. Until everything was compared nothing is committed, so that whatever goes wrong leaves an
empty PostgreSQL database and the old installation as it was.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

from schoolgate.audit import triggers
from schoolgate.audit.sequencing import sequence
from schoolgate.audit.verifying import verify
from schoolgate.keeping import databases
from schoolgate.keeping.installation import journal
from schoolgate.keeping.locks import standing_still
from schoolgate.keeping.models import Hold
from schoolgate.keeping.putting_back import put_back_all
from schoolgate.people.models import School

_OLD = "moved_from"
_AT_ONCE = 1000
# The sequencer's queue is filled by a trigger while events are written: what stands in the old one is right.
_QUEUE = "audit_waiting"
_NEVER_EMPTIED = set(triggers.KEPT_TABLES)

Say = Callable[[str], object]


class CannotMove(Exception):
    """It cannot be brought over; the message is a sentence with what to do. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was brought over: the rows of each table, and where the old file lies now."""

    rows: dict[str, int]
    aside: Path


def move(old: Path, now: datetime, say: Say) -> Moved:
    """Bring this SQLite installation into the empty PostgreSQL database of these settings."""
    with standing_still():
        _must_be_possible(old)
        with _old_one(old):
            _must_be_of_this_version()
            call_command("migrate", interactive=False, verbosity=0)
            with transaction.atomic():
                rows = _copy_all(say)
                _compare_all(say)
                _check_the_trail(now)
                # Whoever is killed after this commit leaves a school that is held.
                for school in School.objects.order_by("pk"):
                    if not Hold._base_manager.filter(school=school, lifted_at__isnull=True).exists():
                        Hold._base_manager.create(school=school, made_at=now, since=now)
        last = journal().last()
        put_back_all(now, after=last.number if last is not None else 0, made_at=now)
        return Moved(rows, _put_aside(old, now))


def _must_be_possible(old: Path) -> None:
    if connection.vendor != databases.POSTGRESQL:
        raise CannotMove(
            "Set SCHOOLGATE_DATABASE to the PostgreSQL database first: it says where the rows go."
        )
    if not databases.is_empty():
        raise CannotMove("The PostgreSQL database is not empty. Make a new one: createdb.")
    if not old.is_file():
        raise CannotMove(f"There is no file {old}. Say with --from where the SQLite database lies.")
    if wrong := databases.is_sound(old):
        raise CannotMove(f"The SQLite database is damaged: {wrong}. Restore the newest backup into it first.")


@contextmanager
def _old_one(old: Path) -> Iterator[None]:
    """A second connection, to a copy that nobody else has: what is beside the file is in it, and the file stays."""
    copy = Path(settings.DATA) / ".moving"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(mode=0o700, parents=True)
    try:
        databases.copy_sqlite(old, copy / "database")
        connections.settings[_OLD] = {
            **connections.settings["default"],
            "ENGINE": "schoolgate.config.sqlite",
            "NAME": str(copy / "database"),
            "OPTIONS": {},
        }
        yield
    finally:
        connections[_OLD].close()
        del connections[_OLD]
        connections.settings.pop(_OLD, None)
        shutil.rmtree(copy, ignore_errors=True)


def _must_be_of_this_version() -> None:
    executor = MigrationExecutor(connections[_OLD])
    known = executor.loader.disk_migrations
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotMove("The SQLite database is of an older version. Run schoolgate upgrade on it first.")
    if any(one not in known for one in executor.loader.applied_migrations):
        raise CannotMove("The SQLite database is of a newer Schoolgate. Install that version first.")


def tables() -> list[type[models.Model]]:
    """Every table of the program and of the libraries that it uses."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _copy_all(say: Say) -> dict[str, int]:
    """All rows, with their numbers. What the migrations wrote into the new database goes first."""
    emptied = [one._meta.db_table for one in tables() if one._meta.db_table not in _NEVER_EMPTIED]
    with connection.cursor() as cursor:
        names = ", ".join(map(connection.ops.quote_name, emptied))
        cursor.execute(f"TRUNCATE {names}")
        rows = {model._meta.db_table: _copy(model, cursor) for model in tables() if not _is_queue(model)}
        cursor.execute("DELETE FROM audit_waiting")
        for model in filter(_is_queue, tables()):
            rows[model._meta.db_table] = _copy(model, cursor)
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
        # Every reference is looked at now, and not first at the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    say(f"{sum(rows.values())} rows of {len(rows)} tables were copied.")
    return rows


def _is_queue(model: type[models.Model]) -> bool:
    return model._meta.db_table == _QUEUE


def _copy(model: type[models.Model], cursor: Any) -> int:
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = ", ".join("%s" for _field in fields)
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values})"  # noqa: S608
    count, rows = 0, _rows(model, _OLD)
    while batch := list(islice(rows, _AT_ONCE)):
        cursor.executemany(insert, [_as_kept(fields, row) for row in batch])
        count += len(batch)
    return count


def _as_kept(fields: Any, row: tuple[Any, ...]) -> list[Any]:
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]


def _rows(model: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    names = [str(field.attname) for field in model._meta.local_concrete_fields]
    found = model._base_manager.using(alias).order_by("pk").values_list(*names)
    return iter(found.iterator(chunk_size=_AT_ONCE))


def _compare_all(say: Say) -> None:
    """Each row as it was and as it is now, read back. CannotMove with the first that is another."""
    for model in tables():
        for before, after in zip_longest(_by_number(model, _OLD), _by_number(model, "default")):
            if _plain(before) != _plain(after):
                raise CannotMove(f"A row of {model._meta.db_table} is not as it was. Please tell us.")
    say("Each of them was read back and is as it was.")


def _by_number(model: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    """In an order that both engines know: of texts each sorts its own way."""
    rows = _rows(model, alias)
    is_text = isinstance(model._meta.pk, models.CharField)
    return iter(sorted(rows, key=lambda row: tuple(map(str, row)))) if is_text else rows


def _plain(row: tuple[Any, ...] | None) -> Any:
    return None if row is None else [bytes(one) if isinstance(one, memoryview) else one for one in row]


def _check_the_trail(now: datetime) -> None:
    if gone := triggers.missing(connection):
        raise CannotMove(f"The database does not guard the trail: {', '.join(gone)} is not there.")
    # What waited when the program was stopped gets its place first, as after a restore.
    sequence(now)
    faults = [finding.words for finding in verify(now) if finding.is_fault]
    if faults:
        raise CannotMove(
            f"The trail is not whole: {faults[0]} Look at it before you move: schoolgate audit verify."
        )


def _put_aside(old: Path, now: datetime) -> Path:
    """So that nobody starts the old one by mistake, and both speak."""
    aside = old.with_name(f"{old.name}.moved-{now:%Y%m%dT%H%M%S}")
    databases.in_one_file(old)
    old.replace(aside)
    return aside
