"""SQLite has one writer at a time. Whoever waits for it asks again every few milliseconds.

SQLite's own wait grows to a tenth of a second between two asks, so that among eight busy writers the same few get in
again and again while one stands outside for seconds. And whoever has just written comes back before the others have
woken. So only the first of a line asks for the database; the others, and whoever comes back, wait for that place.
"""

import fcntl
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

# Seconds, drawn anew each time so that nobody keeps step with another.
FIRST_ASKS_AFTER, OTHERS_ASK_AFTER = (0.0002, 0.001), (0.0005, 0.002)


# Letters of a statement. Those with hundreds of rows are rare, and would fill the memory.
LONGEST_KEPT = 20_000


class Cursor(base.SQLiteCursorWrapper):
    """As Django's, which looks for the places of the values in each statement anew; here once for each."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is None and len(query) <= LONGEST_KEPT:
            return _with_question_marks(query)
        converted: str = super().convert_query(query, param_names=param_names)
        return converted


@lru_cache(maxsize=500)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but for its cursor and how a transaction begins."""

    _line: int | None = None

    def create_cursor(self, name: object = None) -> Cursor:  # noqa: ARG002 (Django's own has it)
        connection: Any = self.connection
        cursor: Cursor = connection.cursor(factory=Cursor)
        return cursor

    @property
    def _patience(self) -> float:
        """Seconds."""
        patience: float = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        return patience

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """As Django's. The first to come switches the file's journal, for which SQLite makes nobody else wait."""
        give_up_at = time.monotonic() + self._patience
        while True:
            try:
                connection: sqlite3.Connection = super().get_new_connection(conn_params)
            except sqlite3.OperationalError as refused:
                if "locked" not in str(refused):
                    raise
                _wait(OTHERS_ASK_AFTER, give_up_at)
            else:
                return connection

    def _start_transaction_under_autocommit(self) -> None:
        patience = self._patience
        give_up_at = time.monotonic() + patience
        connection: Any = self.connection
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            with self._first_in_line(give_up_at):
                while not self._began():
                    _wait(FIRST_ASKS_AFTER, give_up_at)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")

    def _began(self) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as refused:
            if "locked" in str(refused):
                return False
            raise
        return True

    @contextmanager
    def _first_in_line(self, give_up_at: float) -> Iterator[None]:
        """The place is held only until the transaction has begun; the kernel frees that of a process that ends."""
        if self._line is None:
            self._line = self._open_line()
        if self._line < 0:
            yield
            return
        while not _took(self._line):
            _wait(OTHERS_ASK_AFTER, give_up_at)
        try:
            yield
        finally:
            fcntl.flock(self._line, fcntl.LOCK_UN)

    def _open_line(self) -> int:
        """An empty file beside the database; -1 where there is none: a database in memory, a folder only to read."""
        database = Path(self.settings_dict["NAME"])
        if self.is_in_memory_db() or not database.is_absolute():
            return -1
        try:
            return os.open(f"{database}-line", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return -1

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        if self._line is not None and self._line >= 0:
            os.close(self._line)
        self._line = None


def _took(line: int) -> bool:
    try:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(seconds: tuple[float, float], give_up_at: float) -> None:
    if time.monotonic() > give_up_at:
        raise OperationalError("database is locked")
    time.sleep(random.uniform(*seconds))  # noqa: S311 (no secret)
