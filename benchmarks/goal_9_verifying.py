"""Goal 9: the whole trail verified, beside reading the same rows and hashing each once."""

import shutil
from hashlib import sha256

from django.db import connection

from benchmarks import ground
from benchmarks.measuring import Arm, side_by_side
from benchmarks.sets import EVENTS, trail
from benchmarks.verdicts import Goal
from schoolgate.audit import keys, triggers
from schoolgate.audit.checkpoints import checkpoint
from schoolgate.audit.models import Checkpoint, Event, Leaf, Log
from schoolgate.audit.rows import page_at
from schoolgate.audit.verifying import verify

NUMBER = EVENTS[ground.SET]


def read_and_hash(log_key: str) -> int:
    """The limit: each row read as the verifier reads it, the stored bytes hashed once."""
    place = read = 0
    while rows := page_at(log_key, place):
        for row in rows:
            sha256(row[3]).digest()
        read += len(rows)
        place = rows[-1][0] + 1
    return read


def must_find_nothing(log_key: str, processes: int = 1) -> None:
    found = list(verify(ground.NOW, log_key, processes=processes))
    ground.must(found == [], f"{len(found)} findings, the first: {found[:1]}")


def main() -> None:
    ground.stand_on(trail(NUMBER))
    log = Log.objects.get().key
    shutil.rmtree(keys.folder() / "signed", ignore_errors=True)
    checkpoint(ground.NOW)
    ground.must(Leaf.objects.count() == NUMBER == read_and_hash(log), "every event")
    ground.must(Checkpoint.objects.get().size == NUMBER, "a checkpoint to compare the root with")
    must_find_nothing(log)
    must_find_nothing(log, processes=2)
    _a_change_is_found(log)

    goal = Goal(
        9, f"verifying {NUMBER:,} events from the database: the whole tree, bytes, columns and commitments"
    )
    run = side_by_side(
        {
            "read and hash": Arm(lambda _: read_and_hash(log), repeats=False),
            "verify": Arm(lambda _: must_find_nothing(log), repeats=False),
            "two processes": Arm(lambda _: must_find_nothing(log, processes=2), repeats=False),
        },
        rounds=15,
    )
    for what, arm, at_most in (("verified", "verify", 2.2), ("with two processes", "two processes", 1.3)):
        ratio = run.ratio(arm, "read and hash")
        goal.claim(
            f"{what}, x reading the same rows and hashing each once", ratio, at_most, ratio.median, run
        )
    goal.note("; ".join(run.milliseconds(arm) for arm in ("read and hash", "verify", "two processes")))
    if ground.SET != "L":
        goal.note("the goal's 1,000,000 events: SET=L")
    goal.note(run.words())
    goal.end()


def _a_change_is_found(log: str) -> None:
    """What is timed must be able to find one wrong letter in the middle."""
    event = Leaf.objects.get(index=NUMBER // 2).event_id
    triggers.remove(connection)
    for actor, wanted in (("person:none", [event]), (f"person:{(NUMBER // 2) % 40}", [])):
        Event.objects.filter(pk=event).update(actor_id=actor)
        found = [one.event_id for one in verify(ground.NOW, log, processes=2) if one.event_id]
        ground.must(found == wanted, f"a changed event is found: {found}")
    triggers.install(connection)


if __name__ == "__main__":
    main()
