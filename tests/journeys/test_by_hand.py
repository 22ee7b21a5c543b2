"""By hand, on a phone: the approved words and pictures to the share sheet, *It is up*, and taken down the same way."""

import json
import re

import pytest
from django_scopes import scope

from schoolgate.duties.models import Duty
from schoolgate.posts.models import Copy, Post, PostPicture
from schoolgate.posts.tests.films_going_out import kept_film
from schoolgate.posts.tests.going_out import approved_post
from schoolgate.rules.posts.states import State
from tests.browser import Site
from tests.cast import Cast, assemble
from tests.composing import comes, make_class_4a
from tests.passing_time import Time

# Chromium on a desktop has no share sheet; this one takes what a phone's would be given.
SHARE_SHEET = """
  navigator.canShare = () => true;
  navigator.share = async what => {
    const files = what.files.map(one => ({type: one.type, size: one.size}));
    document.body.dataset.shared = JSON.stringify({text: what.text, files: files});
  };
"""
LINK = "https://social.example.org/oakfield/1"


@pytest.fixture
def cast(site: Site, settings: object) -> Cast:
    everyone = assemble()
    settings.SITE_ADDRESS = site.address
    return everyone


@pytest.fixture
def time(cast: Cast, settings: object) -> Time:
    return Time(settings, cast.now)


@pytest.fixture
def post(cast: Cast, time: Time) -> Post:
    """Approved for Facebook, with a picture of a pupil; somebody is asked to put it up."""
    with scope(school=cast.oakfield):
        amara = make_class_4a(cast.oakfield)["Amara"]
        post = approved_post(cast, cast.facebook, pupils=(amara,))
    time.passes(minutes=1)
    return post


def state_of(post: Post) -> str:
    return Post._base_manager.get(pk=post.pk).state


def test_put_up_in_four_taps_then_taken_down_by_hand(cast, post, visitor, time):
    with scope(school=cast.oakfield):
        PostPicture.objects.create(post=post, picture=kept_film(cast), alt="A square moves.", position=2)
    jo = comes(visitor, cast.jo, has_touch=True, is_mobile=True)
    page = jo.page()
    page.add_init_script(SHARE_SHEET)
    page.goto(jo.site.url("/today"))
    page.get_by_role("link", name=re.compile("Put it up")).first.click()  # 1
    page.get_by_role("button", name="Share").click()  # 2; the third is the choice in the share sheet
    page.locator("body[data-shared]").wait_for()
    shared = json.loads(page.locator("body").get_attribute("data-shared"))
    assert shared["text"].endswith(f"{post.text}\n\n— {post.speaker}")
    assert [file["type"] for file in shared["files"]] == ["image/jpeg", "video/mp4"]
    assert min(file["size"] for file in shared["files"]) > 1000
    page.get_by_role("button", name="It is up", exact=True).click()  # 4
    page.get_by_text("It is written down as up.").wait_for()
    assert state_of(post) == State.UP

    page.get_by_role("link", name="Take it down").click()
    page.get_by_label("Something is wrong in it").check()
    page.get_by_role("button", name="Take it down").click()
    page.get_by_text("It is coming down.").wait_for()
    time.passes(minutes=1)
    assert state_of(post) == State.COMING_DOWN, "nobody has said that it is gone"
    page.goto(jo.site.url("/today"))
    page.get_by_role("link", name=re.compile("Take it down from Facebook")).first.click()
    page.get_by_role("button", name="It is gone").click()
    page.get_by_text("It is written down as gone.").wait_for()
    assert state_of(post) == State.DOWN
    with scope(school=cast.oakfield):
        assert not Duty.objects.filter(done_at=None).exists()


def test_without_javascript_the_words_and_pictures_can_be_copied_and_saved_and_the_link_follows(
    cast, post, visitor
):
    page = comes(visitor, cast.jo, javascript=False).page("/today")
    page.get_by_role("link", name=re.compile("Put it up")).first.click()
    assert page.get_by_label("The words").input_value().endswith(f"{post.text}\n\n— {post.speaker}")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save picture 1").click()
    assert saved.value.path().read_bytes().startswith(b"\xff\xd8")
    page.get_by_role("button", name="It is up", exact=True).click()
    page.get_by_text("It is written down as up.").wait_for()
    with scope(school=cast.oakfield):
        delivery = post.deliveries.get()
    page.goto(page.url.replace(f"posts/{post.pk}", f"deliveries/{delivery.pk}"))
    page.get_by_label("The link to it").fill(LINK)
    page.get_by_role("button", name="Keep the link").click()
    page.get_by_text("The link is kept.").wait_for()
    with scope(school=cast.oakfield):
        assert Copy.objects.get().url == LINK


def test_not_put_up_is_said_in_one_tap_and_the_author_hears_what_to_do(cast, post, visitor, time):
    page = comes(visitor, cast.jo).page("/today")
    page.get_by_role("link", name=re.compile("Put it up")).first.click()
    page.get_by_role("button", name="It will not be put up there").click()
    page.get_by_text("It is not up there.").wait_for()
    time.passes(minutes=1)
    assert state_of(post) == State.HELD
