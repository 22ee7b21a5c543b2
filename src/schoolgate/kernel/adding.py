"""Rows added with SQL that is written once: `bulk_create` for the few inserts that every action makes.

As there, no signal is sent, and each row gets the key that the database gave it.
"""

from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BinaryField, Field, Model

# More than these are rare, and Django knows how many values each engine takes at once.
MOST_AT_ONCE = 50


class _Insert(NamedTuple):
    fields: tuple[Any, ...]
    head: str
    one_row: str
    tail: str


def add(*rows: Model) -> None:
    """Insert these rows of one table, in the caller's transaction; one query."""
    if not rows:
        return
    model = type(rows[0])
    if len(rows) > MOST_AT_ONCE:
        model._base_manager.bulk_create(rows)
        return
    insert = _insert(model)
    values = [value for row in rows for value in _values(row, insert.fields)]
    with connection.cursor() as cursor:
        cursor.execute(insert.head + ", ".join([insert.one_row] * len(rows)) + insert.tail, values)
        keys = cursor.fetchall() if insert.tail else [(row.pk,) for row in rows]
    for row, (key,) in zip(rows, keys, strict=True):
        _has_key(row, key)


def _values(row: Model, fields: tuple[Any, ...]) -> list[Any]:
    engine = connections[DEFAULT_DB_ALIAS]  # what `connection` looks up again each time that it is asked
    return [field.get_db_prep_save(field.pre_save(row, True), engine) for field in fields]


def _has_key(row: Model, key: Any) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@cache
def _insert(model: type[Model]) -> _Insert:
    name, given_by_database = connection.ops.quote_name, model._meta.auto_field
    fields: tuple[Field[Any, Any], ...] = tuple(
        field for field in model._meta.concrete_fields if field is not given_by_database
    )
    # A field of bytes asks for its place to be wrapped, but only on engines that are not ours.
    plain = (not hasattr(field, "get_placeholder") or isinstance(field, BinaryField) for field in fields)
    if not all(plain) or any(field.generated for field in fields):
        raise TypeError(f"{model.__name__} is not a table of plain columns")
    columns = ", ".join(name(str(field.column)) for field in fields)
    return _Insert(
        fields,
        f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES ",  # noqa: S608 (names of the program's own)
        f"({', '.join(['%s'] * len(fields))})",
        f" RETURNING {name(str(given_by_database.column))}" if given_by_database else "",
    )
