"""Of several clocks one leads: it holds a lock that ends with it, however it ends, and the next one takes it."""

import fcntl
import logging
import os
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connection

log = logging.getLogger(__name__)

# The number of this lock among those of its database: "clock" in bytes.
_NUMBER = int.from_bytes(b"clock")


class Leader(Protocol):
    """`is_mine()` is asked before each round."""

    def is_mine(self) -> bool: ...

    def give_up(self) -> None: ...


def leader() -> Leader:
    """The lock of this installation's clocks: the database's own, or a file beside SQLite's."""
    if connection.vendor == "postgresql":
        return _InPostgres()
    return _InFile(settings.DATA / "clock.lock")


class _InFile:
    """A lock on a file: for clocks of one machine, as SQLite is."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def is_mine(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give_up(self) -> None:
        os.close(self._file)


class _InPostgres:
    """An advisory lock, held by a connection that is used for nothing else and goes back to no pool."""

    def __init__(self) -> None:
        # Installed only where the database is PostgreSQL.
        import psycopg

        self._library = psycopg
        self._held: psycopg.Connection[Any] | None = None

    def is_mine(self) -> bool:
        """False while the database does not answer: then nobody leads, and nothing is tried."""
        try:
            if self._held is not None:
                self._held.execute("SELECT 1")
                return True
            return self._takes_it()
        except self._library.Error as problem:
            log.warning("the clock waits for the database: %s", type(problem).__name__)
            self.give_up()
            return False

    def give_up(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _takes_it(self) -> bool:
        given = connection.get_connection_params()
        for own in ("cursor_factory", "context"):
            given.pop(own, None)
        mine = self._library.connect(**given, autocommit=True)
        taken = mine.execute("SELECT pg_try_advisory_lock(%s)", [_NUMBER]).fetchone()
        if taken == (True,):
            self._held = mine
            return True
        mine.close()
        return False
