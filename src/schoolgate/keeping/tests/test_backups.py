"""Backups: whole or not at all, restored on an empty machine and compared, and refused with a sentence when wrong."""

import json
import os
import shutil
import subprocess
import zipfile
from contextlib import contextmanager
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from schoolgate.audit import keys as trail_keys
from schoolgate.audit.verifying import verify
from schoolgate.keeping import archive, backing_up, databases, restoring
from schoolgate.keeping.archive import NotABackup
from schoolgate.keeping.backing_up import NoRoom
from schoolgate.keeping.installation import key_of
from schoolgate.keeping.locks import IsBusy, at_work
from schoolgate.keeping.management.commands import backup as backup_command
from schoolgate.keeping.models import Installation
from schoolgate.keeping.rotation import made_at, name_for, no_longer_kept
from schoolgate.people.models import Person
from schoolgate.posts.models import Delivery, Post
from schoolgate.posts.tests.going_out import approved_post, waiting_post
from tests import make
from tests.databases import copy_of_template, point_at
from tests.make import NOW

# What a restore writes by itself: the hold, its event, its task, and that everybody signs in again.
BY_THE_RESTORE = {
    "audit_checkpoint", "audit_event", "audit_eventdetail", "audit_leaf", "audit_log", "audit_waiting",
    "django_session", "django_tasks_database_dbtaskresult", "duties_duty", "keeping_hold", "kernel_followup",
    "posts_stop", "usersessions_usersession",
}  # fmt: skip


@pytest.fixture
def post(cast, machine):
    """On the noticeboard, with a picture."""
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil)
    post = approved_post(cast, cast.noticeboard, pupils=(pupil,))
    machine.passes(minutes=1)
    return post


@contextmanager
def an_empty_machine(machine, tmp_path):
    """Other folders and an empty database; the journal's folder comes along, as the guide says."""
    from schoolgate.keeping.tests.conftest import Machine

    before = connection.settings_dict["NAME"]
    journal = machine.settings.JOURNAL_DIR
    point_at(copy_of_template(tmp_path / "empty.sqlite3"))
    empty = Machine(machine.settings, tmp_path / "empty", now=machine.now)
    Installation.objects.all().delete()
    machine.settings.JOURNAL_DIR = journal
    yield empty
    point_at(before)


def pictures(store):
    """Each file with the digest of its bytes."""
    return {
        str(path.relative_to(store)): sha256(path.read_bytes()).hexdigest() for path in backing_up.pictures()
    }


def restored_tables(found):
    return {table: rows for table, rows in found.items() if table not in BY_THE_RESTORE}


def test_restored_on_an_empty_machine_it_is_the_same(cast, machine, post, tmp_path):
    backup = machine.backup()
    rows, files = databases.counts(), pictures(machine.settings.MEDIA_STORE)
    assert rows["posts_delivery"] == 1
    assert len(files) == 2
    with an_empty_machine(machine, tmp_path) as empty:
        assert databases.is_empty()
        done = empty.restore(backup)
        assert restored_tables(databases.counts()) == restored_tables(rows)
        assert pictures(empty.settings.MEDIA_STORE) == files
        assert done.trail_faults == ()
        assert not [one for one in verify(empty.now) if one.is_fault]
        assert Post.objects.get(pk=post.pk).text == post.text
        assert done.manifest.counts["posts_delivery"] == 1


def test_it_has_no_keys_in_it_and_no_name_outside_the_database(cast, machine, post):
    machine.settings.KEYS_DIR.joinpath("accounts-seal").write_text("the secret of the seal")
    backup = machine.backup()
    with zipfile.ZipFile(backup) as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {"database", "manifest.json", "media"}
        assert b"Okello" not in packed.read("manifest.json")
    assert b"the secret of the seal" not in backup.read_bytes()
    assert backup.stat().st_mode & 0o077 == 0


def test_keys_go_in_only_with_a_passphrase_and_come_out_only_with_it(cast, machine, tmp_path):
    machine.settings.KEYS_DIR.joinpath("accounts-seal").write_text("the secret of the seal")
    with pytest.raises(ValueError, match="at least 12"):
        machine.backup(passphrase="short")
    backup = machine.backup(passphrase="four words in a row")
    assert b"the secret of the seal" not in backup.read_bytes()
    with an_empty_machine(machine, tmp_path) as empty:
        with pytest.raises(NotABackup, match="passphrase"):
            empty.restore(backup, passphrase="four other words too")
        assert databases.is_empty()
        assert empty.restore(backup, passphrase="four words in a row").has_keys
        assert empty.settings.KEYS_DIR.joinpath("accounts-seal").read_text() == "the secret of the seal"


def damage_first_byte_of_database(path):
    with zipfile.ZipFile(path) as packed:
        offset = packed.getinfo("database").header_offset + 100
    content = bytearray(path.read_bytes())
    content[offset] ^= 0xFF
    path.write_bytes(content)


def change_a_picture(path):
    """Another picture of the same size, with a right checksum of its own."""
    again = path.with_suffix(".again")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, bytes(len(content)) if name.startswith("media/") else content)
    again.replace(path)


def leave_a_picture_out(path):
    again = path.with_suffix(".again")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
        for name in [name for name in old.namelist() if not name.startswith("media/")]:
            new.writestr(name, old.read(name))
    again.replace(path)


def rewrite_manifest(change):
    def rewrite(path):
        again = path.with_suffix(".again")
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "manifest.json":
                    told = json.loads(content)
                    change(told)
                    content = json.dumps(told).encode()
                new.writestr(name, content)
        again.replace(path)

    return rewrite


def climb_out(told):
    next(one for one in told["parts"] if one["name"].startswith("media/"))["name"] = "media/../../../escaped"


DAMAGES = {
    "half of it": (lambda path: os.truncate(path, path.stat().st_size // 2), "only a part"),
    "its last byte missing": (lambda path: os.truncate(path, path.stat().st_size - 1), "only a part"),
    "nothing in it": (lambda path: path.write_bytes(b""), "only a part"),
    "something else": (lambda path: path.write_bytes(b"PK is not enough" * 500), "only a part"),
    "a changed byte of the database": (damage_first_byte_of_database, "damaged"),
    "another picture": (change_a_picture, "not what it was"),
    "a picture missing": (leave_a_picture_out, "not what it says"),
    "another program's": (
        rewrite_manifest(lambda told: told.update(program="other")),
        "no backup of Schoolgate",
    ),
    "a newer format": (rewrite_manifest(lambda told: told.update(format=2)), "newer Schoolgate"),
    "a list that lies": (rewrite_manifest(lambda told: told["parts"].pop()), "not what it says"),
    "a list that cannot be read": (rewrite_manifest(lambda told: told.pop("parts")), "cannot be read"),
    "a name that climbs out": (rewrite_manifest(climb_out), "not what it says"),
    "newer tables": (
        rewrite_manifest(lambda told: told["migrations"]["posts"].append("0999_of_the_future")),
        "newer Schoolgate",
    ),
    "another kind of database": (rewrite_manifest(lambda told: told.update(engine="oracle")), "oracle"),
    "another installation": (
        rewrite_manifest(lambda told: told.update(installation="f" * 32)),
        "another installation",
    ),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_wrong_file_is_refused_with_a_sentence_and_nothing_changes(cast, machine, post, kind):
    change, words = DAMAGES[kind]
    backup = machine.backup()
    Post.objects.filter(pk=post.pk).update(title="Since then")
    before = pictures(machine.settings.MEDIA_STORE)
    change(backup)
    with pytest.raises(NotABackup, match=words) as refused:
        machine.restore(backup)
    assert str(refused.value).endswith((".", "aside."))
    assert Post.objects.get(pk=post.pk).title == "Since then"
    assert pictures(machine.settings.MEDIA_STORE) == before
    left = [*machine.settings.DATA.glob(".restoring"), *machine.settings.MEDIA_STORE.glob(".res*")]
    assert left == []


def test_another_installations_backup_goes_in_when_it_is_meant(cast, machine, post):
    backup = machine.backup()
    rewrite_manifest(lambda told: told.update(installation="f" * 32))(backup)
    assert machine.restore(backup, replaces_other=True).aside


def test_an_older_one_is_brought_up_to_date(cast, machine, post):
    """As the version before had it: without the tables of this room. (A dump of PostgreSQL cannot be edited here.)"""
    older = machine.backup()
    if connection.vendor != "sqlite":
        return
    forget_tables_of_keeping(older)
    machine.restore(older)
    assert "keeping_hold" in connection.introspection.table_names()
    assert key_of(machine.now)


def forget_tables_of_keeping(path):
    again, scratch = path.with_suffix(".again"), path.with_suffix(".database")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
        scratch.write_bytes(old.read("database"))
        with databases.at(scratch), connection.cursor() as cursor:
            cursor.execute("DROP TABLE keeping_hold")
            cursor.execute("DROP TABLE keeping_installation")
            cursor.execute("DELETE FROM django_migrations WHERE app = 'keeping'")
        databases.in_one_file(scratch)
        told = json.loads(old.read("manifest.json"))
        told["installation"] = ""
        del told["migrations"]["keeping"]
        for part in told["parts"]:
            if part["name"] == "database":
                part.update(size=scratch.stat().st_size, sha256=sha256(scratch.read_bytes()).hexdigest())
        for name in old.namelist():
            content = {"database": scratch.read_bytes(), "manifest.json": json.dumps(told).encode()}
            new.writestr(name, content.get(name) or old.read(name))
    again.replace(path)


def test_what_was_there_is_put_aside(cast, machine, post):
    backup = machine.backup()
    waiting_post(cast, text="Written since.")
    done = machine.restore(backup)
    assert not Post.objects.filter(text="Written since.").exists()
    if connection.vendor != "sqlite":
        assert (
            archive.check(machine.settings.DATA / done.aside).counts["posts_post"] == Post.objects.count() + 1
        )
        return
    (kept,) = (machine.settings.DATA / done.aside).glob("*.sqlite3")
    with databases.at(kept):
        assert Post.objects.filter(text="Written since.").exists()


def test_nobody_restores_while_it_runs(cast, machine):
    backup = machine.backup()
    with at_work(), pytest.raises(IsBusy, match="Stop it first"):
        machine.restore(backup)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of three megabytes, where we may mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True, check=False
    )
    yield place if mounted.returncode == 0 else place / "no-disk"
    if mounted.returncode == 0:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_is_said_and_the_backups_before_stay(cast, machine, post, small_disk):
    if not small_disk.is_dir():
        return
    machine.settings.BACKUP_DIR = small_disk
    (small_disk / name_for(NOW)).write_bytes(b"of last night")
    (small_disk / "filler").write_bytes(bytes(int(shutil.disk_usage(small_disk).free - 40_000)))
    with pytest.raises(NoRoom, match="There is no room"):
        machine.backup()
    assert sorted(path.name for path in small_disk.iterdir()) == sorted(["filler", name_for(NOW)])


def test_one_goes_back_to_before_a_restore_that_ran_out_of_room(cast, machine, post, small_disk):
    if not small_disk.is_dir():
        return
    backup = machine.backup()
    machine.settings.DATA = small_disk
    (small_disk / "filler").write_bytes(bytes(int(shutil.disk_usage(small_disk).free - 300_000)))
    Post.objects.filter(pk=post.pk).update(title="Since then")
    with pytest.raises(OSError, match="space"):
        machine.restore(backup)
    assert Post.objects.get(pk=post.pk).title == "Since then"


def test_backups_are_kept_by_day_week_and_month(tmp_path):
    from datetime import timedelta

    made = [tmp_path / name_for(NOW - timedelta(days=days)) for days in range(200)]
    gone = no_longer_kept(made, (7, 4, 6))
    kept = sorted(set(made) - set(gone), reverse=True)
    assert kept[:7] == made[:7]
    assert made[0] not in gone
    assert 12 <= len(kept) <= 16
    assert len({f"{made_at(path):%Y-%m}" for path in kept}) >= 6
    assert no_longer_kept(made[:1], (0, 0, 0)) == []


def test_the_commands_do_it(cast, machine, capsys):
    call_command("backup")
    made = capsys.readouterr().out
    (path,) = machine.settings.BACKUP_DIR.glob("*.backup")
    assert str(path) in made
    assert "keys are not in it" in made
    call_command("backup", check=path)
    assert "is whole" in capsys.readouterr().out
    machine.now += make.timedelta(minutes=1)
    machine.settings.FIXED_NOW = machine.now
    call_command("restore", path)
    said = capsys.readouterr()
    assert "Nothing goes out until" in said.out
    assert "keys are not here" in said.err
    trail_keys.make_key()
    machine.settings.FIXED_NOW = machine.now + make.timedelta(minutes=1)
    call_command("restore", path)
    assert "keys are not here" not in capsys.readouterr().err
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", machine.settings.BACKUP_DIR / "no-such-file")
    with pytest.raises(CommandError, match="SCHOOLGATE_PASSPHRASE"):
        call_command("backup", with_keys=True)


def test_a_passphrase_is_typed_where_somebody_sits(cast, machine, capsys, monkeypatch):
    """On the line of sudo it would stand in the machine's log."""
    typed = iter(["four words in a row", "four words in the row", *["four words in a row"] * 2])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(f"{backup_command.__name__}.getpass", lambda asked: next(typed))
    with pytest.raises(CommandError, match="two different ones"):
        call_command("backup", with_keys=True)
    assert list(machine.settings.BACKUP_DIR.glob("*.backup")) == []
    call_command("backup", with_keys=True)
    assert "keys are not in it" not in capsys.readouterr().out
    (path,) = machine.settings.BACKUP_DIR.glob("*.backup")
    monkeypatch.setattr(f"{backup_command.__name__}.getpass", lambda asked: "four other words too")
    with pytest.raises(CommandError, match="passphrase does not open"):
        call_command("restore", path, with_keys=True)


def test_a_backup_is_made_while_people_write(cast, machine, post):
    """Its database is of one moment: rows and what points at them belong together."""
    waiting_post(cast)
    backup = machine.backup()
    waiting_post(cast)
    manifest = archive.check(backup)
    assert manifest.counts["posts_post"] == Post.objects.count() - 1
    assert manifest.counts["people_person"] == Person.objects.count()
    assert Delivery.objects.count() == 1


def test_restoring_twice_is_like_once(cast, machine, post):
    backup = machine.backup()
    machine.restore(backup)
    machine.passes(minutes=1)
    machine.restore(backup)
    machine.passes(minutes=1)
    assert restoring.trail_faults(machine.now) == ()
