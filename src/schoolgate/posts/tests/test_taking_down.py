"""Taking posts down: what a machine can at once, a person for the rest, and three looks at every address."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.connectors.tests.faults import Fault, Line
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.posts import noticeboard
from schoolgate.posts.actions.publishing import confirm_up
from schoolgate.posts.actions.taking_down import confirm_gone, take_down_post
from schoolgate.posts.models import Copy, Delivery, Look, TakeDown
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import approved_post, delivery_of, line_of, state_of, wordpress_account
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control


def take_down(cast, post, now=None, **given):
    take_down_post(cast.as_actor(cast.jo, now=now), post, **{"why": "mistake", **given})


def test_it_goes_from_website_and_noticeboard_with_every_picture_at_once(
    cast, clock, website, pupil, settings
):
    account = wordpress_account(cast, website)
    post = approved_post(cast, cast.noticeboard, account, pupils=(pupil,))
    clock.run()
    own = list((settings.MEDIA_STORE / "noticeboard").rglob("*.jpg"))
    assert len(own) == 1
    assert len(website.files) == 3
    take_down(cast, post)
    clock.run()
    assert state_of(post) == State.DOWN
    assert (website.posts, website.files) == ({}, {})
    assert not own[0].exists()
    assert set(Copy.objects.values_list("state", flat=True)) == {Copy.State.GONE}
    assert TakeDown.objects.get().all_gone_at == clock.now
    # Noticeboard: page, picture, two feeds. Website: page, picture, two resized, its page, feed.
    assert Look.objects.filter(looked_at=clock.now, found="gone").count() == 10


def test_before_the_follow_up_runs_the_noticeboard_no_longer_shows_it(cast, clock, pupil):
    post = approved_post(cast, pupils=(pupil,))
    clock.run()
    name = Copy.objects.get(kind="picture").remote_id
    assert noticeboard.picture_copy(cast.oakfield, name)
    take_down(cast, post)
    assert not noticeboard.deliveries_up(cast.oakfield).exists()
    assert noticeboard.picture_copy(cast.oakfield, name) is None


def test_every_address_is_looked_at_again_after_an_hour_and_after_a_day(cast, clock, website):
    post = approved_post(cast, wordpress_account(cast, website))
    clock.run()
    take_down(cast, post)
    clock.run()
    assert ticks.look_again(clock.later(minutes=59)) == 0
    assert ticks.look_again(clock.later(minutes=1)) == 2
    assert ticks.look_again(clock.later(hours=23)) == 2
    assert ticks.look_again(clock.later(days=2)) == 0
    assert set(Look.objects.values_list("found", flat=True)) == {"gone"}
    assert Event.objects.filter(type="copy.looked_at").count() == 2


def test_what_is_there_again_comes_down_again_and_a_person_is_asked(cast, clock, website):
    post = approved_post(cast, wordpress_account(cast, website))
    clock.run()
    (item,) = website.visible
    take_down(cast, post)
    clock.run()
    website.posts[item.number] = item  # Somebody restored last night's backup of the website.
    item.status = "publish"
    ticks.look_again(clock.later(hours=1))
    assert state_of(post) == State.COMING_DOWN
    assert Duty.objects.get(done_at=None).what == "Take it down from School website"
    ticks.resume_claimed(clock.now)
    assert website.visible == []
    assert state_of(post) == State.DOWN
    assert Duty.objects.get().outcome == "Every address is gone."


def test_a_website_that_is_down_is_asked_again_and_then_a_person_is(cast, clock, website):
    with Line(website.address) as line:
        post = approved_post(cast, wordpress_account(cast, line_of(line)))
        clock.run()
        line.from_call = (1, Fault.ERROR_NOT_DONE)
        take_down(cast, post)
        clock.run()
        assert state_of(post) == State.COMING_DOWN
        assert not Duty.objects.exists()
        for _ in range(2):
            clock.now = delivery_of(post).not_before
            ticks.resume_claimed(clock.now)
        assert Duty.objects.get().owed_by == cast.jo
        line.mend()
        ticks.resume_claimed(delivery_of(post).not_before)
    assert website.posts == {}
    assert state_of(post) == State.DOWN


def test_by_hand_a_person_has_a_day_and_the_link_and_says_that_it_is_gone(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    confirm_up(cast.as_actor(cast.jo), delivery_of(post), link="https://social.example.org/1")
    take_down(cast, post)
    duty = Duty.objects.get()
    assert duty.what == "Take it down from Facebook"
    assert (duty.due_at - clock.now).total_seconds() == 24 * 3600
    assert duty.link.endswith(f"/deliveries/{delivery_of(post).pk}")
    clock.run()
    assert state_of(post) == State.COMING_DOWN, "nobody claims that it is gone"
    confirm_gone(cast.as_actor(cast.jo), delivery_of(post))
    assert state_of(post) == State.DOWN
    duty.refresh_from_db()
    assert duty.done_by == cast.jo


def test_what_is_still_being_sent_is_taken_down_too_and_never_shows(cast, clock, website):
    # Both times that it asks for the post to be shown.
    with Line(website.address, spoil={8: Fault.ERROR_NOT_DONE, 10: Fault.ERROR_NOT_DONE}) as line:
        post = approved_post(cast, wordpress_account(cast, line_of(line)))
        clock.run()
        assert [item.status for item in website.posts.values()] == ["draft"]
        take_down(cast, post)
        clock.run()
    assert website.posts == {}
    assert state_of(post) == State.DOWN
    ticks.resume_claimed(clock.later(hours=2))
    assert website.posts == {}


def test_only_some_places_can_be_taken_down_and_the_post_stays_up_elsewhere(cast, clock, website):
    account = wordpress_account(cast, website)
    post = approved_post(cast, cast.noticeboard, account)
    clock.run()
    take_down(cast, post, delivery_ids=[delivery_of(post, account).pk])
    clock.run()
    assert state_of(post) == State.UP
    assert delivery_of(post, account).state == Delivery.State.DOWN
    assert delivery_of(post, cast.noticeboard).state == Delivery.State.UP


def test_taking_down_twice_at_once_is_one_taking_down(cast, clock):
    post = approved_post(cast)
    clock.run()
    take_down(cast, post)
    with pytest.raises(Refused) as refused:
        take_down(cast, post)
    assert refused.value.refusals[0].control is Control.STATE
    assert TakeDown.objects.count() == 1


def test_a_volunteer_may_not_take_down_and_another_school_finds_nothing(cast, clock):
    post = approved_post(cast)
    clock.run()
    with pytest.raises(Refused) as refused:
        take_down_post(cast.as_actor(cast.volunteer), post, why="asked")
    assert refused.value.refusals[0].control is Control.PERMISSION
    with pytest.raises(NotHere):
        take_down_post(cast.as_actor(cast.head_elsewhere, cast.elmsgate), post, why="asked")
    assert state_of(post) == State.UP
    assert not TakeDown.objects.exists()
