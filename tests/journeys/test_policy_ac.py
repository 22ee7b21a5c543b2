"""AC, a church primary's policy: no pupil is named, the website is for those named, staff say where they are shown."""

import pytest

from tests.browser import assert_accessible, assert_fits
from tests.cast import Cast
from tests.composing import answer_the_questions, make_class_4a, say_the_rest, send, what_is_wrong
from tests.living_by import at, on_the_phone, reads, school_living_by, state_of


@pytest.fixture
def cast(site, settings, tmp_path) -> Cast:
    found = school_living_by("AC")
    settings.FIXED_NOW, settings.MEDIA_STORE = found.now, tmp_path
    return found


def test_a_teacher_reads_that_it_leaves_her_hands_and_takes_a_childs_name_out(cast, visitor):
    with at(cast):
        make_class_4a(cast.oakfield)
    page = on_the_phone(visitor, cast.jo, "/posts/new")
    reads(page, "This is public: once it is out, it is out of your hands.")
    say_the_rest(page, "Noticeboard", words="Thank you to Amara for the song in assembly.")
    send(page)
    assert "Our policy names no pupils." in what_is_wrong(page)
    page.get_by_label("What do you want to say?").fill("Thank you for the song in assembly.")
    send(page)
    # Other words are judged anew.
    page.locator("#problems").get_by_text("Not answered").first.wait_for()
    answer_the_questions(page)
    send(page)
    page.locator(".story").wait_for()
    assert_accessible(page)


def test_only_whom_the_headteacher_named_sends_to_the_website(cast, visitor):
    with at(cast) as posting:
        cast.website.people.all().delete()
        cast.website.named = []
        cast.website.save()
        post = posting.ready(places=[cast.website])
    teacher = on_the_phone(visitor, cast.jo, f"/posts/{post.pk}/edit")
    send(teacher)
    assert "Nobody is named yet to write for Website." in what_is_wrong(teacher)
    head = on_the_phone(visitor, cast.head, f"/accounts/{cast.website.pk}")
    reads(head, "Nobody is named for this account yet.")
    head.get_by_role("link", name="Name somebody").click()
    head.get_by_label("Who", exact=True).select_option(label="Jo Ash")
    head.get_by_label("looks after it").check()
    head.get_by_role("button", name="Save").click()
    reads(head, "Jo Ash looks after it")
    assert_accessible(head)
    assert_fits(head)
    send(teacher)
    teacher.locator(".story").wait_for()
    assert state_of(post) == "waiting"


def test_a_teacher_says_no_to_the_internet_and_yes_to_print(cast, visitor):
    page = on_the_phone(visitor, cast.lee, f"/bound/{cast.lee.pk}/picture/")
    page.get_by_role("group", name="On our website").get_by_label("No").check()
    page.get_by_role("group", name="In what we print").get_by_label("Yes").check()
    page.get_by_role("button", name="Save").click()
    reads(page, "online: no")
    reads(page, "in print: yes")
    assert_accessible(page)
    assert_fits(page)
