"""The main job, from a teacher's phone to the noticeboard and back: written, refused, approved, up, withdrawn, gone."""

import json
import re
from pathlib import Path

import pytest
from django.core import mail
from django_scopes import scope
from playwright.sync_api import expect

from schoolgate.demo.drawing import Scene, draw
from schoolgate.posts.models import Copy, Look, Post
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.rules.posts.states import State
from tests.browser import NewVisitor, Site, Visitor, assert_accessible, assert_keyboard_reaches
from tests.cast import Cast, assemble
from tests.composing import (
    SEEN,
    WORDS,
    answer_the_questions,
    comes,
    make_class_4a,
    open_what_is_to_be_put_right,
    put_in,
    say_the_rest,
    say_what_it_shows,
    send,
    what_is_wrong,
)
from tests.passing_time import Time, letters_to, newest_letter
from tests.strangers_eye import look_at

FAMILY = "family.okello@example.org"
# Nothing that says why, or whose decision it was.
NEVER_SAID = re.compile(r"consent|restrict|court|safeguard|famil|parent|protect", re.IGNORECASE)


@pytest.fixture
def cast(site: Site, settings: object) -> Cast:
    everyone = assemble()
    settings.SITE_ADDRESS = site.address
    return everyone


@pytest.fixture
def time(cast: Cast, settings: object) -> Time:
    return Time(settings, cast.now)


@pytest.fixture
def class_4a(cast: Cast) -> dict[str, Pupil]:
    """Amara, Ben and Zoë; somebody of Amara's family can be written to."""
    with scope(school=cast.oakfield):
        pupils = make_class_4a(cast.oakfield)
        adult = Adult.objects.create(school=cast.oakfield, name="A. Okello", email=FAMILY)
        Responsibility.objects.create(pupil=pupils["Amara"], adult=adult, may_answer=True)
    return pupils


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    drawn = tmp_path / "sports-day.jpg"
    drawn.write_bytes(draw(Scene.SPORTS_DAY, seed=1, children=3).jpeg)
    return drawn


def the_post(cast: Cast) -> Post:
    with scope(school=cast.oakfield):
        return Post.objects.get()


def test_from_a_phone_to_the_noticeboard_and_gone_when_the_family_withdraws(
    cast, class_4a, visitor, time, picture
):
    page = comes(visitor, cast.jo).page("/today")
    page.get_by_role("link", name="New post").first.click()
    page.wait_for_url("**/posts/new")
    put_in(page, picture)
    say_what_it_shows(page, *class_4a)
    say_the_rest(page, "Noticeboard")
    send(page)

    refused = what_is_wrong(page)
    assert "Zoë K. can’t be shown on Noticeboard in this picture." in refused
    assert "Cover them, leave that place out, or choose another picture." in refused
    assert not NEVER_SAID.search(page.locator("#problems .refusal__what").inner_text())
    assert the_post(cast).state == State.DRAFT
    assert_accessible(page)

    open_what_is_to_be_put_right(page)
    page.locator("#to-put-right").get_by_role("button", name="Cover them").click()
    page.get_by_role("heading", name="Cover Zoë K.").wait_for()
    page.locator("#tap").click(position={"x": 220, "y": 110})
    page.get_by_role("button", name="Cover", exact=True).click()
    page.get_by_text("Covered.").first.wait_for()
    answer_the_questions(page)
    page.get_by_text("Ready to send").wait_for()
    send(page)
    page.get_by_text("Sam Hale").first.wait_for()
    assert the_post(cast).state == State.WAITING

    time.passes(minutes=1)
    approve_from_the_letter(comes(visitor, cast.head), cast)
    time.passes(minutes=1)
    public = on_the_noticeboard(cast, visitor)

    withdraw(comes(visitor, cast.office), class_4a["Amara"])
    time.passes(minutes=1)
    assert the_post(cast).state == State.DOWN
    nothing_is_left(public)
    all_looks_are_recorded(cast, time)
    the_family_hears_what_we_know(cast, visitor, time)
    no_letter_names(class_4a)


def approve_from_the_letter(head: Visitor, cast: Cast) -> None:
    page = head.page()
    page.goto(re.search(r"https?://\S+", newest_letter(cast.head))[0])
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator(".people")).to_contain_text("Zoë K. covered")
    expect(page.locator(".preview img").first).not_to_have_js_property("naturalWidth", 0)
    page.get_by_role("button", name="Approve", exact=True).click()
    page.wait_for_url(re.compile(r"/today$|/posts/\d+$"))
    assert the_post(cast).state == State.APPROVED


def on_the_noticeboard(cast: Cast, visitor: NewVisitor) -> dict[str, str]:
    """A stranger finds it there, no search engine or cache does. Gives every public address, by what it is."""
    page = visitor().page("/noticeboard/oakfield/")
    page.get_by_text(WORDS).wait_for()
    shown = page.locator("article img").first
    shown.scroll_into_view_if_needed()
    expect(shown).not_to_have_js_property("naturalWidth", 0)
    assert shown.get_attribute("alt") == SEEN
    with scope(school=cast.oakfield):
        copies = list(Copy.objects.all())
    public = {one.url.rsplit(".", 1)[-1] if one.kind == "feed" else one.kind: one.url for one in copies}
    assert set(public) == {"page", "picture", "atom", "json"}
    for kind, address in public.items():
        found = look_at(address)
        assert found.is_there, kind
        assert found.is_kept_private, kind
    for feed in ("atom", "json"):
        found = look_at(public[feed])
        assert WORDS in found.body
        assert not re.search(r"<img|image|\.jpg|pictures/", found.body)
    return public


def withdraw(office: Visitor, pupil: Pupil) -> None:
    page = office.page(f"/schools/oakfield/pupils/{pupil.pk}")
    page.get_by_role("link", name=re.compile("Take a yes back")).click()
    page.wait_for_url("**/withdraw")
    page.get_by_role("button", name="Take it back now").wait_for()
    for use in page.get_by_role("checkbox").all():
        use.check()
    page.get_by_role("button", name="Take it back now").click()
    page.get_by_text("It is taken back from now on. What is public comes down.").wait_for()


def nothing_is_left(public: dict[str, str]) -> None:
    """The page and the picture are gone, and the feeds have no entry."""
    assert look_at(public["page"]).status == 404
    assert look_at(public["picture"]).status == 404
    assert json.loads(look_at(public["json"]).body)["items"] == []
    assert WORDS not in look_at(public["atom"]).body


def all_looks_are_recorded(cast: Cast, time: Time) -> None:
    """At once, after an hour and after a day, at each of the four addresses, and each time it was gone."""
    for so_many, later in ((4, {}), (8, {"hours": 1}), (12, {"days": 1})):
        if later:
            time.passes(**later)
        with scope(school=cast.oakfield):
            looked = Look.objects.filter(looked_at__isnull=False)
            assert (looked.count(), set(looked.values_list("found", flat=True))) == (so_many, {"gone"})


def the_family_hears_what_we_know(cast: Cast, visitor: NewVisitor, time: Time) -> None:
    """First what was found; and when somebody has looked through what is older, what became of it."""
    (first,) = letters_to(FAMILY)
    assert "We know of 1 post" in first
    assert "since Tuesday 17 November 2026" in first
    page = comes(visitor, cast.dpo).page("/today")
    page.get_by_role("link", name=re.compile("Look through older posts")).first.click()
    page.get_by_label("What did you do or find?").fill("Looked through two years: nothing.")
    page.get_by_role("button", name="It is done").click()
    page.wait_for_url("**/today")
    time.passes(minutes=1)
    assert len(letters_to(FAMILY)) == 2
    assert "The 1 post that we knew of is gone" in letters_to(FAMILY)[1]
    assert "Looked through two years: nothing." in letters_to(FAMILY)[1]


def no_letter_names(pupils: dict[str, Pupil]) -> None:
    names = "|".join(name for one in pupils.values() for name in (one.legal_forename, one.legal_surname))
    assert len(mail.outbox) >= 4
    assert not [one.body for one in mail.outbox if re.search(names, f"{one.subject} {one.body}")]


def test_without_javascript_a_teacher_leaves_a_place_out_and_sends(cast, class_4a, visitor, time, picture):
    page = comes(visitor, cast.jo, javascript=False).page("/schools/oakfield/posts/new")
    put_in(page, picture)
    say_what_it_shows(page, *class_4a)
    say_the_rest(page, "Website", "Facebook")
    send(page)
    assert "Zoë K. can’t be shown on Facebook in this picture." in what_is_wrong(page)
    page.locator("#problems").get_by_role("button", name="Leave out Facebook").click()
    expect(page.get_by_role("group", name="Where does it go?").get_by_label("Facebook")).not_to_be_checked()
    expect(page.get_by_label("What do you want to say?")).to_have_value(WORDS)
    send(page)
    expect(page.locator("main")).to_contain_text("Sam Hale")
    assert the_post(cast).state == State.WAITING


def test_with_the_keyboard_alone_a_headteacher_approves(cast, visitor, time):
    with scope(school=cast.oakfield):
        post = waiting_post(cast)
    page = comes(visitor, cast.head).page(f"/schools/oakfield/posts/{post.pk}/approve")
    assert_keyboard_reaches(page, "Approve")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/today$|/posts/\d+$"))
    assert the_post(cast).state == State.APPROVED
