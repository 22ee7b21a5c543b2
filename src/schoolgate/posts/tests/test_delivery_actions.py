"""What the clock records of deliveries: each does one thing, records one event, and is refused out of its turn."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.connectors.contract import Address, AddressKind
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import clock as clock_actor
from schoolgate.posts.actions.calling_back import recall_pupil, tell_family
from schoolgate.posts.actions.publishing import (
    claim_delivery,
    hand_over_delivery,
    record_not_sent,
    record_sent,
    record_unknown,
    refuse_delivery,
)
from schoolgate.posts.actions.taking_down import Seen, record_looks, record_removal, take_down_post
from schoolgate.posts.models import Copy, Delivery, Look, Recall
from schoolgate.posts.tests.going_out import approved_post, delivery_of, state_of, waiting_post
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from tests import make

PAGE = Address(AddressKind.PAGE, "https://school.example.org/1", "1")


@pytest.fixture
def actor(cast):
    return clock_actor(cast.oakfield, cast.now)


@pytest.fixture
def claimed(cast, actor):
    """A delivery to the website by hand's name, claimed as a machine would; no follow-up has run."""
    post = approved_post(cast, cast.website)
    claim_delivery(actor, post, account_id=cast.website.pk)
    return delivery_of(post)


@pytest.fixture
def up(actor, claimed):
    record_sent(actor, claimed, addresses=[PAGE])
    claimed.refresh_from_db()
    return claimed


@pytest.fixture
def coming_down(cast, up):
    take_down_post(cast.as_actor(cast.jo), up.post, why="mistake")
    up.refresh_from_db()
    return up


def newest() -> str:
    return Event.objects.order_by("-pk").values_list("type", flat=True)[0]


def test_handing_over_asks_a_person_and_fixes_the_content(cast, actor):
    post = approved_post(cast, cast.facebook)
    hand_over_delivery(actor, post, account_id=cast.facebook.pk)
    assert delivery_of(post).state == Delivery.State.ASKED
    assert state_of(post) == State.GOING_OUT
    assert newest() == "delivery.handed_over"


def test_a_place_is_refused_only_while_the_post_goes_out(cast, actor):
    waiting = waiting_post(cast)
    with pytest.raises(Refused):
        refuse_delivery(actor, waiting, account_id=cast.noticeboard.pk, because="Suspended")
    assert not Delivery.objects.exists()
    post = approved_post(cast)
    refuse_delivery(actor, post, account_id=cast.noticeboard.pk, because="Suspended")
    assert delivery_of(post).last_words == "Suspended"
    assert newest() == "delivery.refused"


def test_not_sent_is_recorded_once_and_gives_nobody_a_task_while_nothing_else_is_up(actor, claimed):
    record_not_sent(actor, claimed, why="The website is gone.")
    assert newest() == "delivery.failed"
    assert not Duty.objects.exists()
    with pytest.raises(Refused):
        record_not_sent(actor, claimed, why="again")


def test_unknown_keeps_where_to_look_and_whether_it_may_be_asked_again(actor, claimed):
    record_unknown(
        actor, claimed, why="No answer.", look_at="https://school.example.org/?p=1", may_repeat=True
    )
    claimed.refresh_from_db()
    assert (claimed.state, claimed.look_at, claimed.may_repeat) == (
        Delivery.State.UNKNOWN, "https://school.example.org/?p=1", True,
    )  # fmt: skip
    assert newest() == "delivery.unknown"


def test_a_copy_that_turns_out_to_be_up_after_all_is_known_and_comes_down(actor, claimed):
    record_not_sent(actor, claimed, why="Given up.")
    record_sent(actor, claimed, addresses=[PAGE])
    claimed.refresh_from_db()
    assert claimed.state == Delivery.State.COMING_DOWN
    assert Copy.objects.get().url == PAGE.url


def test_a_removal_counts_only_what_was_seen(actor, coming_down):
    record_removal(actor, coming_down, seen=[Seen(PAGE, "unknown", "No answer.")], why="", needs_person=False)
    coming_down.refresh_from_db()
    assert coming_down.state == Delivery.State.COMING_DOWN
    assert Copy.objects.get().state == Copy.State.GOING
    record_removal(actor, coming_down, seen=[Seen(PAGE, "gone")], why="", needs_person=False)
    coming_down.refresh_from_db()
    assert coming_down.state == Delivery.State.DOWN
    assert newest() == "copy.taken_down"


def test_a_removal_plans_two_more_looks_at_each_address_once(actor, coming_down):
    for _ in range(2):
        record_removal(actor, coming_down, seen=[Seen(PAGE, "there")], why="", needs_person=False)
    assert Look.objects.filter(looked_at__isnull=True).count() == 2


def test_looking_again_at_what_was_never_taken_down_is_refused(actor, up):
    with pytest.raises(Refused):
        record_looks(actor, up, seen=[Seen(PAGE, "gone")])
    assert not Look.objects.exists()


def test_a_pupil_is_recalled_once_for_one_event_and_the_family_told_each_thing_once(cast, actor):
    pupil = make.make_pupil(cast.oakfield)
    approved_post(cast)
    event = Event.objects.get()
    recall_pupil(actor, pupil, event_id=event.pk, tells_family=True, post_ids=[1, 2], since_on=None)
    assert newest() == "pupil.recalled"
    with pytest.raises(Refused):
        recall_pupil(actor, pupil, event_id=event.pk, tells_family=True, post_ids=[], since_on=None)
    recall = Recall.objects.get()
    assert recall.posts_found == 2
    tell_family(actor, recall, what="found")
    with pytest.raises(Refused):
        tell_family(actor, recall, what="found")
    tell_family(actor, recall, what="result")
    recall.refresh_from_db()
    assert recall.family_told_at == recall.result_told_at == cast.now


def test_a_family_that_is_not_to_be_written_to_is_not_told(cast, actor):
    approved_post(cast)
    pupil = make.make_pupil(cast.oakfield)
    given = {"event_id": Event.objects.get().pk, "tells_family": False, "post_ids": [], "since_on": None}
    recall = recall_pupil(actor, pupil, **given).subject
    with pytest.raises(Refused):
        tell_family(actor, recall, what="found")


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (record_sent, {"addresses": [PAGE]}),
        (record_not_sent, {"why": "x"}),
        (record_unknown, {"why": "x", "look_at": "", "may_repeat": False}),
        (record_removal, {"seen": [], "why": "", "needs_person": False}),
        (record_looks, {"seen": []}),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_no_person_may_record_it_and_no_other_schools_clock_finds_it(cast, claimed, act, given):
    before = Event.objects.count()
    with pytest.raises(Refused) as refused:
        act(cast.as_actor(cast.head), claimed, **given)
    assert refused.value.refusals[0].control is Control.PERMISSION
    with pytest.raises(NotHere):
        act(clock_actor(cast.elmsgate, cast.now), claimed, **given)
    assert Event.objects.count() == before
    claimed.refresh_from_db()
    assert claimed.state == Delivery.State.CLAIMED
