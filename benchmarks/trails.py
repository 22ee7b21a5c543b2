"""Events of a school's log, with their details and places, as the engine takes them."""

import json
from datetime import timedelta
from typing import Any

from benchmarks.ground import NOW
from schoolgate.audit.envelopes import commitment_of, envelope
from schoolgate.audit.models import Event, EventDetail, Leaf, Log, Waiting
from schoolgate.kernel.pouring import new_ids, pour
from schoolgate.rules.merkle import leaf_hash


def pour_events(log: Log, places: range) -> None:
    """What `record_many` and the sequencer would write, put in as the engine takes it."""
    rows: list[tuple[Any, ...]] = []
    ids = new_ids(Event, len(places))
    for pk, place in zip(ids, places, strict=True):
        salt, words = f"{place:032d}".encode(), f'{{"digest":"{place:064x}","note":"Looked at, in order."}}'
        said = {
            "log_key": log.pk,
            "type": "post.approved" if place % 3 else "consent.answered",
            "at": NOW - timedelta(days=1500) + timedelta(seconds=place * 97, microseconds=place % 10**6),
            "actor_id": f"person:{place % 40}",
            "subject_type": "posts.post" if place % 3 else "pupils.pupil",
            "subject_id": str(place // 3),
            "controls": ["gate.four_eyes", "gate.approved_as_it_stands"]
            if place % 3
            else ["gate.consent_for_every_use"],
            "commitment": commitment_of(salt, words),
        }
        rows.append((pk, place, salt, words, said, envelope(**said)))
    columns = (
        "id",
        "log_id",
        "type",
        "at",
        "actor_id",
        "subject_type",
        "subject_id",
        "controls",
        "commitment",
    )
    pour(
        Event,
        (*columns, "leaf_bytes"),
        (
            (pk, *said.values(), stored)
            for pk, said, stored in (
                (
                    pk,
                    said
                    | {
                        "at": said["at"].strftime("%Y-%m-%d %H:%M:%S.%f"),
                        "controls": json.dumps(said["controls"]),
                    },
                    stored,
                )
                for pk, _, _, _, said, stored in rows
            )
        ),
    )
    pour(EventDetail, ("event_id", "salt", "words"), ((pk, salt, words) for pk, _, salt, words, _, _ in rows))
    pour(
        Leaf,
        ("event_id", "index", "leaf_hash"),
        ((pk, place, leaf_hash(stored)) for pk, place, _, _, _, stored in rows),
        same={"log_id": log.pk},
    )
    Waiting.objects.all()._raw_delete("default")
