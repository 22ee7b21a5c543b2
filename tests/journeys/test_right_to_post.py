"""A new teacher on a phone: cannot post yet, reads and signs on one page, is trained, posts; the head sees it all."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from schoolgate.kernel.permissions import Role
from tests import make
from tests.browser import assert_accessible, assert_fits, assert_targets_are_big_enough
from tests.cast import Cast
from tests.composing import send
from tests.living_by import at, on_the_phone, reads, school_living_by, state_of


@pytest.fixture
def cast(site, settings, tmp_path: Path) -> Cast:
    found = school_living_by("BE")
    settings.FIXED_NOW, settings.MEDIA_STORE = found.now, tmp_path
    return found


def test_a_new_teacher_signs_is_trained_and_posts(cast, visitor):
    with at(cast) as posting:
        nia = make.make_person(cast.oakfield, Role.STAFF, forename="Nia", surname="Wold")
        make.let_write(cast.oakfield)
        post = posting.ready(nia)

    page = on_the_phone(visitor, nia, f"/posts/{post.pk}/edit")
    page.locator("#to-put-right-words").click()
    reads(page, "“Our policy in short” is not signed and the training on what may be posted is missing")
    page.get_by_role("button", name="Read and sign now").click()
    expect(page.get_by_role("heading", level=1, name="Read and sign")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    for question, answer in ((0, "Yes"), (1, "Yes"), (2, "No")):
        page.locator("fieldset").nth(question).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Sign as Nia Wold").click()
    reads(page, "You decline it and tell the safeguarding lead.")
    page.locator("fieldset").nth(1).get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Sign as Nia Wold").click()
    reads(page, "Signed. Thank you.")
    reads(page, "Our policy in short")

    head = on_the_phone(visitor, cast.head, "/who-may-post")
    reads(head, "the training on what may be posted is missing")
    assert_fits(head)
    assert_accessible(head)
    head.get_by_role("link", name="Training", exact=True).first.click()
    head.get_by_role("link", name=re.compile("^Course")).first.click()
    head.get_by_role("link", name="Write down a session").click()
    head.get_by_label("When was it?").fill("2026-11-17")
    head.get_by_label("Who led it?").fill("Dee Marsh")
    head.get_by_role("group", name="Who came?").get_by_label(re.compile("Nia Wold")).check()
    assert_targets_are_big_enough(head)
    head.get_by_role("button", name="Write it down").click()
    reads(head, "Written down.")

    mine = on_the_phone(visitor, nia, "/my-right-to-post")
    reads(mine, "Nothing is missing of what you read, sign and learn.")
    assert_fits(mine)
    assert_accessible(mine)
    mine.goto(mine.url.replace("/my-right-to-post", f"/posts/{post.pk}/edit"))
    send(mine)
    expect(mine).to_have_url(re.compile(rf"/posts/{post.pk}$"))
    assert state_of(post) == "waiting"


def test_one_page_also_without_javascript_and_a_no_is_told_to_the_head(cast, visitor):
    with at(cast):
        nia = make.make_person(cast.oakfield, Role.STAFF, forename="Nia", surname="Wold")
    plain = visitor(javascript=False)
    plain.sign_in(nia.user)
    page = plain.page("/schools/oakfield/read-and-sign")
    page.get_by_role("link", name="I do not sign this").click()
    page.get_by_label("What do you have against it?").fill("I want to ask my union first.")
    page.get_by_role("button", name="Send this").click()
    reads(page, "The headteacher will talk it over with you.")
    head = on_the_phone(visitor, cast.head, "/signatures")
    reads(head, "I want to ask my union first.")
    assert_fits(head)
    assert_accessible(head)
