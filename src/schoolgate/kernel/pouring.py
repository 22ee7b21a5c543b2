"""Many rows of one table at once, the way the engine itself takes them in: COPY on PostgreSQL, executemany on SQLite.

For whole rolls only. An object for each row costs ten times what the engine needs to write it. Signals, defaults and
validation stay out: whoever pours has read and judged every value, and names every column.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, models

Row = tuple[Any, ...]


def new_ids(model: type[models.Model], number: int) -> list[int]:
    """So many ids that no row of this table has or will get from anybody else. In a transaction that writes."""
    if not number:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [f'"{table}"', number],
            )
            return [row[0] for row in cursor.fetchall()]
        # SQLite has one writer at a time; it never gives an id again that stood here once.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    first = (found[0] if found else 0) + 1
    return list(range(first, first + number))


def pour(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    same: Mapping[str, Any] | None = None,
) -> None:
    """Add these rows. `columns` are fields by name ("pupil_id"), in the order of each row: numbers, words, dates,
    None. `same` are the fields with one value for all rows, of any kind that the field takes."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    given = same or {}
    constants = tuple(fields[name].get_db_prep_save(value, connection) for name, value in given.items())
    names = [str(fields[name].column) for name in (*columns, *given)]
    whole = ((*row, *constants) for row in rows) if constants else rows
    if connection.vendor == "postgresql":
        _copy(model._meta.db_table, names, whole)
    else:
        _execute_many(model._meta.db_table, names, whole)


def _copy(table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    # Django's cursor stands around the driver's own, which alone knows COPY.
    with connection.cursor() as cursor, cursor.cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _execute_many(table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', _without_dates(rows))  # type: ignore[arg-type]  # noqa: S608 (names of our own tables)


def _without_dates(rows: Iterable[Row]) -> Iterator[Row]:
    """SQLite keeps a day as words."""
    for row in rows:
        yield tuple([value.isoformat() if isinstance(value, date) else value for value in row])
