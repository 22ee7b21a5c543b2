"""A private PostgreSQL for tests and benchmarks: started here as a user who is not root, on a socket that only the
tests reach, ended with whoever started it.

    with Cluster() as cluster:
        cluster.address("postgres")     # for SCHOOLGATE_DATABASE
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from setup import servers

USER = "schoolgate"
# In the environment, so that the other processes of a test run find the cluster of the first.
FOUND_AT = "SCHOOLGATE_TEST_POSTGRES"
FIRST_THAT_ASKS_HOW = 150_000
# A power cut during a test loses nothing worth keeping.
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_connections": "80",
    "autovacuum": "off",
    # A restore locks every table and index of its database at once, and several tests restore at the same time.
    "max_locks_per_transaction": "256",
    "deadlock_timeout": "200ms",
    "timezone": "UTC",
    # One row of a lock that nobody gives back fails its test, instead of stopping the whole run.
    "lock_timeout": "300s",
}


class Cluster:
    """A server with one superuser, on a socket in a folder of its own. `stop` and `start` keep its data."""

    def __init__(self, settings: dict[str, str] | None = None) -> None:
        found = servers.find_postgres()
        if found is None:
            raise RuntimeError("There is no PostgreSQL here: `make test` as root installs Debian's.")
        self._programs, self._settings = found, {**QUICK, **(settings or {})}
        # A socket's path may be 107 bytes long: the folder lies in the machine's own short one.
        self.folder = Path(tempfile.mkdtemp(prefix="sg-pg-"))
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._lay_out()
            self.start()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def address(self, name: str) -> str:
        """A database of this cluster, as SCHOOLGATE_DATABASE takes it."""
        return f"postgresql://{USER}@/{name}?host={quote(str(self.folder), safe='')}"

    def start(self) -> None:
        """Start it; comes back when it answers."""
        given = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        command = [
            self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder,
            "-c", "listen_addresses=", *given,
        ]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [*_not_as_root("--pdeathsig", "INT"), *map(str, command)], stdout=log, stderr=log
            )
        deadline = time.monotonic() + 300
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text()[-2000:])
            time.sleep(0.05)

    def stop(self) -> None:
        """As a server that goes away: whoever is connected is cut off, what was committed stays."""
        if self._server is not None:
            self._server.send_signal(2)
            self._server.wait(60)
            self._server = None

    def end(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _lay_out(self) -> None:
        if os.geteuid() == 0:
            user = _somebody_else()
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        subprocess.run(
            [
                *_not_as_root(), self._programs / "initdb", "-D", self.folder / "data", "-U", USER,
                "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            ],
            cwd="/", check=True, capture_output=True, env={**os.environ, "TZ": "UTC"},
        )  # fmt: skip

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.address("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _somebody_else() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: Debian made a user for it, and every machine has nobody."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _not_as_root(*more: str) -> list[str]:
    """What stands before a command of PostgreSQL's, so that it runs as somebody who is not root."""
    if os.geteuid() != 0:
        return ["setpriv", *more] if more and shutil.which("setpriv") else []
    user = _somebody_else()
    return [
        "setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--inh-caps=-all", *more
    ]  # fmt: skip


def dying_with_us() -> list[str]:
    """What stands before a command, so that it ends when this process does, however it ends."""
    return ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []


def of_this_run() -> str:
    """The address of the cluster that this test run works on: "…/postgres". Started by the first who asks."""
    found = os.environ.get(FOUND_AT)
    if not found:
        cluster = Cluster()
        atexit.register(cluster.end)
        cluster.__enter__()
        found = os.environ[FOUND_AT] = cluster.address("postgres")
    return found


def create(server: str, name: str, *, like: str = "template0") -> None:
    """A new database, a copy of another one that nobody is connected to."""
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
    with psycopg.connect(server, autocommit=True) as connection:
        if connection.info.server_version >= FIRST_THAT_ASKS_HOW:
            # Its files are copied, in half the time that writing each page into the log takes.
            statement += sql.SQL(" STRATEGY file_copy")
        connection.execute(statement)


def drop(server: str, name: str) -> None:
    """Remove a database; whoever is still connected to it is cut off."""
    _run(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def exists(server: str, name: str) -> bool:
    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def rename(server: str, name: str, to: str) -> None:
    _run(server, sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def _run(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
