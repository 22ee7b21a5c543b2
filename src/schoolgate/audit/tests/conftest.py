"""What the tests of the trail share: its keys, a written trail, an attacker."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import connection, transaction

from schoolgate.audit import checkpoints, sequencing, triggers
from schoolgate.audit.event_types import EventType
from schoolgate.audit.recording import Entry, record_many
from schoolgate.audit.tests.story import LATER, NOW, SCHOOL
from schoolgate.audit.verifying import verify


@pytest.fixture(autouse=True)
def keys_folder(settings, tmp_path):
    settings.SCHOOLGATE_KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def write():
    """Record some events about posts: write(3) or write(3, log="trust:1")."""
    numbers = count(1)

    def write(how_many: int, log: str = SCHOOL, at: datetime = NOW):
        with transaction.atomic():
            return record_many(
                Entry(
                    log_key=log,
                    type=EventType.POST_APPROVED,
                    at=at + timedelta(seconds=number),
                    actor_id="person:7",
                    subject_type="posts.post",
                    subject_id=str(number),
                    controls=("gate.four_eyes", "gate.consent_for_every_use"),
                    detail={"note": f"Looks good, number {number}"},
                )
                for number in (next(numbers) for _ in range(how_many))
            )

    return write


@pytest.fixture
def trail(write):
    """A log of eight entries with checkpoints at five and at eight: trail[0] is the first event."""
    events = write(5)
    sequencing.sequence(NOW)
    checkpoints.checkpoint(NOW)
    events += write(3)
    sequencing.sequence(NOW)
    checkpoints.checkpoint(NOW)
    return events


class Attacker:
    """Somebody who owns the database: no trigger fires and no foreign key holds, and no trace is left of it."""

    def __call__(self, statement: str, parameters=()) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(statement, parameters)
                cursor.execute("SET LOCAL session_replication_role = origin")
            else:
                triggers.remove(connection)
                cursor.execute(statement, parameters)
                triggers.install(connection)


@pytest.fixture
def attack(db):
    """attack(sql, parameters); whatever it does is rolled back after the test."""
    with transaction.atomic():
        yield Attacker()
        transaction.set_rollback(True)


@pytest.fixture
def faults():
    """What the verifier finds wrong a day later."""

    def faults(held=(), log_key=None):
        return [finding for finding in verify(LATER, log_key, held) if finding.is_fault]

    return faults
