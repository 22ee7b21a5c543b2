"""Checking the trail against itself and against what others hold of it.

Everything is read in the order of the log, a page at a time, so a log of millions needs no more memory than a
short one. Every leaf hash is computed anew from the stored bytes, the bytes are compared with the columns and
the commitment with the words, and the growing root with every signed checkpoint on the way.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connections, router
from django.db.models import Count, Max

from schoolgate.audit import held as witness
from schoolgate.audit import triggers
from schoolgate.audit.erasing import erasures_of
from schoolgate.audit.findings import Finding, Kind, entries
from schoolgate.audit.models import Event, Leaf, Log
from schoolgate.audit.notes import NotACheckpoint, parsed
from schoolgate.audit.pages import Page, checked_pages
from schoolgate.audit.points import Point, Points
from schoolgate.audit.rows import PAGE, Row, without_a_place
from schoolgate.rules.merkle import Frontier

MAY_WAIT = timedelta(minutes=1)


def verify(
    now: datetime, log_key: str | None = None, held: Sequence[str] = (), *, processes: int = 1
) -> Iterator[Finding]:
    """Everything there is to say about one log or all of them, each log in its own order.

    The first fault found in a log is the first entry changed, removed or added. `held` are the notes of
    checkpoints kept elsewhere; those remembered beside the key are always among them. More than one of
    `processes` share a long log; only from a command, which has no other threads.
    """
    for name in triggers.missing(connections[router.db_for_read(Event)]):
        words = f"The database does not guard the trail: its trigger {name} is not there. Run migrate."
        yield Finding(Kind.UNGUARDED, "", words)
    notes = list(dict.fromkeys(note.strip() for note in (*witness.all_remembered(), *held)))
    logs = dict(Log.objects.values_list("key", "origin"))
    if log_key is None:
        yield from _notes_of_no_log(notes, set(logs.values()))
    used = Event.objects.order_by("log_id").values_list("log_id", flat=True).distinct()
    for key in [log_key] if log_key is not None else sorted({*logs, *used}):
        yield from Walk(key, now, notes, processes).findings()


def _notes_of_no_log(notes: Sequence[str], origins: set[str]) -> Iterator[Finding]:
    for note in notes:
        try:
            said = parsed(note)
        except NotACheckpoint as wrong:
            yield Finding(Kind.FORGED, "", f"One of the checkpoints you gave cannot be read: {wrong}.")
            continue
        if said.origin not in origins:
            words = f"The whole log {said.origin} was removed: a checkpoint shows {said.size} entries."
            yield Finding(Kind.REMOVED, "", words)


class Walk:
    """One walk along one log, from its first entry to its last."""

    def __init__(self, key: str, now: datetime, notes: Sequence[str], processes: int = 1) -> None:
        self.key, self.now, self.processes = key, now, processes
        self.points = Points(key, notes)
        self.tree = Frontier()
        self.place = 0
        self.agreed = 0
        self.largest_id = 0
        self.out_of_order: Row | None = None
        self.is_comparable = True

    def findings(self) -> Iterator[Finding]:
        """What is to be said, in the order of the log."""
        yield from self.points.faults
        for page in checked_pages(self.key, self._size(), self.processes):
            due = self.points.next_size()
            if due is not None and due <= self.place:
                yield from self._compare_with_points()
                due = self.points.next_size()
            is_next = page.start == self.place and page.first_id > self.largest_id
            if is_next and page.root is not None and (due is None or due >= page.start + PAGE):
                yield from self._take_whole(page, page.root)
            else:
                yield from self._row_by_row(page.rows())
        yield from self._compare_with_points()
        yield from self._beyond_the_end()
        yield from self._without_a_place()

    def _size(self) -> int:
        """How many entries the log has; 0 where some are missing, so that nobody counts on it."""
        leaves = Leaf.objects.filter(log_id=self.key)
        found = leaves.aggregate(size=Count("pk"), last=Max("index"))
        return found["size"] if found["size"] and found["last"] == found["size"] - 1 else 0

    def _take_whole(self, page: Page, root: bytes) -> Iterator[Finding]:
        """A page on which every entry follows the one before; only the odd ones are looked at."""
        self.tree.append_tree(root, PAGE)
        self.place, self.largest_id = page.start + PAGE, page.last_id
        if page.odd:
            rows = page.rows()
            yield from self._matters_with([rows[one] for one in page.odd])

    def _matters_with(self, rows: Sequence[Row]) -> Iterator[Finding]:
        no_words = [row.event_id for row in rows if row.has_no_words()]
        erasures = erasures_of(no_words, self.key) if no_words else {}
        for row in rows:
            if (finding := self._matter_with(row, erasures)) is not None:
                yield finding

    def _row_by_row(self, page: Sequence[Row]) -> Iterator[Finding]:
        no_words = [row.event_id for row in page if row.has_no_words()]
        erasures = erasures_of(no_words, self.key) if no_words else {}
        due = self.points.next_size()
        for row in page:
            if due is not None and due <= row.place:
                yield from self._compare_with_points()
                due = self.points.next_size()
            if row.place != self.place:
                yield self._gap_before(row)
            self._grow(row)
            if (finding := self._matter_with(row, erasures)) is not None:
                yield finding

    def _gap_before(self, row: Row) -> Finding:
        self.is_comparable = False
        gone = entries(self.place + 1, row.place)
        return self._finding(Kind.REMOVED, f"{gone} removed: the log goes on after a gap")

    def _grow(self, row: Row) -> None:
        self.place = row.place + 1
        self.tree.append(row.leaf_hash)
        if row.event_id > self.largest_id:
            self.largest_id = row.event_id
        elif self.out_of_order is None:
            self.out_of_order = row

    def _matter_with(self, row: Row, erasures: Mapping[int, Event]) -> Finding | None:
        try:
            return self._matter_outside(row) if row.place < 0 else self._matter_inside(row, erasures)
        except (TypeError, ValueError, AttributeError):
            return self._finding(Kind.CHANGED, f"{row} was changed so that it cannot be read", row)

    def _matter_inside(self, row: Row, erasures: Mapping[int, Event]) -> Finding | None:
        if row.is_missing():
            return self._finding(Kind.REMOVED, f"{row} was removed: only its place in the log is left", row)
        if not row.is_as_hashed():
            return self._finding(Kind.CHANGED, f"{row} was changed: it is not what was put into the log", row)
        if not row.says_what_its_bytes_say():
            return self._finding(Kind.CHANGED, f"{row} {row.what_was_changed()}", row)
        if row.log_key != self.key:
            return self._finding(Kind.ADDED, f"{row} belongs to the log {row.log_key}, not here", row)
        if row.has_no_words():
            return self._words_gone(row, erasures.get(row.event_id))
        if not row.has_the_words_it_had():
            return self._finding(Kind.CHANGED, f"{row} was changed: its words are not those recorded", row)
        return None

    def _words_gone(self, row: Row, erasure: Event | None) -> Finding:
        if erasure is not None and _pins_down(erasure, row.commitment):
            return self._finding(Kind.ERASED, f"the words of {row} were erased by event {erasure.pk}", row)
        return self._finding(
            Kind.REMOVED, f"the words of {row} were removed, and no event says that they were erased", row
        )

    def _compare_with_points(self) -> Iterator[Finding]:
        """Compare the root so far with the checkpoints of this size."""
        for point in self.points.up_to(self.place):
            if not self.is_comparable or point.size != self.place:
                continue
            if self.tree.root() == point.root:
                self.agreed, self.out_of_order = point.size, None
            else:
                self.is_comparable = False
                yield self._rewritten(point)

    def _rewritten(self, point: Point) -> Finding:
        words = (
            f"something in {entries(self.agreed + 1, point.size)} was changed, removed, added or moved: "
            f"they do not agree with {point.words}"
        )
        if self.out_of_order is not None:
            words += f". The first that stands out of its order is {self.out_of_order}"
        return self._finding(Kind.REWRITTEN, words)

    def _beyond_the_end(self) -> Iterator[Finding]:
        if rest := self.points.rest():
            gone = entries(self.place + 1, rest[0].size)
            yield self._finding(Kind.REMOVED, f"{gone} removed from the end: see {rest[0].words}")

    def _without_a_place(self) -> Iterator[Finding]:
        for row in without_a_place(self.key):
            if (finding := self._matter_with(row, {})) is not None:
                yield finding

    def _matter_outside(self, row: Row) -> Finding:
        """An event without a place: younger than a minute it waits; older, it was added or forgotten."""
        if not row.says_what_its_bytes_say():
            return self._finding(Kind.CHANGED, f"{row} {row.what_was_changed()}", row)
        if row.moment() >= self.now - MAY_WAIT:
            return self._finding(Kind.WAITING, f"{row} waits for its place in the log", row)
        if row.event_id < self.largest_id:
            return self._finding(
                Kind.ADDED, f"{row} was added, or never got its place: later events have theirs", row
            )
        return self._finding(
            Kind.ADDED, f"{row} was added, or is not yet in the log: is the clock running?", row
        )

    def _finding(self, kind: Kind, words: str, row: Row | None = None) -> Finding:
        entry = row.place + 1 if row is not None and row.place >= 0 else None
        sentence = f"{self.key}: {words}" if words.endswith("?") else f"{self.key}: {words}."
        return Finding(kind, self.key, sentence, entry, row.event_id if row is not None else None)


def _pins_down(erasure: Event, commitment: str) -> bool:
    """Whether the erasure's own words name what was erased."""
    detail = getattr(erasure, "detail", None)
    return detail is not None and json.loads(detail.words).get("commitment") == commitment
