"""A worker killed with SIGKILL at every point of publishing, and started again: public once, and known as such.

The points are before and after each call to the website and each commit to the database. Nothing is tidied up at a
kill. The judge is the website's own list.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Delivery, Post
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import Clock, approved_post, delivery_of, state_of, wordpress_account
from schoolgate.rules.posts.states import State
from tests import make
from tests.cast import assemble
from tests.databases import Named, copy_of, point_at, remove, write_into_one_file

MOST_POINTS = 200
# Points come in pairs, after one step and before the next, with nothing between them. A copy of a database is slow on
# PostgreSQL, so there a kill at one of each pair is enough.
STEP = {"sqlite": 1, "postgresql": 2}


class Points:
    """Dies at the nth point that is passed."""

    def __init__(self, last: int) -> None:
        self.left = last

    def around(self, step: Callable) -> Callable:
        def killed_around(*given, **named):
            self._pass()
            came = step(*given, **named)
            self._pass()
            return came

        return killed_around

    def _pass(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def run_until_killed(last: int, work: Callable[[], None]) -> bool:
    """Do it in a process of its own that dies at its nth point. Whether it died; else it came to its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        points = Points(last)
        httpx.HTTPTransport.handle_request = points.around(httpx.HTTPTransport.handle_request)
        BaseDatabaseWrapper._commit = points.around(BaseDatabaseWrapper._commit)
        try:
            work()
        except BaseException:  # noqa: BLE001  (whatever it was, this process must not go on as a second pytest)
            os._exit(3)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in (0, -signal.SIGKILL), ended
    return ended != 0


@pytest.fixture
def prepared(committed_database: Named, settings, tmp_path: Path):
    """A database with an approved post that nothing has followed up yet."""
    settings.MAY_CALL_THIS_MACHINE = True
    settings.MEDIA_STORE = tmp_path / "media"
    cast = assemble()
    with scope(school=cast.oakfield), LittleWordPress() as website:
        pupil = make.make_pupil(cast.oakfield)
        make.consents(pupil)
        approved_post(cast, wordpress_account(cast, website), pupils=(pupil,))
        write_into_one_file()
        connections.close_all()
        yield cast, committed_database
    connections.close_all()


@contextmanager
def on_a_copy_of(database: Named, path: Path) -> Iterator[None]:
    copy = copy_of(database, path)
    point_at(copy)
    yield
    connections.close_all()
    point_at(database)
    remove(copy)


def go_on_until_quiet(clock: Clock) -> None:
    """The clock and a worker, for half a simulated hour after the kill."""
    for _ in range(6):
        clock.later(minutes=5)
        clock.run()
        ticks.publish_due(clock.now)
        ticks.resume_claimed(clock.now)


def test_killed_at_each_point_and_started_again_it_is_public_once_and_known(prepared, tmp_path: Path):
    _cast, database = prepared
    seen = set()
    for point in range(1, MOST_POINTS, STEP[connections["default"].vendor]):
        with on_a_copy_of(database, tmp_path / f"{point}.sqlite3"), LittleWordPress() as website:
            OfficialAccount.objects.filter(connector="wordpress").update(address=website.address)
            if not run_until_killed(point, Clock().run):
                break
            seen.add((len(website.posts), len(website.visible), len(website.pictures)))
            go_on_until_quiet(Clock(make.NOW + timedelta(seconds=1)))
            post = Post.objects.get()
            assert len(website.posts) == len(website.visible) == len(website.pictures) == 1, point
            assert delivery_of(post).state == Delivery.State.UP, point
            assert state_of(post) == State.UP, point
            assert Event.objects.filter(type="delivery.sent").count() == 1, point
            assert Event.objects.filter(type="delivery.claimed").count() == 1, point
    # The kills fell before the draft, between draft and picture, before it was shown, and after.
    assert {(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1)} <= seen
    assert point > 40


def test_killed_at_each_point_of_taking_down_and_started_again_it_is_gone(prepared, tmp_path: Path):
    cast, database = prepared
    left = set()
    for point in range(1, MOST_POINTS, STEP[connections["default"].vendor]):
        with on_a_copy_of(database, tmp_path / f"{point}.sqlite3"), LittleWordPress() as website:
            OfficialAccount.objects.filter(connector="wordpress").update(address=website.address)
            Clock().run()
            assert len(website.visible) == 1
            take_down_post(cast.as_actor(cast.jo), Post.objects.get(), why="mistake")
            if not run_until_killed(point, Clock().run):
                break
            left.add((len(website.visible), len(website.posts), len(website.pictures)))
            go_on_until_quiet(Clock(make.NOW + timedelta(seconds=1)))
            assert (website.posts, website.pictures, website.files) == ({}, {}, {}), point
            assert state_of(Post.objects.get()) == State.DOWN, point
            assert delivery_of(Post.objects.get()).state == Delivery.State.DOWN, point
    # The kills fell before anything, with the page hidden, with the picture gone, and with all gone.
    assert {(1, 1, 1), (0, 1, 1), (0, 1, 0), (0, 0, 0)} <= left
