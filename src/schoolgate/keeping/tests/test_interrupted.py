"""Restores and upgrades that do not come to their end: as it was before, or wholly done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from schoolgate.keeping import databases, upgrading
from schoolgate.keeping.restoring import trail_faults
from schoolgate.keeping.upgrading import UpgradeFailed, upgrade
from schoolgate.posts.models import Post
from schoolgate.posts.tests.going_out import approved_post
from tests import make

MOST_POINTS = 200


@pytest.fixture(autouse=True)
def _everywhere():
    with scopes_disabled():
        yield


@pytest.fixture
def post(cast, machine):
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil)
    post = approved_post(cast, cast.noticeboard, pupils=(pupil,))
    machine.passes(minutes=1)
    return post


@pytest.fixture
def live(machine, cast, post):
    """The database lies in the machine's own folder, so that the whole of it can be put back."""
    place = machine.root / "schoolgate.sqlite3"
    from tests.databases import write_into_one_file

    write_into_one_file()
    shutil.copyfile(connection.settings_dict["NAME"], place)
    with databases.at(place):
        yield place
        connection.close()


@pytest.mark.parametrize(
    "what",
    [
        "test_a_restore_killed_anywhere_is_not_begun_or_finished_by_the_next_start",
        "test_an_upgrade_killed_anywhere_begins_anew_from_its_backup",
    ],
)
def test_killed_anywhere(what):
    """In a process that has done nothing else, as a command is: who is killed there is a fork of it."""
    file = Path(__file__).with_name("killed_half_way.py")
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{file}::{what}"],
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert "1 passed" in ran.stdout


def as_the_version_before(live):
    """Without the tables of this room."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE keeping_hold")
        cursor.execute("DROP TABLE keeping_installation")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'keeping'")
    databases.in_one_file(live) if connection.close() else None


def test_an_upgrade_makes_a_backup_and_brings_the_tables(cast, machine, live, post):
    as_the_version_before(live)
    assert databases.pending_migrations()
    assert upgrade(machine.now, lambda words: None)
    assert databases.pending_migrations() == []
    assert len(list(machine.settings.BACKUP_DIR.glob("*.backup"))) == 1
    assert trail_faults(machine.now) == ()
    assert Post.objects.get(pk=post.pk).state == "up"
    assert upgrade(machine.now, lambda words: None) is False


def test_an_upgrade_that_fails_leaves_everything_as_it_was(cast, machine, live, post, monkeypatch):
    as_the_version_before(live)
    before = databases.counts()

    def fails_half_way() -> None:
        Post.objects.update(title="Half way")
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(upgrading, "migrate", fails_half_way)
    with pytest.raises(UpgradeFailed, match="everything is as it was"):
        upgrade(machine.now, lambda words: None)
    assert databases.counts() == before
    assert Post.objects.get(pk=post.pk).title != "Half way"
    assert databases.pending_migrations()


def test_an_upgrade_that_spoils_the_trail_is_taken_back(cast, machine, live, post, monkeypatch):
    as_the_version_before(live)

    def spoils() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_event_no_update")
            cursor.execute("UPDATE audit_event SET actor_id = 'person:999'")

    monkeypatch.setattr(upgrading, "migrate", spoils)
    with pytest.raises(UpgradeFailed, match="trail"):
        upgrade(machine.now, lambda words: None)
    assert trail_faults(machine.now) == ()
