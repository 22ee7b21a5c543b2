"""What SQLite keeps beside the database: the newest changes, and with them pages as they were before."""

from datetime import datetime

from django.db import connection


def write_into_the_file(now: datetime) -> bool:
    """Put what lies beside the database into it and empty it, so that what was erased is nowhere on the disk.

    SQLite does so by itself only when the last connection closes, and a program that serves keeps one open. Whoever
    reads or writes just now, this connection itself too, is not disturbed: then it is False, and done the next time.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (was_busy, _, _) = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
    return not was_busy
