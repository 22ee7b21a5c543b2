"""Committed events get their place in the log: each once, none lost, in order."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from schoolgate.audit import sequencing
from schoolgate.audit.models import Event, Leaf, Log, Waiting
from schoolgate.audit.sequencing import is_anything_waiting, sequence
from schoolgate.audit.tests.story import NOW, SCHOOL
from schoolgate.rules.merkle import leaf_hash


def places(log: str = SCHOOL) -> list[tuple[int, int]]:
    return list(Leaf.objects.filter(log_id=log).order_by("index").values_list("index", "event_id"))


@pytest.mark.django_db
def test_events_get_their_places_in_the_order_of_their_ids(write):
    events = write(3)
    assert is_anything_waiting()
    assert sequence(NOW) == 3
    assert not is_anything_waiting()
    assert places() == [(number, event.pk) for number, event in enumerate(events)]


@pytest.mark.django_db
def test_the_hash_is_of_the_bytes_that_were_stored(write):
    (event,) = write(1)
    sequence(NOW)
    assert bytes(Leaf.objects.get().leaf_hash) == leaf_hash(bytes(event.leaf_bytes))


@pytest.mark.django_db
def test_each_log_counts_for_itself_and_opens_with_its_first_event(write, settings):
    settings.SITE_ADDRESS = "https://social.example"
    write(2)
    write(3, log="trust:1")
    write(1)
    sequence(NOW)
    assert [index for index, _ in places()] == [0, 1, 2]
    assert [index for index, _ in places("trust:1")] == [0, 1, 2]
    assert list(Log.objects.order_by("key").values_list("key", "origin", "opened_at")) == [
        ("school:1", "social.example/school/1", NOW),
        ("trust:1", "social.example/trust/1", NOW),
    ]


@pytest.mark.django_db
def test_it_goes_on_where_it_stopped(write):
    write(2)
    sequence(NOW)
    write(2)
    assert sequence(NOW) == 2
    assert [index for index, _ in places()] == [0, 1, 2, 3]


@pytest.mark.django_db
def test_with_nothing_to_do_it_asks_once_and_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert sequence(NOW) == 0


@pytest.mark.django_db
def test_more_than_a_batch_is_done_in_one_go(write, monkeypatch):
    monkeypatch.setattr(sequencing, "BATCH", 10)
    write(25)
    write(8, log="trust:1")
    assert sequence(NOW) == 33
    assert [index for index, _ in places()] == list(range(25))
    assert [index for index, _ in places("trust:1")] == list(range(8))


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_events(write):
    write(1)
    sequence(NOW)
    counts = []
    for how_many in (3, 30):
        write(how_many)
        with CaptureQueriesContext(connection) as queries:
            sequence(NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13


@pytest.mark.django_db
def test_an_event_committed_late_with_a_smaller_id_is_not_lost(write):
    """On PostgreSQL a long import commits after shorter changes that began later."""
    late, early = write(2)
    Waiting.objects.filter(pk=late.pk).delete()
    sequence(NOW)
    Waiting.objects.create(pk=late.pk)
    assert sequence(NOW) == 1
    assert places() == [(0, early.pk), (1, late.pk)]


def test_what_is_not_committed_gets_no_place(committed_database, write):
    def elsewhere() -> int:
        try:
            return sequence(NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        write(1)
        if connection.vendor == "postgresql":
            assert other.submit(elsewhere).result() == 0
    with ThreadPoolExecutor(1) as other:
        assert other.submit(elsewhere).result() == 1
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    assert sequence(NOW) == 0
    assert Event.objects.count() == Leaf.objects.count() == 1


def test_writers_and_several_sequencers_at_once_lose_nothing_and_double_nothing(
    committed_database, write, monkeypatch
):
    monkeypatch.setattr(sequencing, "BATCH", 7)
    writing = threading.Semaphore(0)
    logs = ["school:1", "school:2", "trust:1"]

    def writer(number: int) -> None:
        try:
            for turn in range(15):
                write(2, log=logs[(number + turn) % 3])
        finally:
            writing.release()
            connections.close_all()

    def sequencer() -> int:
        total = 0
        try:
            while not writing.acquire(timeout=0.01):
                total += sequence(NOW)
            writing.release()
            return total + sequence(NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as together:
        writers = [together.submit(writer, number) for number in range(3)]
        sequencers = [together.submit(sequencer) for _ in range(3)]
        for future in writers:
            future.result()
        placed = sum(future.result() for future in sequencers)
    placed += sequence(NOW)
    assert placed == Event.objects.count() == Leaf.objects.count() == 90
    for log in logs:
        rows = places(log)
        assert [index for index, _ in rows] == list(range(len(rows)))
    assert not Waiting.objects.exists()
