"""Nothing that was erased stays beside the database while the program keeps it open."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from schoolgate.config.databases import database
from schoolgate.config.sqlite.beside import write_into_the_file
from schoolgate.people.models import Trust
from tests import make


def test_what_lay_beside_the_database_is_in_it_and_gone_from_beside(committed_database: object):
    Trust.objects.create(name="Written a moment ago", slug="moment", created_at=make.NOW)
    if connection.vendor != "sqlite":
        assert not write_into_the_file(make.NOW)
        return
    file = Path(connection.settings_dict["NAME"])
    beside = file.with_name(f"{file.name}-wal")
    assert b"Written a moment ago" in beside.read_bytes()
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people_trust").fetchall()
        Trust.objects.update(name="Written now")
        assert not write_into_the_file(make.NOW), "somebody reads: left for the next time"
    assert write_into_the_file(make.NOW)
    assert beside.stat().st_size == 0
    assert b"Written now" in file.read_bytes()


def test_a_page_does_not_open_the_database_anew(tmp_path: Path):
    assert database("", data=tmp_path, pool=8)["CONN_MAX_AGE"] >= 60


def test_who_writes_just_now_is_not_disturbed(db: None):
    Trust.objects.create(name="Not kept yet", slug="moment", created_at=make.NOW)
    assert not write_into_the_file(make.NOW)
    assert Trust.objects.filter(name="Not kept yet").exists()
