"""Several workers and several clocks, really running as processes: nothing twice, nothing lost, and one leads."""

import signal
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import connection
from django_scopes import scope

from schoolgate.audit.models import Event, Leaf
from schoolgate.audit.verifying import verify
from schoolgate.clockwork.leading import leader
from schoolgate.clockwork.serving import CannotServe, web, workers
from schoolgate.kernel.models import FollowUp
from schoolgate.notifications.models import Letter
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.models import Copy, Delivery, Post
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.rules.posts.states import State
from tests.cast import assemble
from tests.processes import Program, address_of_database, wait_until

MANY = 12
# Four processes that start at once on a busy machine.
PATIENCE_S = 240


@pytest.fixture
def program(committed_database, settings, tmp_path):
    settings.DATA, settings.MEDIA_STORE = tmp_path, tmp_path / "media"
    settings.KEYS_DIR = settings.SCHOOLGATE_KEYS_DIR = tmp_path / "keys"
    with Program(address_of_database(), tmp_path, MAY_CALL_THIS_MACHINE=1) as program:
        yield program
    connection.close()


@pytest.fixture
def cast(program):
    cast = assemble()
    with scope(school=cast.oakfield):
        yield cast


def approve(cast, text: str = "The fair starts at two.") -> None:
    """Now, as the processes know it: what was approved days ago would be held."""
    approve_post(cast.as_actor(cast.head, now=datetime.now(UTC)), waiting_post(cast, text=text))


def all_are_up() -> bool:
    return not Post.objects.exclude(state=State.UP).exists() and not left()


def how_they_stand() -> list[tuple[str, ...]]:
    """What has not come to its end, for whoever reads a failure."""
    open_ones = FollowUp.objects.filter(done_at__isnull=True)
    return [
        *Post.objects.exclude(state=State.UP).values_list("state", "held_because"),
        *Delivery.objects.exclude(state=Delivery.State.UP).values_list("state", "last_words"),
        *open_ones.values_list("handler", "last_problem", "attempts"),
    ]


def left() -> int:
    return FollowUp.objects.filter(done_at__isnull=True).count()


def test_two_workers_and_two_clocks_do_everything_once(cast, program):
    for number in range(MANY):
        approve(cast, f"The fair starts at two, said {number} times.")
    enough = 2 if connection.vendor == "postgresql" else 1
    for _ in range(2):
        program.start("clock")
    program.start("work", "--processes", str(enough))
    assert wait_until(all_are_up, seconds=PATIENCE_S), (how_they_stand(), program.said())
    assert Delivery.objects.count() == Copy.objects.filter(kind="page").count() == MANY
    found = Counter(Event.objects.values_list("type", flat=True))
    assert found["delivery.claimed"] == found["delivery.sent"] == MANY
    # Each was taken by one worker, once.
    assert set(FollowUp.objects.values_list("attempts", flat=True)) == {1}
    letters = Letter.objects.values_list("occasion", "recipient")
    assert len(letters) == len(set(letters))
    assert wait_until(lambda: Leaf.objects.count() == Event.objects.count())
    assert [finding for finding in verify(datetime.now(UTC)) if finding.is_fault] == []


def test_when_the_clock_that_leads_is_killed_the_other_takes_its_place(cast, program):
    first = program.start("clock")
    assert wait_until(lambda: not _would_lead()), program.said()
    second = program.start("clock")
    program.start("work")
    approve(cast)
    assert wait_until(all_are_up, seconds=PATIENCE_S), (how_they_stand(), program.said())
    first.send_signal(signal.SIGKILL)
    first.wait()
    approve(cast, "The fair is over.")
    assert wait_until(all_are_up, seconds=PATIENCE_S), (how_they_stand(), program.said())
    assert wait_until(lambda: not _would_lead())
    assert second.poll() is None


def _would_lead() -> bool:
    """Whether nobody leads, so that one who comes now would."""
    mine = leader()
    try:
        return mine.is_mine()
    finally:
        mine.give_up()


@pytest.mark.django_db
def test_two_leaders_there_are_never(settings, tmp_path):
    settings.DATA = tmp_path
    first, second = leader(), leader()
    assert [first.is_mine(), second.is_mine(), first.is_mine()] == [True, False, True]
    first.give_up()
    assert second.is_mine()
    second.give_up()


def test_several_web_processes_need_a_cache_that_they_share(settings):
    settings.CACHE_IS_SHARED = False
    with pytest.raises(CannotServe, match="SCHOOLGATE_CACHE"):
        web(host="127.0.0.1", port=1, processes=2)
    settings.CACHE_IS_SHARED = True
    command = web(host="127.0.0.1", port=1, processes=2).command
    assert command[command.index("--workers") + 1] == "2"


@pytest.mark.django_db
def test_several_workers_need_a_database_that_lets_several_write():
    if connection.vendor == "sqlite":
        with pytest.raises(CannotServe, match="PostgreSQL"):
            workers(2)
    else:
        assert [child.name for child in workers(2)] == ["worker 1", "worker 2"]
    assert [child.name for child in workers()] == ["worker"]
