"""AS, a trust's policy: a colleague reads what is public, notices go another way too, volunteers are bound."""

import pytest

from schoolgate.policies.actions import override_setting
from tests.browser import assert_accessible, assert_fits
from tests.cast import Cast
from tests.composing import send, what_is_wrong
from tests.living_by import approve, at, on_the_phone, reads, school_living_by, state_of


@pytest.fixture
def cast(site, settings, tmp_path) -> Cast:
    found = school_living_by("AS")
    settings.FIXED_NOW, settings.MEDIA_STORE = found.now, tmp_path
    return found


def test_a_notice_on_social_media_goes_by_letter_too(cast, visitor):
    with at(cast) as posting:
        aims = {"setting": "post_objectives", "value": ["parent_information", "engagement"]}
        head = cast.as_actor(cast.head)
        override_setting(head, cast.oakfield, **aims, reason="Families need notices.")
        post = posting.ready(objective="parent_information", places=[cast.facebook])
    page = on_the_phone(visitor, cast.jo, f"/posts/{post.pk}/edit")
    way = page.get_by_role("group", name="How do families hear of it")
    way.wait_for()
    places = page.get_by_role("group", name="Where does it go?")
    places.get_by_label("Facebook").uncheck()
    way.wait_for(state="detached")  # Asked only where it matters, and as soon as it does.
    places.get_by_label("Facebook").check()
    way.wait_for()
    send(page)
    assert "Not every family uses social media." in what_is_wrong(page)
    way.get_by_label("By letter").check()
    assert_accessible(page)
    send(page)
    page.locator(".story").wait_for()
    assert state_of(post) == "waiting"


def test_another_colleague_reads_what_is_said_in_public(cast, visitor):
    with at(cast) as posting:
        post = posting.waiting(cast.jo)
    author = on_the_phone(visitor, cast.jo, f"/posts/{post.pk}/approve")
    reads(author, "You wrote or edited this post, so someone else must approve it.")
    colleague = on_the_phone(visitor, cast.lee, f"/posts/{post.pk}/approve")
    approve(colleague)
    assert state_of(post) == "approved"


def test_a_volunteer_reads_the_advice_and_stands_among_those_bound(cast, visitor):
    own = on_the_phone(visitor, cast.volunteer, "/your-own-accounts")
    reads(own, "Take yourself out of public listings.")
    reads(own, "Staff and pupils are never linked on social media.")
    assert_accessible(own)
    assert_fits(own)
    bound = on_the_phone(visitor, cast.head, "/bound/")
    bound.get_by_label("Kind").select_option("volunteer")
    bound.get_by_role("button", name="Show").click()
    bound.wait_for_load_state()
    reads(bound, "Vi Toll")
    reads(bound, "binds them")
    assert_accessible(bound)
    assert_fits(bound)
