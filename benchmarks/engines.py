"""The other engine: a private PostgreSQL, and a reference set poured into it table by table.

`benchmarks/run.py` starts one cluster for all benchmarks of a run; one that is run alone starts its own. With
`BENCH_POSTGRES` another one is used, whose sets stay: `python -m benchmarks.engines` starts one, and says where.
"""

import atexit
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from setup import servers
from tests import postgres

POSTGRESQL = os.environ.get("ENGINE", "") == "postgresql"
FOUND_AT = "BENCH_POSTGRES"
# As a careful installation has it: nothing acknowledged is lost, and there is memory for the tables.
SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "256MB",
    "autovacuum": "on",
    "work_mem": "32MB",
    "max_wal_size": "4GB",
}


def can_be_had() -> bool:
    return servers.find_postgres() is not None


def start() -> str:
    """The address of a cluster that ends with this process. Its children find it in the environment."""
    cluster = postgres.Cluster(SETTINGS)
    atexit.register(cluster.end)
    cluster.__enter__()
    address = os.environ[FOUND_AT] = cluster.address("postgres")
    return address


def server() -> str:
    """The address of the database "postgres" of the cluster of this run."""
    return os.environ.get(FOUND_AT) or start()


def server_pids() -> list[int]:
    """The processes of the server as they are now; none on the other engine."""
    if not POSTGRESQL:
        return []
    with psycopg.connect(server()) as asked:
        return [pid for (pid,) in asked.execute("SELECT pid FROM pg_stat_activity")]


def address(name: str) -> str:
    """The address of a database of the cluster of this run."""
    return server().replace("/postgres?", f"/{name}?")


def poured(database: Path) -> str:
    """The name of a database of the cluster with everything that is in this SQLite file; poured once a cluster."""
    name = database.stem.replace("-", "_").lower()
    if not postgres.exists(server(), name):
        unfinished = f"unfinished_{os.getpid()}"
        postgres.drop(server(), unfinished)
        postgres.create(server(), unfinished)
        point_at(unfinished)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        _pour(database, address(unfinished))
        postgres.rename(server(), unfinished, name)
    else:
        point_at(name)
        bring_up_to_date()
    return name


def bring_up_to_date() -> None:
    """Bring the tables of the set that is stood on to those of the program, where it was made by an earlier one."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            if not POSTGRESQL:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


_copies: set[str] = set()


def stand_on_copy(database: Path) -> None:
    """Every connection from now on is to a copy of this set."""
    _copy(poured(database), f"working_{os.getpid()}")
    point_at(f"working_{os.getpid()}")


def keep(name: str) -> None:
    """Keep the working copy as it stands under this name."""
    connection.close()
    _copy(f"working_{os.getpid()}", f"kept_{os.getpid()}_{name}")


def stand_on_kept(name: str) -> None:
    """Every connection from now on is to a fresh copy of what was kept."""
    connection.close()
    _copy(f"kept_{os.getpid()}_{name}", f"working_{os.getpid()}")
    point_at(f"working_{os.getpid()}")


def drop_copies() -> None:
    connection.close()
    for copy in _copies:
        postgres.drop(server(), copy)


def _copy(name: str, copy: str) -> None:
    postgres.drop(server(), copy)
    postgres.create(server(), copy, like=name)
    _copies.add(copy)


def point_at(name: str) -> None:
    """Every connection from now on is to this database of the cluster."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _pour(database: Path, into: str) -> None:
    """Copy every table; the triggers and foreign keys look away, as everything has been through them once."""
    with closing(sqlite3.connect(database)) as given, psycopg.connect(into, autocommit=True) as taken:
        taken.execute("SET session_replication_role = replica")
        tables = taken.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        with taken.transaction():
            for (table,) in tables:
                taken.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.Identifier(table)))
            for (table,) in tables:
                _pour_table(given, taken, table)
        taken.execute("ANALYZE")


def _pour_table(given: sqlite3.Connection, taken: psycopg.Connection, table: str) -> None:
    columns = [row[1] for row in given.execute(f'PRAGMA table_info("{table}")')]
    if not columns:
        return
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    rows = given.execute(f'SELECT {", ".join(f"{chr(34)}{one}{chr(34)}" for one in columns)} FROM "{table}"')  # noqa: S608 (names of our own tables)
    with taken.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    if "id" in columns:
        of = {"table": sql.Identifier(table), "name": sql.Literal(f'public."{table}"')}
        found = taken.execute(sql.SQL("SELECT pg_get_serial_sequence({name}, 'id')").format(**of)).fetchone()
        if found and found[0]:
            taken.execute(
                sql.SQL("SELECT setval({sequence}, max(id)) FROM {table} HAVING max(id) IS NOT NULL").format(
                    sequence=sql.Literal(found[0]), **of
                )
            )


if __name__ == "__main__":
    print(f"export {FOUND_AT}='{start()}'", flush=True)
    signal.pause()
