"""The never-forget journal: what a database that is put back from a backup must not have forgotten.

Lines of JSON in a folder of its own, one file a month, only ever appended to and flushed to the disk before the
caller goes on. It holds opaque ids, words of our own vocabulary and addresses; no name and no word of a post. Each
line carries a digest of itself and the line before, so that a line that was changed or taken away is noticed; a line
that a power cut tore is passed over, for what it was to allow had not begun.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from schoolgate.kernel.durable import flush_folder

_FIRST = "0" * 32
_BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `number` counts from 1 and is what a backup remembers as its place in the journal."""

    number: int
    at: datetime
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    chain: str = _FIRST

    @property
    def school_id(self) -> int | None:
        return self.facts.get("school")


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal in one folder."""

    folder: Path

    def append(self, kind: str, at: datetime, **facts: Any) -> Entry:
        """Write one line; it is safe on the disk when this returns. Raises OSError where there is no room."""
        with self._alone():
            last = self.last()
            told = {"n": last.number + 1 if last else 1, "at": at.isoformat(), "kind": kind, **facts}
            chain = _link(last.chain if last else _FIRST, told)
            self._write(at, json.dumps({**told, "chain": chain}, separators=(",", ":")) + "\n")
            return _entry({**told, "chain": chain})

    def last(self) -> Entry | None:
        """The newest line that is whole."""
        return next(self.newest_first(), None)

    def newest_first(self) -> Iterator[Entry]:
        """Every whole line from the end; only as much is read as is asked for."""
        for path in reversed(self._files()):
            yield from (entry for line in _backwards(path) if (entry := _read(line)) is not None)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Every whole line with a greater number, in order."""
        for path in self._files():
            with path.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    entry = _read(line)
                    if entry is not None and entry.number > after:
                        yield entry

    def damage(self) -> str:
        """What is wrong with the journal in a sentence; nothing when every line leads to the next."""
        before, number = _FIRST, 0
        for entry in self.entries():
            told = {"n": entry.number, "at": entry.at.isoformat(), "kind": entry.kind, **entry.facts}
            if entry.number != number + 1 or _link(before, told) != entry.chain:
                return f"The never-forget journal was changed or lacks lines before line {entry.number}."
            before, number = entry.chain, entry.number
        return ""

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("never-forget-*.jsonl"))

    def _write(self, at: datetime, line: str) -> None:
        files = self._files()
        path = max(self.folder / f"never-forget-{at:%Y-%m}.jsonl", files[-1] if files else self.folder)
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            content = (("\n" if torn else "") + line).encode()
            if os.write(descriptor, content) != len(content):
                raise OSError("the line was not written whole")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            flush_folder(self.folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, of whichever process."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _link(before: str, told: dict[str, Any]) -> str:
    words = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return sha256(f"{before}{words}".encode()).hexdigest()[:32]


def _read(line: str) -> Entry | None:
    """The line as an entry; None for one that is torn."""
    try:
        return _entry(json.loads(line))
    except (ValueError, KeyError, TypeError):
        return None


def _entry(told: dict[str, Any]) -> Entry:
    facts = {name: value for name, value in told.items() if name not in {"n", "at", "kind", "chain"}}
    return Entry(int(told["n"]), datetime.fromisoformat(told["at"]), told["kind"], facts, told["chain"])


def _backwards(path: Path) -> Iterator[str]:
    """The lines of a file from its end; as a rule the first of them is the one that is wanted."""
    with path.open("rb") as file:
        place, rest = file.seek(0, os.SEEK_END), b""
        while place:
            step = min(_BLOCK, place)
            place -= step
            file.seek(place)
            first, *lines = (file.read(step) + rest).split(b"\n")
            for line in reversed(lines):
                yield line.decode(errors="replace")
            rest = first
        yield rest.decode(errors="replace")
