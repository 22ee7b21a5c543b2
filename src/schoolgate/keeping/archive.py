"""The file of a backup: one ZIP with a manifest that names every part with its size and SHA-256.

It is checked whole before anything is believed: a truncated file has no directory at its end, a changed byte another
digest, and a file that is no backup no manifest. As a rule the ZIP is sealed; then `sealing.opened` opens it first.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE, KEYS = "database", "keys.sealed"
_NAME = re.compile(r"database|keys\.sealed|media/[A-Za-z0-9_./-]+")
_CHUNK = 1024 * 1024


class NotABackup(Exception):
    """The file cannot be restored; the message is a sentence for whoever tried."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file within a backup, as its manifest names it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `journal` is the newest line of the never-forget journal it can know of;
    `migrations` are those its database has; `counts` are the rows of each table."""

    installation: str
    made_at: datetime
    version: str
    engine: str
    journal: int
    migrations: dict[str, list[str]]
    counts: dict[str, int]
    parts: tuple[Part, ...]
    keys: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        told = {
            "format": FORMAT,
            "program": "schoolgate",
            **asdict(self),
            "made_at": self.made_at.isoformat(),
        }
        return json.dumps(told, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, words: bytes) -> "Manifest":
        try:
            told = json.loads(words)
            if told.pop("program") != "schoolgate":
                raise NotABackup("This is no backup of Schoolgate.")
            made_with = told.pop("format")
            if made_with > FORMAT:
                raise NotABackup(
                    f"This backup was made by a newer Schoolgate ({told.get('version')}). Install that version, "
                    "then restore."
                )
            parts = tuple(Part(**one) for one in told.pop("parts"))
            return cls(parts=parts, **{**told, "made_at": datetime.fromisoformat(told["made_at"])})
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise NotABackup(
                "The list of what is in this backup cannot be read: the file is damaged."
            ) from wrong

    def part(self, name: str) -> Part | None:
        return next((one for one in self.parts if one.name == name), None)


def add(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> Part:
    """Put one file in, a piece at a time; pictures are packed already, so only the database is."""
    info = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED if name == DATABASE else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    digest, size = sha256(), 0
    with archive.open(info, "w", force_zip64=True) as inside:
        while piece := source.read(_CHUNK):
            digest.update(piece)
            size += len(piece)
            inside.write(piece)
    return Part(name, size, digest.hexdigest())


def seal(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """The manifest goes in last, when every digest is known."""
    archive.writestr(zipfile.ZipInfo(MANIFEST, date_time=(2020, 1, 1, 0, 0, 0)), manifest.to_json())


def read_manifest(path: Path) -> Manifest:
    """What the backup says of itself, without reading the rest. Raises NotABackup."""
    return _opened(path, _manifest_of)


def check(path: Path) -> Manifest:
    """Read every byte and compare every digest. Raises NotABackup with the first part that is not as it was."""

    def read_all(archive: zipfile.ZipFile) -> Manifest:
        manifest = _manifest_of(archive)
        for part in manifest.parts:
            _copied(archive, part, lambda _piece: None)
        return manifest

    return _opened(path, read_all)


def unpack(path: Path, to: Callable[[str], Path | None]) -> Manifest:
    """Write every part to where `to` says (None leaves it out), each compared with its digest on the way."""

    def write_all(archive: zipfile.ZipFile) -> Manifest:
        manifest = _manifest_of(archive)
        for part in manifest.parts:
            if (place := to(part.name)) is not None:
                place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                with place.open("wb") as file:
                    _copied(archive, part, file.write)
                place.chmod(0o600)
        return manifest

    return _opened(path, write_all)


def read_part(path: Path, name: str) -> bytes:
    """The bytes of one small part."""
    pieces: list[bytes] = []

    def read(archive: zipfile.ZipFile) -> None:
        part = _manifest_of(archive).part(name)
        if part is None:
            raise NotABackup(f"This backup holds no {name}.")
        _copied(archive, part, pieces.append)

    _opened(path, read)
    return b"".join(pieces)


def _opened(path: Path, use: Callable[[zipfile.ZipFile], Any]) -> Any:
    if not path.is_file():
        raise NotABackup(f"There is no file {path}.")
    try:
        with zipfile.ZipFile(path) as archive:
            return use(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as wrong:
        raise NotABackup(
            "This file is no backup, or only a part of one: it ends too early or was changed. Take another one."
        ) from wrong


def _manifest_of(archive: zipfile.ZipFile) -> Manifest:
    names = archive.namelist()
    if MANIFEST not in names:
        raise NotABackup("This is no backup of Schoolgate: it has no list of what is in it.")
    manifest = Manifest.from_json(archive.read(MANIFEST))
    listed = [part.name for part in manifest.parts]
    if sorted([*listed, MANIFEST]) != sorted(names) or not _are_safe(listed) or DATABASE not in listed:
        raise NotABackup("What is in this backup is not what it says: it was changed. Take another one.")
    return manifest


def _are_safe(names: Iterable[str]) -> bool:
    return all(_NAME.fullmatch(name) and ".." not in name.split("/") for name in names)


def _copied(archive: zipfile.ZipFile, part: Part, write: Callable[[bytes], object]) -> None:
    digest, size = sha256(), 0
    try:
        with archive.open(part.name) as inside:
            while piece := inside.read(_CHUNK):
                digest.update(piece)
                size += len(piece)
                write(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as wrong:
        raise NotABackup(f"“{part.name}” in this backup is damaged. Take another one.") from wrong
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise NotABackup(f"“{part.name}” in this backup is not what it was. Take another one.")
