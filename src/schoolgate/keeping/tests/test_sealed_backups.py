"""Backups at rest: sealed with a key that is kept apart, opened with nothing else, open only where somebody says so."""

import os
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from schoolgate.keeping import archive, databases, health
from schoolgate.keeping.archive import NotABackup
from schoolgate.keeping.backing_up import NoKey
from schoolgate.keeping.sealing import WrongKey, new_key, opened, public_keys, seal
from schoolgate.keeping.ticks import is_backup_due
from schoolgate.people.models import Person
from schoolgate.posts.models import Post
from schoolgate.posts.tests.going_out import waiting_post

SIZES = (0, 1, 65_535, 65_536, 65_537, 131_072, 300_001)


@pytest.fixture
def secret(machine):
    secret, public = new_key()
    machine.settings.BACKUP_KEYS = [public]
    return secret


def sealed(folder: Path, content: bytes, *public: str) -> Path:
    """A file with this content, sealed for these keys."""
    (folder / "plain").write_bytes(content)
    with (folder / "sealed").open("w+b") as file:
        seal(folder / "plain", file, public_keys(public))
    return folder / "sealed"


def content_of(file: Path, secret: str) -> bytes:
    with opened(file, secret) as plain:
        return plain.read_bytes()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_out_as_it_was(machine, tmp_path, size):
    content = os.urandom(size)
    secret, public = new_key()
    file = sealed(tmp_path, content, public)
    assert content[:40] not in file.read_bytes() or size < 2
    assert content_of(file, secret) == content


@pytest.mark.parametrize("size", SIZES)
def test_a_file_that_ends_too_early_or_was_changed_anywhere_is_noticed(machine, tmp_path, size):
    secret, public = new_key()
    file = sealed(tmp_path, os.urandom(size), public)
    whole = file.read_bytes()
    for cut in {1, 16, 17, size // 2 + 1}:
        file.write_bytes(whole[:-cut])
        with pytest.raises(NotABackup):
            content_of(file, secret)
    for place in (len(whole) - 1, len(whole) // 2, 60, len(whole) - size - 3):
        changed = bytearray(whole)
        changed[place] ^= 1
        file.write_bytes(changed)
        with pytest.raises(NotABackup):
            content_of(file, secret)


def test_each_of_several_keys_opens_it_and_no_other_one(machine, tmp_path):
    first, second, other = new_key(), new_key(), new_key()
    file = sealed(tmp_path, b"of the school", first[1], second[1])
    for secret, _public in (first, second):
        assert content_of(file, secret) == b"of the school"
    with pytest.raises(NotABackup, match="another one"):
        content_of(file, other[0])
    with pytest.raises(NotABackup, match="is sealed"):
        content_of(file, "")


def test_what_is_opened_is_gone_afterwards(machine, tmp_path):
    secret, public = new_key()
    file = sealed(tmp_path, b"of the school", public)
    with opened(file, secret) as plain:
        assert plain.is_relative_to(machine.settings.DATA)
        assert plain.parent.stat().st_mode & 0o077 == 0
    assert not plain.parent.exists()


def test_a_key_with_one_wrong_letter_is_no_key(machine, tmp_path):
    secret, public = new_key()
    wrong = secret[:-1] + ("Q" if secret[-1] != "Q" else "P")
    file = sealed(tmp_path, b"x", public)
    for words in (wrong, public, "AGE-SECRET-KEY-1", secret[:-2], secret[:20].lower() + secret[20:]):
        with pytest.raises(NotABackup, match="no secret key"):
            content_of(file, words)
    for words in ("age1", secret, public[:-1], "plainly"):
        with pytest.raises(WrongKey, match="age1"):
            public_keys([words])


def test_nothing_of_a_sealed_backup_can_be_read_and_its_key_brings_everything_back(cast, machine, secret):
    waiting_post(cast, text="Written before the backup.")
    backup = machine.backup()
    assert not zipfile.is_zipfile(backup)
    content = backup.read_bytes()
    for words in (b"Okello", b"database", b"manifest", secret.encode(), b"media/"):
        assert words not in content
    assert backup.stat().st_mode & 0o077 == 0
    Post.objects.update(title="Since then")
    machine.restore(backup, secret=secret)
    assert not Post.objects.filter(title="Since then").exists()
    assert Post.objects.filter(text="Written before the backup.").exists()


@pytest.mark.parametrize("which", ["none", "another", "no key at all"])
def test_without_its_key_nothing_is_restored_and_nothing_lost(cast, machine, secret, which):
    waiting_post(cast)
    backup = machine.backup()
    Post.objects.update(title="Since then")
    key = {"none": "", "another": new_key()[0], "no key at all": "1234"}[which]
    with pytest.raises(NotABackup):
        machine.restore(backup, secret=key)
    assert Post.objects.filter(title="Since then").exists()
    with opened(backup, secret) as plain:
        assert archive.check(plain).counts["people_person"] == Person.objects.count()


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_sealed_backup_that_was_changed_or_cut_is_refused_with_a_sentence(cast, machine, secret, place):
    backup = machine.backup()
    content = bytearray(backup.read_bytes())
    content[int(len(content) * place)] ^= 1
    backup.write_bytes(content)
    with pytest.raises(NotABackup, match=r"changed|damaged"):
        machine.restore(backup, secret=secret)
    os.truncate(backup, int(len(content) * place))
    with pytest.raises(NotABackup, match=r"ends too early"):
        machine.restore(backup, secret=secret)


def test_no_backup_lies_open_unless_somebody_says_so(cast, machine, capsys):
    machine.settings.BACKUP_KEYS = []
    with pytest.raises(NoKey, match="backup_key"):
        machine.backup()
    with pytest.raises(CommandError, match="backup_key"):
        call_command("backup")
    assert list(machine.settings.BACKUP_DIR.iterdir()) == []
    assert not is_backup_due(machine.now)
    sign = next(one for one in health.signs(machine.now) if one.what == "Key of the backups")
    assert (sign.state, "no backup is made" in sign.words) == ("bad", True)
    call_command("backup", plain=True)
    assert "It is not sealed" in capsys.readouterr().out
    (made,) = machine.settings.BACKUP_DIR.glob("*.backup")
    assert zipfile.is_zipfile(made)


def test_said_once_in_the_settings_is_said(cast, machine):
    machine.settings.BACKUP_KEYS = ["plain"]
    assert is_backup_due(machine.now)
    assert zipfile.is_zipfile(machine.backup())
    sign = next(one for one in health.signs(machine.now) if one.what == "Key of the backups")
    assert sign.state == "open"


def test_a_key_that_is_none_is_said_before_anything_is_written(cast, machine):
    machine.settings.BACKUP_KEYS = ["age1notakey"]
    with pytest.raises(CommandError, match="no public key"):
        call_command("backup")
    assert list(machine.settings.BACKUP_DIR.iterdir()) == []


def test_the_commands_make_a_key_seal_check_and_restore(cast, machine, tmp_path, capsys):
    file = tmp_path / "backup.key"
    call_command("backup_key", file)
    said = capsys.readouterr().out
    public = said.partition("SCHOOLGATE_BACKUP_KEY=")[2].strip()
    assert public.startswith("age1")
    assert "AGE-SECRET-KEY" not in said
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="there already"):
        call_command("backup_key", file)
    assert not [
        path for path in machine.root.rglob("*") if path.is_file() and b"AGE-SEC" in path.read_bytes()
    ]
    machine.settings.BACKUP_KEYS = [public]
    call_command("backup")
    (made,) = machine.settings.BACKUP_DIR.glob("*.backup")
    with pytest.raises(CommandError, match="--key"):
        call_command("backup", check=made)
    call_command("backup", check=made, key=file)
    assert "is whole" in capsys.readouterr().out
    machine.now = machine.settings.FIXED_NOW = machine.now.replace(minute=(machine.now.minute + 1) % 60)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", made)
    with pytest.raises(CommandError, match="read as a key"):
        call_command("restore", made, key=made.parent.parent / "keys" / "django-secret")
    call_command("restore", made, key=file)
    assert "Nothing goes out until" in capsys.readouterr().out


def test_a_key_that_is_only_shown_is_shown_once_with_what_to_do(machine, tmp_path, capsys):
    call_command("backup_key")
    said = capsys.readouterr().out
    (secret,) = [line for line in said.splitlines() if line.startswith("AGE-SECRET-KEY-1")]
    public = said.partition("SCHOOLGATE_BACKUP_KEY=")[2].strip()
    assert content_of(sealed(tmp_path, b"x", public), secret) == b"x"


def test_the_plain_database_lies_beside_no_backup_while_one_is_made(cast, machine, secret, monkeypatch):
    """The folder of the backups may be another machine's."""
    seen = []
    dump = databases.dump

    def watched(to):
        seen.append(to)
        return dump(to)

    monkeypatch.setattr(databases, "dump", watched)
    machine.backup()
    assert seen
    assert not any(path.is_relative_to(machine.settings.BACKUP_DIR) for path in seen)
