"""AE, a primary's policy: ask before you post, everyone has somebody who answers for them, consultants are bound."""

import pytest

from schoolgate.kernel.permissions import Role
from tests import make
from tests.browser import assert_accessible, assert_fits
from tests.cast import Cast
from tests.composing import send, what_is_wrong
from tests.living_by import at, on_the_phone, reads, school_living_by, state_of


@pytest.fixture
def cast(site, settings, tmp_path) -> Cast:
    found = school_living_by("AE")
    settings.FIXED_NOW, settings.MEDIA_STORE = found.now, tmp_path
    return found


def test_a_post_waits_until_it_was_talked_over(cast, visitor):
    with at(cast) as posting:
        post = posting.ready(cast.jo)
    page = on_the_phone(visitor, cast.jo, f"/posts/{post.pk}")
    page.get_by_role("link", name="Ask somebody senior first").click()
    page.get_by_label("What do you want to know?").fill("May we say this about the road?")
    page.get_by_role("button", name="Ask", exact=True).click()
    reads(page, "May we say this about the road?")
    page.get_by_role("link", name="Change it").click()
    send(page)
    assert "Somebody senior was asked about this and has not answered yet." in what_is_wrong(page)
    head = on_the_phone(visitor, cast.head, "/today")
    head.get_by_role("link", name="Answer a question about a post").first.click()
    head.get_by_label("Your answer").fill("Yes, as agreed with the council.")
    assert_accessible(head)
    head.get_by_role("button", name="Answer", exact=True).click()
    reads(head, "Yes, as agreed with the council.")
    send(page)
    page.locator(".story").wait_for()
    assert state_of(post) == "waiting"


def test_beside_the_words_stands_what_a_post_is(cast, visitor):
    page = on_the_phone(visitor, cast.jo, "/posts/new")
    reads(page, "weigh it like words said in front of everybody")
    reads(page, "When you post here, you are the school.")
    assert page.locator("#beside li").count() <= 3
    assert_accessible(page)
    assert_fits(page)


def test_a_consultant_is_bound_from_the_first_day_and_everyone_gets_a_manager(cast, visitor):
    with at(cast):
        make.make_person(cast.oakfield, Role.CONSULTANT, forename="Cy", surname="Vale")
    page = on_the_phone(visitor, cast.head, "/bound/?kind=consultant")
    reads(page, "Cy Vale")
    reads(page, "binds them")
    page.get_by_role("link", name="Say who answers for whom").click()
    page.get_by_label("Jo Ash").first.check()
    page.get_by_label("Lee Birch").first.check()
    page.get_by_label("Who answers for them").select_option(label="Dee Marsh")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Save").click()
    reads(page, "Saved.")
    own = on_the_phone(visitor, cast.jo, f"/bound/{cast.jo.pk}/")
    reads(own, "Dee Marsh")
