"""At the same moment, with real commits: a withdrawal and the claim, two approvers, an approval and an edit, two sends.

In each pair one has begun and holds its transaction when the other begins; who commits first decides, and the other
sees it. (Beside this file: test_race_with_a_withdrawal.py, in the middle of the call to the website.)
"""

import pytest
from django.db import connection
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.kernel.actions import AlreadyDone, Done, Refused
from schoolgate.kernel.actor import clock as clock_actor
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.drafting import edit_post
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.posts.models import Approval, Delivery, Post
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import Clock, approved_post, state_of, waiting_post, wordpress_account
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.rules.consents import ALL_USES
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from tests.cast import assemble
from tests.side_by_side import Doing, all_at_once, halfway


@pytest.fixture
def cast(committed_database, settings, tmp_path):
    settings.MAY_CALL_THIS_MACHINE = True
    settings.MEDIA_STORE = tmp_path / "media"
    cast = assemble()
    with scope(school=cast.oakfield):
        yield cast
    connection.close()


@pytest.fixture
def website():
    with LittleWordPress() as website:
        yield website


@pytest.fixture
def post(cast, website, pupil):
    """Approved, with a picture of the pupil, for the school's website."""
    return approved_post(cast, wordpress_account(cast, website), pupils=(pupil,))


def withdraw(cast, pupil):
    return lambda: withdraw_consent(
        cast.as_actor(cast.office), pupil, uses=ALL_USES, given_by="A parent", evidence="e-mail"
    )


def restrict(cast, pupil):
    return lambda: restrict_pupil(cast.as_actor(cast.safeguarding), pupil, reason="Court order", source="")


NOES = {"withdrawal": (withdraw, withdraw_consent), "restriction": (restrict, restrict_pupil)}


def claim(cast, post):
    account_id = post.targets.get().account_id
    return lambda: claim_delivery(clock_actor(cast.oakfield, cast.now), post, account_id=account_id)


def approve(cast, post, person):
    return lambda: approve_post(cast.as_actor(person), post)


def edit(cast, post, text="The fair starts at three."):
    places = list(post.targets.values_list("account_id", flat=True))
    return lambda: edit_post(
        cast.as_actor(cast.jo), post, text=text, title=post.title, objective=post.objective, places=places
    )


def events(type_):
    return Event.objects.filter(type=type_).count()


@pytest.mark.parametrize("kind", NOES)
def test_the_no_commits_first_and_the_claim_that_had_begun_is_refused(cast, website, pupil, post, kind):
    says_no, action = NOES[kind]
    with halfway(action) as before_its_commit:
        no = Doing(cast.oakfield, says_no(cast, pupil))
        before_its_commit.is_reached()
        claiming = Doing(cast.oakfield, claim(cast, post))
        assert claiming.is_waiting
        before_its_commit.goes_on()
        no.result()
        with pytest.raises(Refused) as refused:
            claiming.result()
    assert {one.control for one in refused.value.refusals} == {Control.CONSENT_FOR_EVERY_USE}
    assert not Delivery.objects.exists()
    Clock().run()
    assert (website.posts, website.files) == ({}, {})
    assert state_of(post) == State.HELD


@pytest.mark.parametrize("kind", NOES)
def test_the_claim_commits_first_and_the_copy_comes_down_after_the_no_that_had_begun(
    cast, website, pupil, post, kind
):
    says_no, _action = NOES[kind]
    with halfway(claim_delivery) as before_its_commit:
        claiming = Doing(cast.oakfield, claim(cast, post))
        before_its_commit.is_reached()
        no = Doing(cast.oakfield, says_no(cast, pupil))
        assert no.is_waiting
        before_its_commit.goes_on()
        claiming.result()
        no.result()
    now = Clock()
    now.run()
    ticks.resume_claimed(now.later(minutes=1))
    assert website.visible == []
    assert website.files == {}
    assert Delivery.objects.get().state in {Delivery.State.NOT_SENT, Delivery.State.DOWN}


def test_however_they_meet_nothing_of_the_pupil_stays_public(cast, website, pupil, post):
    all_at_once(cast.oakfield, withdraw(cast, pupil), claim(cast, post))
    now = Clock()
    now.run()
    ticks.publish_due(now.later(minutes=1))
    now.run()
    assert website.visible == []
    assert website.files == {}


def test_four_clocks_claim_a_place_once(cast, post):
    came = all_at_once(cast.oakfield, *[claim(cast, post)] * 4)
    assert sum(isinstance(one, Done) for one in came) == 1
    assert Delivery.objects.count() == 1
    assert events("delivery.claimed") == 1


def test_two_approvers_at_once_make_one_approval_and_the_other_is_told(cast):
    post = waiting_post(cast)
    with halfway(approve_post) as before_its_commit:
        first = Doing(cast.oakfield, approve(cast, post, cast.head))
        before_its_commit.is_reached()
        second = Doing(cast.oakfield, approve(cast, post, cast.deputy))
        assert second.is_waiting
        before_its_commit.goes_on()
        first.result()
        with pytest.raises(Refused) as refused:
            second.result()
    assert [one.control for one in refused.value.refusals] == [Control.STATE]
    assert Approval.objects.get().by == cast.head
    assert events("post.approved") == 1


def test_an_edit_that_commits_first_is_not_approved_unseen(cast):
    post = waiting_post(cast)
    with halfway(edit_post) as before_its_commit:
        editing = Doing(cast.oakfield, edit(cast, post))
        before_its_commit.is_reached()
        approving = Doing(cast.oakfield, approve(cast, post, cast.head))
        assert approving.is_waiting
        before_its_commit.goes_on()
        editing.result()
        with pytest.raises(Refused):
            approving.result()
    assert not Approval.objects.exists()
    assert state_of(post) == State.DRAFT


def test_an_edit_right_after_an_approval_voids_it_and_nothing_goes_out(cast):
    post = waiting_post(cast)
    with halfway(approve_post) as before_its_commit:
        approving = Doing(cast.oakfield, approve(cast, post, cast.head))
        before_its_commit.is_reached()
        editing = Doing(cast.oakfield, edit(cast, post))
        assert editing.is_waiting
        before_its_commit.goes_on()
        approving.result()
        editing.result()
    Clock().run()
    assert Approval.objects.get().withdrawn_at is not None
    assert state_of(post) == State.DRAFT
    assert not Delivery.objects.exists()


def test_an_edit_of_an_approved_post_and_its_claim_never_send_what_nobody_approved(cast, website):
    approved_words = "The fair starts at two."
    post = approved_post(cast, wordpress_account(cast, website), text=approved_words)
    came = all_at_once(cast.oakfield, edit(cast, post, "Nobody approved this."), claim(cast, post))
    assert sum(isinstance(one, Done) for one in came) == 1
    Clock().run()
    assert all("Nobody approved this." not in str(vars(one)) for one in website.posts.values())


@pytest.mark.parametrize("form_key", ["", "the same form"])
def test_sent_twice_at_once_it_waits_once(cast, form_key):
    post = waiting_post(cast)
    Post.objects.filter(pk=post.pk).update(state=State.DRAFT)
    jo = cast.as_actor(cast.jo)
    came = all_at_once(cast.oakfield, *[lambda: submit_post(jo, post, form_key=form_key)] * 3)
    assert sum(isinstance(one, Done) for one in came) == 1
    assert sum(isinstance(one, AlreadyDone if form_key else Refused) for one in came) == 2
    assert events("post.submitted") == 1
    assert state_of(post) == State.WAITING
