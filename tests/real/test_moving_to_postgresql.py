"""A SQLite installation brought over to a real PostgreSQL: every row, the trail byte for byte, and nothing goes out."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgres
from tests.databases import CHECKOUT, copy_of_template, is_on_postgresql

# What a school did before: people, a pupil with answers, events in the trail, and a few that wait to be counted.
LIVED_IN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from django_scopes import scope
from schoolgate.audit.sequencing import sequence
from schoolgate.pupils.actions.consents import withdraw_consent
from tests import make
from tests.cast import assemble
cast = assemble()
with scope(school=[cast.oakfield, cast.elmsgate]):
    pupil = make.make_pupil(cast.oakfield, "Zo\\u00eb", "O\\u2019Hara", born_on="2018-05-17")
    make.consents(pupil, "photo.website", "photo.social")
    withdraw_consent(cast.as_actor(cast.office), pupil, uses=["photo.website"], given_by="Mum")
    sequence(cast.now)
    withdraw_consent(cast.as_actor(cast.office), pupil, uses=["photo.social"], given_by="Mum")
"""
# What the new one does next: a number that was never given, and the trail goes on.
GOES_ON = """
import django
django.setup()
from django_scopes import scope, scopes_disabled
from schoolgate.people.models import School
from tests import make
from schoolgate.pupils.models import Pupil
with scopes_disabled():
    school = School.objects.get(slug="oakfield")
    before = Pupil.objects.get()
    assert make.make_pupil(school, "Ann", "Brock").pk > before.pk
    assert before.full_name == "Zo\\u00eb O\\u2019Hara"
"""
LEAVES = (
    'SELECT e.id, e.leaf_bytes, l."index", l.leaf_hash FROM audit_event e JOIN audit_leaf l ON l.event_id = e.id '
    "ORDER BY 1"
)


@pytest.fixture
def folder(tmp_path: Path, django_db_blocker: Any) -> Path:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    if not is_on_postgresql():
        with django_db_blocker.unblock():
            copy_of_template(data / "schoolgate.sqlite3")
    run(data, "", "-c", LIVED_IN)
    return data


@pytest.fixture
def address() -> str:
    server, name = postgres.of_this_run(), f"moved_{os.getpid()}"
    postgres.create(server, name)
    yield server.replace("/postgres?", f"/{name}?")
    postgres.drop(server, name)


def run(data: Path, database: str, *arguments: str, fails: bool = False) -> str:
    """The program's own Python, with this data folder and database; what it said."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SCHOOLGATE_")},
        "SCHOOLGATE_DATA": str(data),
        "SCHOOLGATE_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "schoolgate.config.settings",
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_every_row_comes_over_the_trail_verifies_and_nothing_goes_out(folder: Path, address: str):
    old = folder / "schoolgate.sqlite3"
    with closing(sqlite3.connect(old)) as before:
        leaves = before.execute(LEAVES).fetchall()
        waiting = before.execute("SELECT event_id FROM audit_waiting ORDER BY 1").fetchall()
        pupils = before.execute("SELECT id, legal_forename FROM pupils_pupil ORDER BY 1").fetchall()
    assert leaves
    assert waiting
    move = ("-m", "schoolgate", "move_to_postgresql")
    assert "Set SCHOOLGATE_DATABASE" in run(folder, "", *move, fails=True)
    assert "There is no file" in run(folder, address, *move, "--from", str(folder / "x"), fails=True)
    assert "Each of them was read back and is as it was." in run(folder, address, *move)
    assert not old.exists()
    assert list(folder.glob("schoolgate.sqlite3.moved-*"))
    with psycopg.connect(address, autocommit=True) as after:
        now_there = after.execute(LEAVES).fetchall()
        assert now_there[: len(leaves)] == leaves
        # What waited when the program was stopped has its place now.
        assert set(waiting) <= {(row[0],) for row in now_there}
        assert after.execute("SELECT id, legal_forename FROM pupils_pupil ORDER BY 1").fetchall() == pupils
        schools = after.execute("SELECT count(*) FROM people_school").fetchone()
        held = after.execute("SELECT count(*) FROM keeping_hold WHERE lifted_at IS NULL").fetchone()
        assert schools == held
        with pytest.raises(psycopg.errors.IntegrityError, match="never changed"):
            after.execute("UPDATE audit_event SET type = 'x'")
    run(folder, address, "-c", GOES_ON)
    run(folder, address, "-m", "schoolgate", "audit", "verify")
    assert "is not empty" in run(
        folder, address, *move, "--from", str(next(folder.glob("*.moved-*"))), fails=True
    )
