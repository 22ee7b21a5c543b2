"""Restores and upgrades that fail, or are killed with SIGKILL at every step: as it was before, or wholly done."""

import os
import shutil
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from schoolgate.keeping import databases, switching, upgrading
from schoolgate.keeping.backing_up import pictures
from schoolgate.keeping.installation import journal, ours
from schoolgate.keeping.locks import standing_still
from schoolgate.keeping.models import Hold, Installation
from schoolgate.keeping.restoring import restore, trail_faults
from schoolgate.keeping.upgrading import UpgradeFailed, upgrade
from schoolgate.posts.models import Post
from schoolgate.posts.tests.going_out import approved_post
from tests import make
from tests.databases import write_into_one_file

MOST_POINTS = 200


@pytest.fixture
def post(cast, machine):
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil)
    post = approved_post(cast, cast.noticeboard, pupils=(pupil,))
    machine.passes(minutes=1)
    return post


def killed_at(point: int, work: Callable[[], object]) -> bool:
    """Do it in a process that dies before or after its nth change of a file; whether it died."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        left = point

        def passes() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def around(step: Callable) -> Callable:
            def killed_around(*given, **named):
                passes()
                came = step(*given, **named)
                passes()
                return came

            return killed_around

        Path.replace, Path.unlink = around(Path.replace), around(Path.unlink)
        upgrading.migrate = around(upgrading.migrate)
        try:
            work()
        except BaseException:  # noqa: BLE001 - the child must not go on as a second pytest
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work went wrong before it was killed"
    return os.WIFSIGNALED(status)


def put_disk_back(machine, kept: Path) -> None:
    """The whole machine, as it was."""
    connections.close_all()
    shutil.rmtree(machine.root)
    shutil.copytree(kept, machine.root)


@pytest.fixture
def live(machine, cast, post):
    """The database lies in the machine's own folder, so that the whole of it can be put back."""
    place = machine.root / "schoolgate.sqlite3"
    write_into_one_file()
    shutil.copyfile(connection.settings_dict["NAME"], place)
    with databases.at(place):
        yield place
        connection.close()


def test_a_restore_killed_anywhere_is_not_begun_or_finished_by_the_next_start(
    cast, machine, live, post, tmp_path
):
    backup = machine.backup()
    Post.objects.filter(pk=post.pk).update(title="Since then")
    machine.settings.MEDIA_STORE.joinpath("since").write_bytes(b"x")
    connection.close()
    databases.in_one_file(live)
    kept = tmp_path / "kept"
    connections.close_all()
    shutil.copytree(machine.root, kept)
    seen = set()
    for point in range(1, MOST_POINTS):
        died = killed_at(point, lambda: restore(backup, machine.now))
        with standing_still():
            switching.finish()
        is_restored = Post.objects.get(pk=post.pk).title != "Since then"
        assert Hold.objects.exists() == is_restored, point
        assert any(path.name == "since" for path in pictures()) != is_restored, point
        key = Installation.objects.get().key
        assert any(one.kind == "restored" for one in ours(key)) == is_restored, point
        assert databases.is_sound(live) == ""
        seen.add(is_restored)
        if not died:
            break
        put_disk_back(machine, kept)
    assert seen == {True, False}
    assert point > 10
    assert journal().damage() == ""


def as_the_version_before(live):
    """Without the tables of this room."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE keeping_hold")
        cursor.execute("DROP TABLE keeping_installation")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'keeping'")
    connection.close()
    databases.in_one_file(live)


def test_an_upgrade_killed_anywhere_begins_anew_from_its_backup(cast, machine, live, post, tmp_path):
    as_the_version_before(live)
    kept = tmp_path / "kept"
    connections.close_all()
    shutil.copytree(machine.root, kept)
    for point in range(1, MOST_POINTS):
        died = killed_at(point, lambda: upgrade(machine.now, lambda words: None))
        if upgrading.is_interrupted():
            with pytest.raises(CommandError, match="schoolgate upgrade"):
                call_command("serve")
        machine.now += make.timedelta(seconds=1)
        upgrade(machine.now, lambda words: None)
        assert databases.pending_migrations() == []
        assert not upgrading.is_interrupted()
        assert Post.objects.get(pk=post.pk).state == "up"
        assert trail_faults(machine.now) == ()
        if not died:
            break
        put_disk_back(machine, kept)
    assert point > 4


def test_an_upgrade_makes_a_backup_and_brings_the_tables(cast, machine, live, post):
    as_the_version_before(live)
    assert databases.pending_migrations()
    assert upgrade(machine.now, lambda words: None)
    assert databases.pending_migrations() == []
    assert len(list(machine.settings.BACKUP_DIR.glob("*.backup"))) == 1
    assert trail_faults(machine.now) == ()
    assert Post.objects.get(pk=post.pk).state == "up"
    assert upgrade(machine.now, lambda words: None) is False


def test_an_upgrade_that_makes_no_backup_says_so(cast, machine, live, post):
    machine.settings.BACKUP_KEYS = []
    as_the_version_before(live)
    said: list[str] = []
    assert upgrade(machine.now, said.append)
    assert any("No backup is made first" in line for line in said)
    assert list(machine.settings.BACKUP_DIR.glob("*.backup")) == []


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
