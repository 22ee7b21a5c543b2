"""Bringing posts out: claimed once, sent after the commit, judged again, and recorded as what became of them."""

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.connectors.tests.faults import Fault, Line
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import clock as clock_actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.publishing import (
    add_link,
    claim_delivery,
    confirm_not_up,
    confirm_up,
    record_sent,
    try_again,
)
from schoolgate.posts.actions.stopping import resume_posts, stop_posts
from schoolgate.posts.models import Copy, Delivery, DeliveryAttempt, Post
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import (
    approved_post,
    delivery_of,
    line_of,
    state_of,
    waiting_post,
    wordpress_account,
)
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from tests import make

# Of an attempt with words only, the eighth call to the website is the one that shows the post.
SHOWN_BY_CALL = 8


def types() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("type", flat=True))


def test_an_approved_post_is_on_the_noticeboard_at_once_and_its_claim_and_sending_are_recorded(cast, clock):
    post = approved_post(cast)
    clock.run()
    assert state_of(post) == State.UP
    assert delivery_of(post).state == Delivery.State.UP
    assert {copy.kind for copy in Copy.objects.all()} == {"page", "feed"}
    assert types() == ["post.approved", "delivery.claimed", "delivery.sent"]


def test_a_post_goes_to_wordpress_once_however_often_everything_is_run(cast, clock, website):
    post = approved_post(cast, wordpress_account(cast, website), pupils=(happy_pupil(cast),))
    for _ in range(3):
        clock.run()
        ticks.publish_due(clock.later(seconds=5))
        ticks.resume_claimed(clock.later(minutes=5))
    assert len(website.visible) == 1
    assert len(website.pictures) == 1
    assert state_of(post) == State.UP
    assert {copy.kind for copy in Copy.objects.all()} == {
        "page",
        "picture",
        "resized",
        "picture_page",
        "feed",
    }


def happy_pupil(cast):
    pupil = make.make_pupil(cast.oakfield, "Amara", "Okello")
    make.consents(pupil)
    return pupil


def test_a_post_for_later_waits_for_its_time(cast, clock):
    post = approved_post(cast, goes_out_at=clock.now.replace(hour=15))
    clock.run()
    assert not Delivery.objects.exists()
    ticks.publish_due(clock.now.replace(hour=14, minute=59))
    assert not Delivery.objects.exists()
    ticks.publish_due(clock.now.replace(hour=15, minute=0))
    clock.later(hours=5, minutes=1)
    clock.run()
    assert state_of(post) == State.UP


def test_its_content_can_no_longer_be_changed_once_it_is_on_its_way(cast, clock):
    post = approved_post(cast)
    claim_delivery(clock_actor(cast.oakfield, clock.now), post, account_id=cast.noticeboard.pk)
    assert state_of(post) == State.GOING_OUT
    with pytest.raises(Refused) as refused:
        claim_delivery(clock_actor(cast.oakfield, clock.now), post, account_id=cast.noticeboard.pk)
    assert refused.value.refusals[0].control is Control.STATE


def test_a_no_before_the_claim_holds_the_post_with_words_that_tell_nobody_why(cast, clock):
    pupil = happy_pupil(cast)
    post = approved_post(cast, pupils=(pupil,))
    make.restrict(pupil)
    clock.run()
    post.refresh_from_db()
    assert post.state == State.HELD
    assert "Amara O. can’t be shown on Noticeboard in this picture." in post.held_because
    assert not Delivery.objects.exists()
    assert "post.held" in types()


def test_a_held_post_can_be_approved_again_and_goes_out(cast, clock):
    pupil = happy_pupil(cast)
    post = approved_post(cast, pupils=(pupil,))
    restriction = make.restrict(pupil)
    clock.run()
    restriction.lifted_at = clock.now
    restriction.save()
    post.refresh_from_db()
    submit_post(cast.as_actor(cast.jo), post)
    approve_post(cast.as_actor(cast.head), post)
    clock.run()
    assert state_of(post) == State.UP


def test_while_stopped_nothing_is_sent_and_afterwards_what_is_in_time_goes(cast, clock, website):
    post = approved_post(cast, wordpress_account(cast, website))
    stop = stop_posts(cast.as_actor(cast.head), cast.oakfield).subject
    clock.run()
    ticks.publish_due(clock.later(minutes=1))
    assert website.posts == {}
    assert state_of(post) == State.APPROVED
    resume_posts(cast.as_actor(cast.head, now=clock.now), stop)
    clock.run()
    assert len(website.visible) == 1


def test_a_stop_between_two_attempts_stops_the_second(cast, clock, website):
    with Line(website.address, spoil={1: Fault.ERROR_NOT_DONE}) as line:
        post = approved_post(cast, wordpress_account(cast, line_of(line)))
        clock.run()
        assert delivery_of(post).state == Delivery.State.CLAIMED
        stop_posts(cast.as_actor(cast.head, now=clock.now), cast.oakfield)
        calls = len(line.calls)
        ticks.resume_claimed(clock.later(minutes=3))
        assert len(line.calls) == calls


def test_what_could_not_go_out_while_stopped_for_too_long_is_held(cast, clock):
    post = approved_post(cast)
    stop = stop_posts(cast.as_actor(cast.head), cast.oakfield).subject
    clock.run()
    clock.later(hours=13)
    resume_posts(cast.as_actor(cast.head, now=clock.now), stop)
    clock.run()
    assert state_of(post) == State.HELD
    assert not Delivery.objects.exists()


def test_a_suspended_place_is_left_out_and_the_others_get_it(cast, clock, website):
    suspended = wordpress_account(cast, website)
    post = approved_post(cast, cast.noticeboard, suspended)
    OfficialAccount.objects.filter(pk=suspended.pk).update(standing=OfficialAccount.Standing.SUSPENDED)
    clock.run()
    assert delivery_of(post, cast.noticeboard).state == Delivery.State.UP
    refused = delivery_of(post, suspended)
    assert refused.state == Delivery.State.NOT_SENT
    assert refused.last_words == "School website is suspended."
    assert state_of(post) == State.UP
    OfficialAccount.objects.filter(pk=suspended.pk).update(standing=OfficialAccount.Standing.LIVE)
    ticks.publish_due(clock.later(minutes=1))
    clock.run()
    assert website.posts == {}, "it never goes late by itself"


def test_a_post_with_only_a_suspended_place_goes_back_to_its_author(cast, clock, website):
    suspended = wordpress_account(cast, website, standing=OfficialAccount.Standing.SUSPENDED)
    post = waiting_post(cast, suspended)
    OfficialAccount.objects.filter(pk=suspended.pk).update(standing=OfficialAccount.Standing.LIVE)
    approve_post(cast.as_actor(cast.head), post)
    OfficialAccount.objects.filter(pk=suspended.pk).update(standing=OfficialAccount.Standing.SUSPENDED)
    clock.run()
    assert state_of(post) == State.HELD


def test_a_website_that_does_not_answer_is_asked_again_with_patience_and_every_try_is_logged(
    cast, clock, website
):
    with Line(website.address, from_call=(1, Fault.ERROR_NOT_DONE)) as line:
        post = approved_post(cast, wordpress_account(cast, line_of(line)))
        clock.run()
        waits = []
        for _ in range(3):
            delivery = delivery_of(post)
            waits.append((delivery.not_before - clock.now).total_seconds())
            clock.now = delivery.not_before
            ticks.resume_claimed(clock.now)
        assert waits == sorted(waits)
        assert delivery_of(post).state == Delivery.State.CLAIMED
        assert DeliveryAttempt.objects.filter(delivery=delivery_of(post), outcome="notsent").count() == 4
        line.mend()
        ticks.resume_claimed(delivery_of(post).not_before)
        assert len(website.visible) == 1
        assert state_of(post) == State.UP


def test_a_refused_key_holds_the_post_with_a_sentence_and_leaves_nothing_behind(cast, clock, website):
    account = wordpress_account(cast, website)
    OfficialAccount.objects.filter(pk=account.pk).update(sealed_key="")
    post = approved_post(cast, account)
    clock.run()
    post.refresh_from_db()
    assert post.state == State.HELD
    assert "no longer accepts our key" in post.held_because
    assert website.posts == {}


def test_where_one_place_refused_somebody_puts_it_right_and_sends_again(cast, clock, website):
    account = wordpress_account(cast, website)
    key = account.sealed_key
    OfficialAccount.objects.filter(pk=account.pk).update(sealed_key="")
    post = approved_post(cast, cast.noticeboard, account)
    clock.run()
    assert state_of(post) == State.UP
    duty = Duty.objects.get()
    assert duty.owed_by == cast.jo
    assert duty.what == "Not sent to School website"
    OfficialAccount.objects.filter(pk=account.pk).update(sealed_key=key)
    try_again(cast.as_actor(cast.jo, now=clock.now), delivery_of(post, account))
    clock.run()
    assert len(website.visible) == 1
    duty.refresh_from_db()
    assert duty.done_by == cast.jo


def test_nobody_knows_is_asked_of_a_person_within_six_minutes_and_settles_itself_when_it_can(
    cast, clock, website
):
    with Line(website.address) as line:
        post = approved_post(cast, wordpress_account(cast, line_of(line)))
        line.from_call = (SHOWN_BY_CALL, Fault.REPLY_LOST)
        clock.run()
        started = clock.now
        while delivery_of(post).state == Delivery.State.CLAIMED:
            clock.now = delivery_of(post).not_before
            ticks.resume_claimed(clock.now)
        assert delivery_of(post).state == Delivery.State.UNKNOWN
        assert (clock.now - started).total_seconds() <= 360
        assert delivery_of(post).look_at == f"{line.address}/?p={website.visible[0].number}"
        assert EventType.DELIVERY_UNKNOWN in types()
        line.mend()
        ticks.resume_claimed(clock.later(hours=1))
        assert delivery_of(post).state == Delivery.State.UP
        assert len(website.visible) == 1


def test_a_person_who_looked_settles_what_nobody_knew(cast, clock, website):
    with Line(website.address) as line:
        post = approved_post(cast, wordpress_account(cast, line_of(line)))
        line.from_call = (SHOWN_BY_CALL, Fault.REPLY_LOST)
        clock.run()
        while delivery_of(post).state == Delivery.State.CLAIMED:
            clock.now = delivery_of(post).not_before
            ticks.resume_claimed(clock.now)
        confirm_up(cast.as_actor(cast.jo, now=clock.now), delivery_of(post))
    assert delivery_of(post).state == Delivery.State.UP
    assert Copy.objects.get().url.endswith("/?p=1")


def test_by_hand_a_person_is_asked_and_says_it_is_up_and_the_link_may_follow(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    delivery = delivery_of(post)
    assert delivery.state == Delivery.State.ASKED
    assert state_of(post) == State.GOING_OUT
    jo = cast.as_actor(cast.jo)
    confirm_up(jo, delivery)
    assert state_of(post) == State.UP
    assert Copy.objects.get().url == ""
    add_link(jo, delivery, link="https://social.example.org/1")
    assert Copy.objects.get().url == "https://social.example.org/1"
    assert types()[-3:] == ["delivery.handed_over", "delivery.confirmed", "copy.linked"]


def test_by_hand_and_not_put_up_goes_back_to_its_author(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    confirm_not_up(cast.as_actor(cast.jo), delivery_of(post))
    clock.run()
    assert state_of(post) == State.HELD


def test_a_governor_may_not_say_that_it_is_up_and_another_school_finds_nothing(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    before = Event.objects.count()
    with pytest.raises(Refused) as refused:
        confirm_up(cast.as_actor(cast.governor), delivery_of(post))
    assert refused.value.refusals[0].control is Control.PERMISSION
    with pytest.raises(NotHere):
        confirm_up(cast.as_actor(cast.head_elsewhere, cast.elmsgate), delivery_of(post))
    assert delivery_of(post).state == Delivery.State.ASKED
    assert Event.objects.count() == before


def test_no_person_can_publish_only_the_clock(cast):
    post = approved_post(cast)
    with pytest.raises(Refused) as refused:
        claim_delivery(cast.as_actor(cast.head), post, account_id=cast.noticeboard.pk)
    assert refused.value.refusals[0].control is Control.PERMISSION
    assert state_of(post) == State.APPROVED


def test_what_is_up_is_recorded_once(cast, clock):
    post = approved_post(cast)
    clock.run()
    with pytest.raises(Refused):
        record_sent(clock_actor(cast.oakfield, clock.now), delivery_of(post), addresses=())


def test_a_post_that_nobody_decided_in_time_expires_and_never_goes_out(cast, clock):
    post = waiting_post(cast, goes_out_at=clock.now.replace(hour=15))
    ticks.expire_due(clock.now.replace(hour=14, minute=59))
    assert state_of(post) == State.WAITING
    assert ticks.expire_due(clock.now.replace(hour=15)) == 1
    ticks.publish_due(clock.now.replace(hour=16))
    assert state_of(post) == State.EXPIRED
    assert not Delivery.objects.exists()


def test_a_post_of_another_school_is_published_by_that_schools_clock(cast, clock):
    post = approved_post(cast)
    with pytest.raises(NotHere):
        claim_delivery(clock_actor(cast.elmsgate, clock.now), post, account_id=cast.noticeboard.pk)
    assert Post.objects.get(pk=post.pk).state == State.APPROVED
