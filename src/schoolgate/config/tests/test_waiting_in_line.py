"""Several writers of one SQLite file: each comes to write in its turn, and who cannot is told."""

import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import OperationalError

from schoolgate.config.databases import database
from schoolgate.config.sqlite.base import DatabaseWrapper


def connected(file: Path, *, patience: float = 20) -> DatabaseWrapper:
    settings: dict[str, Any] = {
        **database(str(file), data=file.parent, pool=0),
        "NAME": file,
        "TIME_ZONE": None,
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "TEST": {},
    }
    settings["OPTIONS"]["timeout"] = patience
    return DatabaseWrapper(settings, "in-line")


def write(connection: DatabaseWrapper, seconds: float = 0.0) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        connection.cursor().execute("UPDATE counted SET number = number + 1")
        time.sleep(seconds)
        connection.commit()
    finally:
        connection.set_autocommit(True)


@pytest.fixture
def file(tmp_path: Path, db: None) -> Path:
    place = tmp_path / "counted.sqlite3"
    with sqlite3.connect(place) as made:
        made.execute("CREATE TABLE counted (number integer)")
        made.execute("INSERT INTO counted VALUES (0)")
    made.close()
    return place


def test_of_two_who_write_all_the_time_neither_waits_for_the_other_to_end(file: Path):
    """Each goes on till the other has written often enough: whoever is left outside is so for hundreds of turns."""
    wrote: list[str] = []
    both_are_here = threading.Barrier(2, timeout=300)

    def writes(name: str, other: str) -> None:
        connection = connected(file)
        connection.ensure_connection()
        both_are_here.wait()
        while wrote.count(other) < 15 and wrote.count(name) < 500:
            write(connection, 0.01)
            wrote.append(name)
        connection.close()

    writers = [threading.Thread(target=writes, args=who) for who in (("one", "other"), ("other", "one"))]
    for each in writers:
        each.start()
    for each in writers:
        each.join(300)
    assert min(wrote.count("one"), wrote.count("other")) >= 15
    with sqlite3.connect(file) as seen:
        assert seen.execute("SELECT number FROM counted").fetchone() == (len(wrote),)
    seen.close()


def test_who_comes_while_another_writes_to_a_file_with_the_old_journal_waits_for_it(file: Path):
    early = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    early.execute("BEGIN IMMEDIATE")
    ending = threading.Timer(0.2, early.execute, ("COMMIT",))
    ending.start()
    late = connected(file)
    write(late)
    ending.join()
    assert late.cursor().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    late.close()
    early.close()


def test_who_comes_while_another_keeps_the_whole_file_is_told_when_patience_ends(file: Path):
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    late = connected(file, patience=0.1)
    with pytest.raises(OperationalError, match="locked"):
        late.ensure_connection()
    holder.close()
    late.ensure_connection()
    late.close()


def test_who_waits_too_long_is_told_and_whoever_is_next_is_not_stopped_by_that(file: Path):
    holder, waiting = connected(file), connected(file, patience=0.1)
    holder.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    start = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        write(waiting)
    assert time.monotonic() - start >= 0.1
    holder.commit()
    holder.set_autocommit(True)
    write(waiting)
    holder.close()
    waiting.close()


def test_a_folder_in_which_no_line_can_be_kept_is_written_to_all_the_same(file: Path):
    (file.parent / f"{file.name}-line").mkdir()
    connection = connected(file)
    write(connection)
    assert connection.cursor().execute("SELECT number FROM counted").fetchone() == (1,)
    connection.close()
