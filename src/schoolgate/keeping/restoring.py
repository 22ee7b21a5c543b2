"""Restoring a backup: checked whole, unpacked beside what is there, brought up to date, held, and only then put in
its place."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from schoolgate.audit import keys
from schoolgate.audit.sequencing import sequence
from schoolgate.audit.verifying import verify
from schoolgate.keeping import archive, databases, pictures_elsewhere, sealed_keys, sealing, switching
from schoolgate.keeping.archive import Manifest, NotABackup
from schoolgate.keeping.backing_up import can_be_made, make_backup
from schoolgate.keeping.gone_pictures import names_gone
from schoolgate.keeping.installation import key_of_backup
from schoolgate.keeping.locks import standing_still
from schoolgate.keeping.putting_back import PutBack, put_back_all
from schoolgate.media.showing import store_elsewhere


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did, in facts for whoever ran it."""

    manifest: Manifest
    put_back: PutBack | None
    trail_faults: tuple[str, ...]
    aside: str
    has_keys: bool


def restore(
    path: Path, now: datetime, *, secret: str = "", passphrase: str = "", replaces_other: bool = False
) -> Restored:
    """Put this backup in the place of what is here. NotABackup when it cannot be: then nothing has changed.

    `secret` opens a sealed one, `passphrase` the keys in it. StoreAway where the store for pictures does not answer.
    """
    with standing_still():
        switching.finish()
        with sealing.opened(path, secret) as plain:
            manifest = archive.check(plain)
            must_fit(manifest, now, replaces_other=replaces_other)
            if (elsewhere := store_elsewhere()) is not None:
                elsewhere.must_answer()
            has_keys, kept = _put_keys_back(plain, manifest, passphrase), ""
            with _staged(plain):
                if connection.vendor == databases.SQLITE:
                    put_back, faults = _bring_up_to_date(manifest, now)
                else:
                    put_back, faults = None, ()
                    kept = _keep_what_is_there(now)
                switching.decide(
                    switching.Switch(now.isoformat(), manifest.journal, manifest.made_at.isoformat())
                )
        switch = switching.finish()
        if connection.vendor != databases.SQLITE:
            faults = trail_faults(now)
    return Restored(manifest, put_back, faults, kept or (switch.aside if switch else ""), has_keys)


def must_fit(manifest: Manifest, now: datetime, *, replaces_other: bool) -> None:
    """NotABackup where it is of a newer program, another database or another installation."""
    if manifest.engine != connection.vendor:
        raise NotABackup(
            f"This backup is of a {manifest.engine} database, and this installation uses {connection.vendor}. "
            "Set SCHOOLGATE_DATABASE to one of the same kind."
        )
    if databases.unknown_migrations(manifest.migrations):
        raise NotABackup(
            f"This backup was made by a newer Schoolgate ({manifest.version}). Install that version, then restore."
        )
    if replaces_other or databases.is_empty():
        return
    here = key_of_backup(now)
    if here and manifest.installation and here != manifest.installation:
        raise NotABackup(
            "This backup is of another installation. To put it in the place of this one, say --replace-other; "
            "what is here is put aside."
        )


def _keep_what_is_there(now: datetime) -> str:
    """PostgreSQL's database cannot be put aside as a file: a backup of it is made first; where that is."""
    if databases.is_empty():
        return ""
    return str(make_backup(Path(settings.BACKUP_DIR), now, is_plain=not can_be_made()))


def trail_faults(now: datetime) -> tuple[str, ...]:
    """What is wrong with the trail, in sentences."""
    sequence(now)
    return tuple(finding.words for finding in verify(now) if finding.is_fault)


def _bring_up_to_date(manifest: Manifest, now: datetime) -> tuple[PutBack, tuple[str, ...]]:
    """On the staged file: newer tables, holds, every no; so that it never stands there without them."""
    staged = switching.staged_database()
    if wrong := databases.is_sound(staged):
        raise NotABackup(f"The database in this backup is damaged: {wrong}. Take another one.")
    with databases.at(staged), _notes_as_before_if_it_fails():
        call_command("migrate", interactive=False, verbosity=0)
        put_back = put_back_all(now, after=manifest.journal, made_at=manifest.made_at)
        faults = trail_faults(now)
    databases.in_one_file(staged)
    return put_back, faults


@contextmanager
def _staged(path: Path) -> Iterator[None]:
    """The backup's parts beside what is there; they go again when something is wrong."""
    database, pictures = switching.staged_database(), switching.staged_pictures()
    for folder in (database.parent, pictures):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)

    gone = names_gone()

    def place(name: str) -> Path | None:
        if name == archive.DATABASE:
            return database
        if name in gone:
            return None
        return pictures / name.removeprefix("media/") if name.startswith("media/") else None

    try:
        manifest = archive.unpack(path, place)
        pictures_elsewhere.stage(manifest, pictures)
        yield
    except BaseException:
        shutil.rmtree(database.parent, ignore_errors=True)
        shutil.rmtree(pictures, ignore_errors=True)
        raise


def _put_keys_back(path: Path, manifest: Manifest, passphrase: str) -> bool:
    """The keys from the backup, when it has them and the passphrase is given; those here are put aside."""
    if not passphrase:
        return False
    if not manifest.keys:
        raise NotABackup(
            "This backup has no keys in it. Restore it without a passphrase, and copy the keys yourself."
        )
    sealed, opened = archive.read_part(path, archive.KEYS), Path(settings.KEYS_DIR) / ".opened"
    shutil.rmtree(opened, ignore_errors=True)
    sealed_keys.unlock(sealed, manifest.keys, passphrase, opened)
    aside = Path(settings.KEYS_DIR) / f".before-restore-{manifest.made_at:%Y%m%dT%H%M%S}"
    aside.mkdir(mode=0o700, exist_ok=True)
    for new in sorted(opened.iterdir()):
        old = Path(settings.KEYS_DIR) / new.name
        if old.exists():
            shutil.rmtree(aside / old.name, ignore_errors=True)
            old.replace(aside / old.name)
        new.replace(old)
    opened.rmdir()
    return True


@contextmanager
def _notes_as_before_if_it_fails() -> Iterator[None]:
    """The signed notes that the restore puts aside come back when it comes to nothing."""
    notes = keys.folder() / "signed"
    before = set(notes.glob("*"))
    try:
        yield
    except BaseException:
        for aside in set(notes.glob("*.before-*")) - before:
            aside.replace(aside.with_suffix(".note"))
        raise
