"""The checkpoints a log is compared with: those in the database and those that others hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schoolgate.audit import keys
from schoolgate.audit.findings import Finding, Kind, when
from schoolgate.audit.models import Checkpoint, Log
from schoolgate.audit.notes import CheckpointNote, NotACheckpoint, is_signed_by, parsed


@dataclass(frozen=True, slots=True)
class Point:
    """What a trusted checkpoint says: so many entries had this root. `words` name it for a person."""

    size: int
    root: bytes
    words: str


class Points:
    """The trusted checkpoints of one log, the smallest first, and what is wrong with the others."""

    def __init__(self, log_key: str, notes: Sequence[str]) -> None:
        self.faults: list[Finding] = []
        self._log_key = log_key
        self._trusted = keys.trusted_keys()
        log = Log.objects.filter(pk=log_key).first()
        points = [*self._stored(log), *self._held(log, notes)] if log else []
        self._points = sorted(points, key=lambda point: point.size, reverse=True)

    def up_to(self, size: int) -> Iterator[Point]:
        """Take the points up to this size, in their order."""
        while self._points and self._points[-1].size <= size:
            yield self._points.pop()

    def next_size(self) -> int | None:
        """The size of the point that comes next."""
        return self._points[-1].size if self._points else None

    def rest(self) -> list[Point]:
        """The points that are left, the largest first."""
        return self._points

    def _stored(self, log: Log) -> Iterator[Point]:
        for row in Checkpoint.objects.filter(log=log).order_by("size").iterator():
            name = f"the checkpoint of {row.size} entries, signed on {when(row.at)},"
            said = self._trusted_note(log, row.note, name)
            if said is not None and (said.size, said.root.hex()) != (row.size, row.root):
                self._fault(f"{name} says something else in its signed text than in the database")
            elif said is not None:
                yield Point(said.size, said.root, name.rstrip(","))

    def _held(self, log: Log, notes: Sequence[str]) -> Iterator[Point]:
        for note in notes:
            try:
                said = parsed(note)
            except NotACheckpoint:
                continue
            name = f"the checkpoint of {said.size} entries that is held outside the database"
            if said.origin == log.origin and self._trusted_note(log, note, name) is not None:
                yield Point(said.size, said.root, name)

    def _trusted_note(self, log: Log, note: str, name: str) -> CheckpointNote | None:
        """What the note says if it may be believed; else the fault is kept."""
        try:
            said = parsed(note)
            if said.origin == log.origin and is_signed_by(note, self._trusted):
                return said
        except NotACheckpoint as wrong:
            self._fault(f"{name} cannot be read: {wrong}")
            return None
        self._fault(f"{name} is not signed for this log by a key in {keys.folder()}")
        return None

    def _fault(self, words: str) -> None:
        self.faults.append(Finding(Kind.FORGED, self._log_key, f"{words[0].upper()}{words[1:]}."))
