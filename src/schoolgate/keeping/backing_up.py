"""Making a backup: one file, read back and compared before it counts as one."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from errno import EDQUOT, EFBIG, ENOSPC
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from re import fullmatch

from django.conf import settings
from django.db import connection

from schoolgate.keeping import archive, databases, sealed_keys
from schoolgate.keeping.archive import Manifest, Part
from schoolgate.keeping.installation import journal, key_of_backup
from schoolgate.keeping.locks import making_a_backup
from schoolgate.keeping.rotation import backups_in, name_for, no_longer_kept

_NO_ROOM = (ENOSPC, EDQUOT, EFBIG)
# A picture's own folder holds only what can be made again from it.
_DERIVED = r"[0-9a-f]{32}"


class NoRoom(OSError):
    """There is no room for a backup; the message says where and what to do. What there was is as it was."""


def make_backup(folder: Path, now: datetime, *, passphrase: str = "") -> Path:
    """A backup of everything in this folder. With a passphrase the keys are in it too, locked with it."""
    with making_a_backup():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / name_for(now)
        unfinished = target.with_suffix(".part")
        try:
            _write(unfinished, now, passphrase)
            archive.check(unfinished)
            unfinished.replace(target)
            _flush(folder)
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


def throw_old_ones_away(folder: Path) -> list[Path]:
    """Delete the backups that are no longer kept; which those were."""
    gone = no_longer_kept(backups_in(folder), settings.BACKUPS_KEPT)
    for path in gone:
        path.unlink()
    return gone


def _write(unfinished: Path, now: datetime, passphrase: str) -> None:
    # Read before the database is: whatever the journal says up to here, the database has.
    key, last = key_of_backup(now), journal().last()
    with tempfile.TemporaryDirectory(dir=unfinished.parent, prefix=".backup-") as scratch:
        dumped = Path(scratch) / "database"
        counts = databases.dump(dumped)
        with unfinished.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            with zipfile.ZipFile(file, "w") as packed:
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
            file.flush()
            os.fsync(file.fileno())


def _pack(packed: zipfile.ZipFile, dumped: Path, passphrase: str) -> tuple[list[Part], dict[str, object]]:
    with dumped.open("rb") as source:
        parts = [archive.add(packed, archive.DATABASE, source)]
    for path in pictures():
        try:
            with path.open("rb") as source:
                name = path.relative_to(settings.MEDIA_STORE).as_posix()
                parts.append(archive.add(packed, f"media/{name}", source))
        except FileNotFoundError:
            continue  # Taken down while the backup was being made: so it is not in it.
    if not passphrase:
        return parts, {}
    sealed, how = sealed_keys.lock(settings.KEYS_DIR, passphrase)
    return [*parts, archive.add(packed, archive.KEYS, BytesIO(sealed))], how


def pictures() -> Iterator[Path]:
    """Every file of the store that cannot be made again."""
    for folder, names, files in os.walk(settings.MEDIA_STORE):
        names[:] = sorted(name for name in names if not fullmatch(_DERIVED, name) and name[0] != ".")
        yield from (Path(folder) / name for name in sorted(files) if name[0] != "." and ".part" not in name)


def room_left(folder: Path) -> int:
    """Bytes that can still be written there."""
    return shutil.disk_usage(folder).free


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
