"""A copy that cannot be taken down: said with a reason where the policy lets it stay, looked at, told to the family."""

import json
from datetime import timedelta

import pytest
from django.core import mail

from schoolgate.audit.models import Event
from schoolgate.duties.actions import do_duty
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.posts.actions.publishing import confirm_up
from schoolgate.posts.actions.taking_down import confirm_gone, leave_up, take_down_post
from schoolgate.posts.models import Delivery
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import approved_post, delivery_of
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.models import Adult, Responsibility
from schoolgate.rules.consents import ALL_USES
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.refusals import Control
from tests import make

WHY = "The newspaper printed it and keeps its page."


@pytest.fixture
def coming_down(cast, clock) -> Delivery:
    """A picture on Facebook, put there by hand, of a pupil whose family has taken its yes back."""
    amara = make.make_pupil(cast.oakfield, "Amara", "Okello")
    make.consents(amara)
    parent = Adult.objects.create(school=cast.oakfield, name="A parent", email="parent@example.org")
    Responsibility.objects.create(pupil=amara, adult=parent, may_answer=True, may_be_written_to=True)
    post = approved_post(cast, cast.facebook, pupils=(amara,))
    clock.run()
    confirm_up(cast.as_actor(cast.jo, now=clock.now), delivery_of(post, cast.facebook))
    said = {"given_by": "A parent", "evidence": "e-mail"}
    withdraw_consent(cast.as_actor(cast.office, now=clock.now), amara, uses=ALL_USES, **said)
    clock.run()
    return delivery_of(post, cast.facebook)


@pytest.fixture
def may_stay(cast):
    """The school has adopted its policy, and sets that a copy may stay where it cannot be taken down."""
    head, policy = cast.as_actor(cast.head), policy_to_adopt(cast.oakfield, "FS")
    roles = policy.setting("policy_signatories")
    signed = [PaperSignature(role, "Una Reed", make.NOW.date()) for role in roles]
    checks = policy.setting("adoption_checks")
    adopt_policy(head, cast.oakfield, code="FS", checks=checks, on_paper=signed)
    lets = {"setting": "takedown_on_withdrawal", "value": "where_practicable"}
    override_setting(head, cast.oakfield, **lets, reason="Others hold pages of ours.")


def head_leaves_it_up(cast, clock, delivery):
    leave_up(cast.as_actor(cast.head, now=clock.now), delivery, why=WHY)


def page_for(cast, person, delivery) -> str:
    return cast.browse_as(person).get(f"/schools/oakfield/deliveries/{delivery.pk}").content.decode()


def test_where_everything_comes_down_nobody_leaves_it_up(cast, clock, coming_down):
    with pytest.raises(Refused) as refused:
        head_leaves_it_up(cast, clock, coming_down)
    assert [one.control for one in refused.value.refusals] == [Control.CONSENT_FOR_EVERY_USE]
    assert Duty.objects.filter(key="duty.take_down_by_hand", done_at=None).exists()


@pytest.mark.usefixtures("may_stay")
def test_the_task_ends_and_somebody_looks_whether_that_is_so(cast, clock, coming_down):
    head_leaves_it_up(cast, clock, coming_down)
    coming_down.refresh_from_db()
    assert (coming_down.state, coming_down.left_up_because) == (Delivery.State.COMING_DOWN, WHY)
    assert not Duty.objects.filter(key="duty.take_down_by_hand", done_at=None).exists()
    assert Duty.objects.get(key="duty.left_up_looked_at").due_at > clock.now
    event = Event.objects.get(type="copy.left_up")
    assert json.loads(event.detail.words) == {"post": coming_down.post_id}


@pytest.mark.usefixtures("may_stay")
def test_the_family_hears_that_it_could_not_be_done(cast, clock, coming_down):
    head_leaves_it_up(cast, clock, coming_down)
    older = Duty.objects.get(key="duty.older_posts_looked_through")
    do_duty(cast.as_actor(cast.dpo, now=clock.now), older, outcome="Nothing found.")
    mail.outbox.clear()
    clock.later(days=2)
    ticks.look_again(clock.now)
    clock.run()
    (letter,) = [one for one in mail.outbox if "What became" in one.subject]
    assert "We could not take the rest down. Please ask us why." in letter.body
    assert WHY not in letter.body


@pytest.mark.usefixtures("may_stay")
def test_what_comes_down_after_all_is_gone(cast, clock, coming_down):
    head_leaves_it_up(cast, clock, coming_down)
    coming_down.refresh_from_db()
    confirm_gone(cast.as_actor(cast.jo, now=clock.now + timedelta(days=1)), coming_down)
    coming_down.refresh_from_db()
    assert coming_down.state == Delivery.State.DOWN


@pytest.mark.usefixtures("may_stay")
def test_a_copy_that_is_up_cannot_be_left_up(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    confirm_up(cast.as_actor(cast.jo, now=clock.now), delivery_of(post, cast.facebook))
    with pytest.raises(Refused) as refused:
        head_leaves_it_up(cast, clock, delivery_of(post, cast.facebook))
    assert [one.control for one in refused.value.refusals] == [Control.STATE]


def test_after_a_mistake_no_policy_stands_in_the_way(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    confirm_up(cast.as_actor(cast.jo, now=clock.now), delivery_of(post, cast.facebook))
    take_down_post(cast.as_actor(cast.head, now=clock.now), post, why="mistake")
    head_leaves_it_up(cast, clock, delivery_of(post, cast.facebook))
    assert delivery_of(post, cast.facebook).left_up_because == WHY


@pytest.mark.usefixtures("may_stay")
def test_the_page_offers_it_and_says_since_when(cast, clock, coming_down, settings):
    settings.FIXED_NOW = clock.now
    assert "It cannot be taken down" in page_for(cast, cast.head, coming_down)
    client = cast.browse_as(cast.head)
    address = f"/schools/oakfield/deliveries/{coming_down.pk}/leave-up"
    assert client.post(address, {"why": "No"}).status_code == 409
    assert client.post(address, {"why": WHY}).status_code == 302
    assert f"{WHY}" in page_for(cast, cast.head, coming_down)


def test_the_page_does_not_offer_what_the_policy_refuses(cast, clock, coming_down, settings):
    settings.FIXED_NOW = clock.now
    assert "It cannot be taken down" not in page_for(cast, cast.head, coming_down)
