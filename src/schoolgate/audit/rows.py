"""Reading the trail as it lies in the database, without trusting it: rows may be missing, changed or odd.

Plain SQL, because the ORM believes the database: it would leave out an entry whose event is gone.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import connections, router

from schoolgate.audit.envelopes import FORMAT, envelope
from schoolgate.audit.findings import when
from schoolgate.audit.models import Event

# A power of two, so that the tree over one page is a whole branch of the tree over the log.
PAGE = 2048
Unread = tuple[Any, ...]
EVENT_COLUMNS = (
    "e.leaf_bytes, e.log_id, e.type, {at}, e.actor_id, e.subject_type, e.subject_id, e.controls, "
    "e.commitment, d.salt, d.words"
)
# As text, because a moment that is none would otherwise stop the reading.
AT = {"sqlite": "CAST(e.at AS TEXT)", "postgresql": "e.at"}
OF_A_LOG = f"""
    SELECT l."index", l.leaf_hash, l.event_id, {EVENT_COLUMNS} FROM audit_leaf AS l
    LEFT JOIN audit_event AS e ON e.id = l.event_id
    LEFT JOIN audit_eventdetail AS d ON d.event_id = l.event_id
    WHERE l.log_id = %s AND l."index" >= %s ORDER BY l."index" LIMIT {PAGE}"""  # noqa: S608
WITHOUT_A_PLACE = f"""
    SELECT -1, NULL, e.id, {EVENT_COLUMNS} FROM audit_event AS e
    LEFT JOIN audit_leaf AS l ON l.event_id = e.id LEFT JOIN audit_eventdetail AS d ON d.event_id = e.id
    WHERE e.log_id = %s AND l.event_id IS NULL AND e.id > %s ORDER BY e.id LIMIT {PAGE}"""  # noqa: S608


class Row(NamedTuple):
    """An entry of the log with its event and detail, as they ought to be; what is gone is None.

    `place` counts from 0, and is -1 for an event without a leaf.
    """

    place: int
    leaf_hash: bytes
    event_id: int
    leaf_bytes: bytes
    log_key: str
    type: str
    at: str | datetime
    actor_id: str
    subject_type: str
    subject_id: str
    controls: str
    commitment: str
    salt: bytes
    words: str

    def __str__(self) -> str:
        place = f"entry {self.place + 1} " if self.place >= 0 else ""
        if self.is_missing():
            return f"{place}(event {self.event_id})"
        try:
            moment = f", {when(self.moment())}"
        except (ValueError, TypeError):
            moment = ""
        return f"{place}(event {self.event_id}, {self.type}{moment})"

    def is_missing(self) -> bool:
        """Whether the event that belongs here is gone."""
        return self.leaf_bytes is None

    def has_no_words(self) -> bool:
        """Whether the detail is gone."""
        return self.salt is None

    def moment(self) -> datetime:
        """When it happened, as its column says; SQLite gives text in UTC, PostgreSQL a datetime."""
        if isinstance(self.at, datetime):
            return self.at
        return datetime.fromisoformat(self.at).replace(tzinfo=UTC)

    def is_as_hashed(self) -> bool:
        """Whether the stored bytes are those that were put into the log."""
        return sha256(b"\x00" + self.leaf_bytes).digest() == self.leaf_hash

    def says_what_its_bytes_say(self) -> bool:
        """Whether each column is what the stored bytes say."""
        return self._quickly_spelled() == self.leaf_bytes or self._spelled() == self.leaf_bytes

    def has_the_words_it_had(self) -> bool:
        """Whether the words are those the envelope was made for."""
        return sha256(self.salt + self.words.encode()).hexdigest() == self.commitment

    def what_was_changed(self) -> str:
        """Which columns no longer say what the bytes say, as the rest of a sentence."""
        try:
            said = json.loads(self.leaf_bytes)
            now = json.loads(self._spelled() or b"{}")
        except ValueError:
            return "was changed so that it cannot be read"
        names = [name for name in sorted({*said, *now}) if said.get(name) != now.get(name)]
        return f"was changed since it was recorded: {', '.join(names) or 'its spelling'}"

    def _quickly_spelled(self) -> bytes:
        """The envelope's bytes without a JSON encoder, right for all that need no escaping.

        Sound although it does not escape: the bytes it is compared with hold each key once.
        """
        at = (
            self.at
            if isinstance(self.at, str)
            else self.at.astimezone(UTC).isoformat(" ", "microseconds")[:26]
        )
        controls = self.controls.replace('", "', '","')
        instant = f"{at[:10]}T{at[11:]}" if len(at) == 26 else f"{at[:10]}T{at[11:]}.000000"
        return (
            f'{{"actor_id":"{self.actor_id}","at":"{instant}Z","commitment":"{self.commitment}",'
            f'"controls":{controls},"format":{FORMAT},"log":"{self.log_key}",'
            f'"subject_id":"{self.subject_id}","subject_type":"{self.subject_type}","type":"{self.type}"}}'
        ).encode()

    def _spelled(self) -> bytes | None:
        """The bytes that the columns make, or None when they cannot be an envelope."""
        try:
            return envelope(
                log_key=self.log_key,
                type=self.type,
                at=self.moment(),
                actor_id=self.actor_id,
                subject_type=self.subject_type,
                subject_id=self.subject_id,
                controls=json.loads(self.controls),
                commitment=self.commitment,
            )
        except (ValueError, TypeError):
            return None


def page_at(log_key: str, place: int) -> list[Unread]:
    """Up to PAGE entries of a log from this place on, as they lie there, in the order of `Row`."""
    return _read(OF_A_LOG, [log_key, place])


def without_a_place(log_key: str) -> Iterator[Row]:
    """The events of a log that no leaf points to, in the order of their ids."""
    last = -1
    while page := _read(WITHOUT_A_PLACE, [log_key, last]):
        yield from map(Row._make, page)
        last = page[-1][2]


def _read(query: str, parameters: list[str | int]) -> list[Unread]:
    connection = connections[router.db_for_read(Event)]
    with connection.cursor() as cursor:
        cursor.execute(query.format(at=AT[connection.vendor]), parameters)
        found: list[Unread] = cursor.fetchall()
        return found
