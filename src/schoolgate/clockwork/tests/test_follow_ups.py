"""What follows an event is run until it is done, however often a worker dies."""

from datetime import timedelta

import pytest
from django.db import transaction

from schoolgate.audit.event_types import EventType
from schoolgate.audit.recording import record
from schoolgate.clockwork import follow_ups
from schoolgate.clockwork.ticks import TICKS, run_due_ticks
from schoolgate.kernel import follow_ups as queue
from schoolgate.kernel.models import FollowUp
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(monkeypatch):
    """A handler that fails as often as it is told to; the list of its runs."""
    done: list[int] = []
    failures = [0]

    def handler(event, now):
        done.append(event.pk)
        if failures[0]:
            failures[0] -= 1
            raise ConnectionError("Amara's family cannot be reached")

    monkeypatch.setitem(queue.HANDLERS, "tests.handler", handler)
    return (done, failures)


def queued() -> FollowUp:
    with transaction.atomic():
        event = record(
            log_key="school:1",
            type=EventType.POST_APPROVED,
            at=NOW,
            actor_id="person:1",
            subject_type="posts.post",
            subject_id="1",
        )
        return FollowUp.objects.create(event=event, handler="tests.handler", not_before=NOW)


def test_it_runs_once_and_is_done(runs):
    row = queued()
    assert follow_ups.run(row.pk, NOW)
    assert not follow_ups.run(row.pk, NOW + timedelta(days=1))
    assert len(runs[0]) == 1


def test_what_fails_is_put_off_and_tried_again_until_it_is_done(runs):
    runs[1][0] = 2
    row = queued()
    now = NOW
    for _ in range(3):
        follow_ups.run(row.pk, now)
        now += timedelta(minutes=10)
    row.refresh_from_db()
    assert row.done_at is not None
    assert row.attempts == 3


def test_a_problem_is_kept_without_its_words(runs):
    runs[1][0] = 1
    row = queued()
    follow_ups.run(row.pk, NOW)
    row.refresh_from_db()
    assert row.last_problem == "ConnectionError"


def test_two_workers_at_once_run_it_once(runs):
    row = queued()
    follow_ups._claim(row.pk, NOW)
    assert not follow_ups.run(row.pk, NOW)
    assert runs[0] == []


def test_a_tick_that_fails_does_not_stop_the_others(monkeypatch):
    ran: list[str] = []

    def broken(now):
        raise RuntimeError

    first, second = TICKS[0], TICKS[1]
    monkeypatch.setattr(
        "schoolgate.clockwork.ticks.TICKS",
        (type(first)("a", first.every, broken), type(second)("b", second.every, lambda now: ran.append("b"))),
    )
    run_due_ticks(NOW, {})
    assert ran == ["b"]


def test_each_tick_keeps_its_own_rhythm(monkeypatch):
    ran: list[str] = []
    tick = type(TICKS[0])("slow", timedelta(minutes=1), lambda now: ran.append("slow"))
    monkeypatch.setattr("schoolgate.clockwork.ticks.TICKS", (tick,))
    last: dict = {}
    for seconds in (0, 30, 61):
        run_due_ticks(NOW + timedelta(seconds=seconds), last)
    assert ran == ["slow", "slow"]
