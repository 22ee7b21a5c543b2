"""ST, a Catholic primary's policy: leaders read every post, a pupil who understands answers alone, posts are held."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser import assert_accessible, assert_fits
from tests.cast import Cast
from tests.living_by import approve, at, on_the_phone, reads, school_living_by, state_of


@pytest.fixture
def cast(site, settings, tmp_path) -> Cast:
    found = school_living_by("ST")
    settings.FIXED_NOW, settings.MEDIA_STORE = found.now, tmp_path
    return found


def test_a_colleague_cannot_approve_and_a_senior_leader_can(cast, visitor):
    with at(cast) as posting:
        post = posting.waiting(cast.jo)
    colleague = on_the_phone(visitor, cast.lee, f"/posts/{post.pk}/approve")
    reads(colleague, "A post is approved here by the headteacher or senior leader.")
    expect(colleague.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    leader = on_the_phone(visitor, cast.deputy, f"/posts/{post.pk}/approve")
    approve(leader)
    assert state_of(post) == "approved"


def test_a_pupil_who_understands_says_yes_herself(cast, visitor):
    with at(cast):
        amara = make.make_pupil(cast.oakfield)
    page = on_the_phone(visitor, cast.office, f"/pupils/{amara.pk}")
    reads(page, "Somebody with parental responsibility answers.")
    page.get_by_role("link", name="Change who answers").click()
    page.get_by_label("Yes").check()
    page.get_by_label("What that rests on").fill("Ms Keene talked it through on 3 March.")
    page.get_by_role("button", name="Write it down").click()
    reads(page, "Understands what it means and answers alone.")
    page.get_by_role("link", name="Write down an answer").click()
    page.get_by_role("group", name="Photograph on the school website").get_by_label("Yes").check()
    page.get_by_label("Who said so").fill("Ms Okello")
    page.get_by_label("a parent or carer with parental responsibility", exact=True).check()
    page.get_by_label("Where it can be seen").fill("Form of September")
    page.get_by_role("button", name="Write it down").click()
    reads(page, "This pupil understands what it means and answers alone.")
    assert_accessible(page)
    page.get_by_label("the pupil, whom the school has assessed as able to decide").check()
    page.get_by_label("Who said so").fill("Amara")
    page.get_by_role("button", name="Write it down").click()
    reads(page, "The answer is written down.")


def test_a_governor_confirms_what_the_safeguarding_leads_work_includes(cast, visitor):
    page = on_the_phone(visitor, cast.governor, "/bound/posts/")
    reads(page, "Sam Hale")
    reads(page, "not confirmed by the governors")
    assert_fits(page)
    page.get_by_role("link", name=re.compile("Confirm.*Ros Keene")).click()
    page.get_by_role("button", name="Confirm").click()
    reads(page, "being safe online is part of it")
    assert_accessible(page)
