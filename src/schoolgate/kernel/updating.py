"""Columns of one row written with SQL that is written once: `save(update_fields=...)` without its steps.

As with `adding`, no signal is sent.
"""

from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import Model


class _Update(NamedTuple):
    fields: tuple[Any, ...]
    sql: str


def update(row: Model, *names: str) -> None:
    """Write these fields of a row that is there, in the caller's transaction; one query. DatabaseError when it is
    not there any more."""
    written = _update(type(row), names)
    engine = connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(field.pre_save(row, False), engine) for field in written.fields]
    with engine.cursor() as cursor:
        cursor.execute(written.sql, [*values, row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"no {row._meta.label} {row.pk} to update")


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> _Update:
    name, fields = connection.ops.quote_name, tuple(model._meta.get_field(one) for one in names)
    columns = ", ".join(f"{name(str(field.column))} = %s" for field in fields)  # type: ignore[union-attr]
    key = name(str(model._meta.pk.column))
    return _Update(fields, f"UPDATE {name(model._meta.db_table)} SET {columns} WHERE {key} = %s")  # noqa: S608 (names of the program's own)
