"""Making a backup: one file, read back and compared before it counts as one."""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from errno import EDQUOT, EFBIG, ENOSPC
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from re import fullmatch
from typing import IO, BinaryIO

from django.conf import settings
from django.db import connection
from pyrage.x25519 import Recipient

from schoolgate.keeping import archive, databases, sealed_keys, sealing
from schoolgate.keeping.archive import Manifest, Part
from schoolgate.keeping.gone_pictures import must_go
from schoolgate.keeping.installation import journal, key_of_backup
from schoolgate.keeping.locks import making_a_backup
from schoolgate.keeping.rotation import backups_in, name_for, no_longer_kept
from schoolgate.keeping.scratch import scratch
from schoolgate.kernel.durable import flush_folder
from schoolgate.media.showing import store_elsewhere
from schoolgate.media.storing import PictureGone

_NO_ROOM = (ENOSPC, EDQUOT, EFBIG)
# A picture's own folder holds only what can be made again from it.
_DERIVED = r"[0-9a-f]{32}"


class NoRoom(OSError):
    """There is no room for a backup; the message says where and what to do. What there was is as it was."""


class NoKey(Exception):
    """No key was named to seal backups with, and nobody said that they may lie open; the message says what to do."""


# In the place of a key: whoever says so in words keeps backups that anybody can open.
OPEN = "plain"


def make_backup(folder: Path, now: datetime, *, passphrase: str = "", is_plain: bool = False) -> Path:
    """A backup of everything in this folder, sealed for the keys that the settings name.

    With a passphrase the keys of the installation are in it too, locked with it. `is_plain` leaves it open. Raises
    NoKey, WrongKey, NoRoom, and StoreAway where pictures cannot be fetched.
    """
    keys = [] if is_plain or lies_open() else sealing.public_keys(keys_named())
    with making_a_backup():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for killed in folder.glob("schoolgate-*.part"):
            killed.unlink()
        target = folder / name_for(now)
        unfinished = target.with_suffix(".part")
        try:
            _write(unfinished, now, passphrase, keys)
            unfinished.replace(target)
            flush_folder(folder)
        except OSError as fault:
            if fault.errno in _NO_ROOM:
                raise NoRoom(
                    f"There is no room for a backup in {folder}. Make room, or choose another folder with "
                    "SCHOOLGATE_BACKUP_DIR. The backups made before are still there."
                ) from fault
            raise
        finally:
            unfinished.unlink(missing_ok=True)
    return target


def lies_open() -> bool:
    """Whether the settings say that backups are not sealed."""
    return settings.BACKUP_KEYS == [OPEN]


def can_be_made() -> bool:
    """Whether a key is named, or it was said that none is wanted."""
    return bool(settings.BACKUP_KEYS)


def keys_named() -> list[str]:
    """The public keys of the settings. Raises NoKey."""
    if not can_be_made():
        raise NoKey(
            "Backups are sealed with a key that you keep apart, and there is none yet. Run `schoolgate backup_key` "
            "and follow it. (Or set SCHOOLGATE_BACKUP_KEY=plain: then anybody who finds a backup can read it.)"
        )
    return list(settings.BACKUP_KEYS)


def throw_old_ones_away(folder: Path) -> list[Path]:
    """Delete the backups that are no longer kept, and those that hold what nobody may keep; which those were."""
    there = backups_in(folder)
    gone = sorted({*no_longer_kept(there, settings.BACKUPS_KEPT), *must_go(there)})
    for path in gone:
        path.unlink()
    return gone


def _write(unfinished: Path, now: datetime, passphrase: str, keys: Sequence[Recipient]) -> None:
    """The backup, read back and compared."""
    # Read before the database is: whatever the journal says up to here, the database has.
    key, last = key_of_backup(now), journal().last()
    # Where the database lies open, and not beside the backups, which may be on another machine.
    with scratch("backup") as room:
        dumped = room / "database"
        counts = databases.dump(dumped)
        plain = room / "backup" if keys else unfinished
        with _new_file(plain) as file, zipfile.ZipFile(file, "w") as packed:
            parts, how = _pack(packed, dumped, passphrase)
            archive.seal(
                packed,
                Manifest(
                    installation=key,
                    made_at=now,
                    version=version("schoolgate"),
                    engine=connection.vendor,
                    journal=last.number if last else 0,
                    migrations=databases.migrations(),
                    counts=counts,
                    parts=tuple(parts),
                    keys=how,
                ),
            )
        archive.check(plain)
        if keys:
            with _new_file(unfinished) as file:
                sealing.seal(plain, file, keys)


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """For nobody else's eyes, and on the disk when it is done."""
    with path.open("x+b") as file:
        os.fchmod(file.fileno(), 0o600)
        yield file
        file.flush()
        os.fsync(file.fileno())


def _pack(packed: zipfile.ZipFile, dumped: Path, passphrase: str) -> tuple[list[Part], dict[str, object]]:
    with dumped.open("rb") as source:
        parts = [archive.add(packed, archive.DATABASE, source)]
    for name, open_it in _all_pictures():
        try:
            with open_it() as source:
                parts.append(archive.add(packed, f"media/{name}", source))
        except (FileNotFoundError, PictureGone):
            continue  # Taken down while the backup was being made: so it is not in it.
    if not passphrase:
        return parts, {}
    sealed, how = sealed_keys.lock(settings.KEYS_DIR, passphrase)
    return [*parts, archive.add(packed, archive.KEYS, BytesIO(sealed))], how


def _all_pictures() -> Iterator[tuple[str, Callable[[], AbstractContextManager[IO[bytes]]]]]:
    """What lies in the store elsewhere, and what lies on the disk: its place, and how it is opened."""
    elsewhere, seen = store_elsewhere(), set()
    for place in elsewhere.originals() if elsewhere is not None else ():
        seen.add(place)
        yield place, partial(elsewhere.opened, place)  # type: ignore[union-attr]  # it has places
    for path in pictures():
        name = path.relative_to(settings.MEDIA_STORE).as_posix()
        if name not in seen:
            yield name, partial(_on_disk, path)


def _on_disk(path: Path) -> BinaryIO:
    return path.open("rb")


def pictures() -> Iterator[Path]:
    """Every file of the disk's store that cannot be made again."""
    for folder, names, files in os.walk(settings.MEDIA_STORE):
        names[:] = sorted(name for name in names if not fullmatch(_DERIVED, name) and name[0] != ".")
        yield from (Path(folder) / name for name in sorted(files) if name[0] != "." and ".part" not in name)


def room_left(folder: Path) -> int:
    """Bytes that can still be written there."""
    return shutil.disk_usage(folder).free
