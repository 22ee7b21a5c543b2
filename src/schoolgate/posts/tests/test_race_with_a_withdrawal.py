"""A withdrawal and a publication at the same moment, with real commits, in both orders and in the middle of a call.

Whatever the order: either nothing is ever sent, or the copy comes down within a minute of the answer.
"""

import threading

import pytest
from django.db import connection
from django_scopes import scope

from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock as clock_actor
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.posts.models import Delivery
from schoolgate.posts.publishing.sending import send
from schoolgate.posts.tests.going_out import Clock, approved_post, delivery_of, state_of, wordpress_account
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.rules.consents import ALL_USES
from schoolgate.rules.posts.states import State
from tests import make
from tests.cast import assemble


@pytest.fixture
def scene(committed_database, settings, tmp_path):
    settings.MAY_CALL_THIS_MACHINE = True
    settings.MEDIA_STORE = tmp_path / "media"
    cast = assemble()
    with scope(school=cast.oakfield), LittleWordPress() as website:
        pupil = make.make_pupil(cast.oakfield)
        make.consents(pupil)
        post = approved_post(cast, wordpress_account(cast, website), pupils=(pupil,))
        yield cast, website, pupil, post
    connection.close()


def withdraw(cast, pupil, now):
    withdraw_consent(
        cast.as_actor(cast.office, now=now), pupil, uses=ALL_USES, given_by="A parent", evidence="e-mail"
    )


def claim(cast, post, now):
    account_id = post.targets.get().account_id
    claim_delivery(clock_actor(cast.oakfield, now), post, account_id=account_id)


def test_the_no_commits_first_and_nothing_is_claimed(scene):
    cast, website, pupil, post = scene
    clock = Clock()
    withdraw(cast, pupil, clock.now)
    with pytest.raises(Refused):
        claim(cast, post, clock.now)
    clock.run()
    assert state_of(post) == State.HELD
    assert website.posts == {}


def test_the_claim_commits_first_and_the_no_finds_it_before_it_is_sent(scene):
    cast, website, pupil, post = scene
    clock = Clock()
    claim(cast, post, clock.now)
    withdraw(cast, pupil, clock.now)
    clock.run()
    assert website.visible == []
    assert website.files == {}
    assert delivery_of(post).state in {Delivery.State.NOT_SENT, Delivery.State.DOWN}


def test_the_no_commits_while_the_bytes_leave_and_the_copy_comes_down_with_the_answer(scene, monkeypatch):
    cast, website, pupil, post = scene
    clock = Clock()
    public_for_a_moment = []
    shows = website.rest

    def withdraw_before_it_answers(method, path, query, fields, files):
        told = shows(method, path, query, fields, files)
        if fields.get("status") == "publish":
            public_for_a_moment.append(len(website.visible))
            in_another_thread(lambda: withdraw(cast, pupil, clock.now))
        return told

    def in_another_thread(work):
        def run():
            with scope(school=cast.oakfield):
                work()
            connection.close()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()

    monkeypatch.setattr(website, "rest", withdraw_before_it_answers)
    clock.run()
    assert public_for_a_moment == [1]
    assert website.posts == {}
    assert website.files == {}
    assert state_of(post) == State.DOWN


def test_two_workers_at_the_same_delivery_make_one_post(scene):
    cast, website, _pupil, post = scene
    clock = Clock()
    claim(cast, post, clock.now)
    delivery_id = delivery_of(post).pk

    def work():
        send(delivery_id, clock.now)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(website.posts) == 1
    assert delivery_of(post).state == Delivery.State.UP
