"""SQLite has one writer at a time. Whoever waits for it asks again every few milliseconds.

SQLite's own wait grows to a tenth of a second between two asks, so that among eight busy writers the same few get in
again and again while one stands outside for seconds.
"""

import random
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

ASKS_AGAIN_AFTER = (0.0005, 0.003)  # seconds, drawn anew each time so that nobody keeps step with another


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but for how a transaction begins."""

    def _start_transaction_under_autocommit(self) -> None:
        patience: float = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        give_up_at = time.monotonic() + patience
        connection: Any = self.connection
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._began():
                if time.monotonic() > give_up_at:
                    raise OperationalError("database is locked")
                time.sleep(random.uniform(*ASKS_AGAIN_AFTER))  # noqa: S311 (no secret)
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
