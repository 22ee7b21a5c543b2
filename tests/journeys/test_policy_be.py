"""BE, a primary's policy: the tone fits the place, leaders decide what divides people, whoever asks is not shown."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.picturing import name_adult
from schoolgate.posts.models import Post
from tests.browser import assert_accessible, assert_fits
from tests.cast import Cast
from tests.composing import send, what_is_wrong
from tests.living_by import approve, at, on_the_phone, reads, school_living_by, state_of


@pytest.fixture
def cast(site, settings, tmp_path: Path) -> Cast:
    found = school_living_by("BE")
    settings.FIXED_NOW, settings.MEDIA_STORE = found.now, tmp_path
    return found


def test_the_tone_follows_the_place_while_one_writes(cast, visitor):
    with at(cast) as posting:
        post = posting.draft(places=[cast.website.pk])
    page = on_the_phone(visitor, cast.jo, f"/posts/{post.pk}/edit")
    beside = page.locator("#beside")
    expect(beside).not_to_contain_text("friendly")
    page.get_by_role("group", name="Where does it go?").get_by_label("Facebook").check()
    beside.get_by_text(re.compile("informative, friendly and balanced")).wait_for()
    assert_accessible(page)
    assert_fits(page)


def test_a_leader_decides_twice_on_what_could_divide_people(cast, visitor):
    with at(cast) as posting:
        post = posting.ready(cast.jo)
        told = Answer("could_harm", is_yes=True, why="It is about the road.")
        answer_questions(cast.as_actor(cast.jo), post, answers=[told])
    author = on_the_phone(visitor, cast.jo, f"/posts/{post.pk}/edit")
    send(author)
    author.locator(".story").wait_for()
    leader = on_the_phone(visitor, cast.deputy, f"/posts/{post.pk}/approve")
    reads(leader, "It is about the road.")
    approve(leader)
    reads(leader, "The author says that this topic could divide people.")
    assert_accessible(leader)
    leader.get_by_label("The words are right for a topic").check()
    approve(leader)
    assert state_of(post) == "approved"


def test_whoever_asks_not_to_be_filmed_is_not_shown(cast, visitor):
    with at(cast) as posting:
        post = posting.draft(cast.jo)
        inside = posting.put_in(post, cast.jo)
        jo = cast.as_actor(cast.jo)
        name_adult(jo, post, picture=inside.pk, person=cast.lee.pk, agreed=True)
        posting.answer(Post.objects.get(pk=post.pk), cast.jo)
    lee = on_the_phone(visitor, cast.lee, f"/bound/{cast.lee.pk}/")
    lee.get_by_role("link", name="Change where they may be shown").click()
    reads(lee, "A no needs no reason")
    lee.get_by_role("group", name="On our website").get_by_label("No").check()
    lee.get_by_role("button", name="Save").click()
    reads(lee, "online: no")
    page = on_the_phone(visitor, cast.jo, f"/posts/{post.pk}/edit")
    send(page)
    assert "Lee Birch can’t be shown on Noticeboard in this picture." in what_is_wrong(page)
