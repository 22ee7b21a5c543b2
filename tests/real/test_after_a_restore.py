"""A backup from before, restored, against a real WordPress: nothing is sent twice, nothing withdrawn is shown again."""

from typing import Any

import pytest
from django_scopes import scopes_disabled

from schoolgate.keeping.actions.holding import lift_hold
from schoolgate.keeping.holds import hold_of
from schoolgate.keeping.tests.conftest import Machine
from schoolgate.official_accounts.actions import add_account, connect_account
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.models import Delivery, Post
from schoolgate.posts.tests.going_out import approved_post, delivery_of, waiting_post
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import ALL_USES
from tests import make
from tests.cast import Cast, assemble
from tests.databases import Named

from .servers.running import get
from .servers.wordpress import RealWordPress


@pytest.fixture
def machine(committed_database: Named, settings: Any, tmp_path: Any) -> Machine:
    settings.MAY_CALL_THIS_MACHINE = True
    with scopes_disabled():
        yield Machine(settings, tmp_path / "machine")


@pytest.fixture
def cast(machine: Machine) -> Cast:
    return assemble()


@pytest.fixture
def website(cast: Cast, wordpress: RealWordPress) -> OfficialAccount:
    head, key = cast.as_actor(cast.head), wordpress.credentials()
    account = add_account(
        head, cast.oakfield, name="Our website", place="wordpress", is_there_already=True
    ).subject
    connect_account(head, account, address=key.address, sign_in_name=key.username, key=key.secret)
    return OfficialAccount.objects.get(pk=account.pk)


@pytest.fixture
def amara(cast: Cast) -> Pupil:
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil)
    return pupil


def approve_again(cast: Cast, machine: Machine, post: Post) -> None:
    lift_hold(cast.as_actor(cast.head, now=machine.now), hold_of(cast.oakfield))
    approve_post(cast.as_actor(cast.head, now=machine.now), Post.objects.get(pk=post.pk))


def test_what_went_out_since_the_backup_is_found_there_and_not_sent_again(
    cast, machine, website, wordpress, amara
) -> None:
    post = waiting_post(cast, website, pupils=(amara,))
    backup = machine.backup()
    machine.passes(hours=1)
    approve_post(cast.as_actor(cast.head, now=machine.now), Post.objects.get(pk=post.pk))
    machine.passes(minutes=1)
    before = wordpress.posts()
    assert len(before) == 1
    machine.restore(backup)
    machine.passes(minutes=5)
    (seen,) = hold_of(cast.oakfield).found
    assert (seen["found"], seen["stands"]) == ("there", "unknown_here")
    approve_again(cast, machine, post)
    machine.passes(minutes=5)
    assert wordpress.posts() == before
    assert delivery_of(post).state == Delivery.State.UP
    assert get(seen["url"], follow_redirects=True).status_code == 200


def test_a_restore_from_before_a_withdrawal_shows_nothing_that_was_withdrawn(
    cast, machine, website, wordpress, amara, show
) -> None:
    post = approved_post(cast, website, cast.noticeboard, pupils=(amara,))
    machine.passes(minutes=1)
    (page, *_) = delivery_of(post, website).copies.values_list("url", flat=True)
    board = get(page, follow_redirects=True).status_code
    backup = machine.backup()
    machine.passes(hours=1)
    withdraw_consent(
        cast.as_actor(cast.office, now=machine.now),
        amara,
        uses=ALL_USES,
        given_by="A parent",
        evidence="e-mail",
    )
    machine.passes(minutes=5)
    withdrawn = get(page, follow_redirects=True).status_code
    machine.restore(backup)
    machine.passes(minutes=5)
    restored = get(page, follow_redirects=True).status_code
    assert (board, withdrawn, restored) == (200, 404, 404)
    assert (wordpress.posts(), wordpress.pictures(), wordpress.files()) == ([], [], [])
    assert not Delivery.objects.filter(state=Delivery.State.UP).exists()
    lift_hold(cast.as_actor(cast.head, now=machine.now), hold_of(cast.oakfield))
    machine.passes(hours=3)
    assert (wordpress.posts(), wordpress.files()) == ([], [])
    show(f"published {board}, withdrawn {withdrawn}, restored {restored}: {page}")
