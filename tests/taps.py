"""`make taps`: the main jobs by one thumb on a phone of 360 x 740, each tap counted, timed and photographed.

Everybody has signed in before. Typing is not counted. Nothing that only a person can judge is answered beforehand.
What looks at pictures is there, as in every installation: the models of faces and of words.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django_scopes import scope
from playwright.sync_api import Locator

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.config import environment
from schoolgate.demo.drawing import Scene, draw
from schoolgate.media.words_seen.finding import models_are_there
from schoolgate.people.models import Person
from schoolgate.policies.queries import fresh_policy
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostTarget
from schoolgate.rules.posts.states import State
from tests import make
from tests.browser import SMALL_PHONE, NewVisitor, Site
from tests.cast import Cast, assemble
from tests.thumb import Thumb

FACES = environment.CHECKOUT / "build" / "faces" / "centerface.onnx"
WORDS = environment.CHECKOUT / "build" / "words"
TO_APPROVE, TO_SEND_BACK, TO_SUBMIT, TO_STOP = 2, 3, 12, 2


@pytest.fixture
def cast(site: Site, settings: object) -> Cast:
    everyone = assemble()
    settings.FIXED_NOW = everyone.now
    settings.SITE_ADDRESS = site.address
    settings.FACE_MODEL, settings.WORD_MODELS = FACES, WORDS
    return everyone


@pytest.fixture
def thumb(visitor: NewVisitor):
    """`thumb(person, job, allowed)`: a person with a phone, signed in, about to do the job."""
    thumbs: list[Thumb] = []

    def of(person: Person, job: str, allowed: int, *, start: str = "") -> Thumb:
        somebody = visitor(viewport=SMALL_PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
        somebody.sign_in(person.user)
        thumbs.append(Thumb(somebody.page(start), job, allowed))
        return thumbs[-1]

    yield of
    for one in thumbs:
        one.finish()


def submitted_post(cast: Cast) -> Post:
    """A post in words by Jo, submitted, its e-mails sent."""
    with scope(school=cast.oakfield):
        post = Post.objects.create(
            school=cast.oakfield,
            author=cast.jo,
            state=State.DRAFT,
            text="The summer fair starts at two on the field. Come and bring a friend.",
            objective="event",
            speaker=cast.jo.team,
            digest="",
            goes_out_at=cast.now + timedelta(hours=3),
            created_at=cast.now,
            changed_at=cast.now,
        )
        PostTarget.objects.create(post=post, account=cast.noticeboard)
        Hand.objects.create(post=post, version=post.version, person=cast.jo, at=cast.now)
        for question in fresh_policy().questions:
            JudgementAnswer.objects.create(
                post=post, question=question.key, is_yes=False, answered_by=cast.jo, answered_at=cast.now
            )
        post.digest = content_digest(post)
        post.save()
        submit_post(cast.as_actor(cast.jo), post)
    run_all(cast.now)
    return post


def link_in_mail_to(person: Person) -> str:
    """The link in the newest e-mail to this person."""
    (newest, *_) = [one for one in reversed(mail.outbox) if person.user.email in one.to]
    return re.search(r"https?://\S+", newest.body)[0]


def state_of(cast: Cast, post: Post) -> str:
    with scope(school=cast.oakfield):
        return Post.objects.get(pk=post.pk).state


def said(thumb: Thumb, words: str) -> Locator:
    """The confirmation on the page that follows."""
    return thumb.page.locator(".done").filter(has_text=words)


def test_approve_from_the_e_mail(cast: Cast, thumb):
    post = submitted_post(cast)
    head = thumb(cast.head, "Approve from the e-mail", TO_APPROVE)
    head.open_link(link_in_mail_to(cast.head), "the link in the e-mail")
    head.tap(
        head.page.get_by_role("button", name="Approve", exact=True), "Approve", then=said(head, "Approved")
    )
    assert state_of(cast, post) == State.APPROVED


def test_send_back_with_a_ready_made_reason(cast: Cast, thumb):
    post = submitted_post(cast)
    head = thumb(cast.head, "Send back with a ready-made reason", TO_SEND_BACK)
    head.open_link(link_in_mail_to(cast.head), "the link in the e-mail")
    head.tap(head.page.get_by_label("Kinder or plainer words"), "Kinder or plainer words")
    head.tap(head.page.get_by_role("button", name="Send back"), "Send back", then=said(head, "Sent back"))
    assert state_of(cast, post) == State.RETURNED


@pytest.mark.parametrize(
    "place", ["today", "help", "posts:list", "posts:new", "pupils:roll", "policies:policy"]
)
def test_stop_all_posts_from_any_page(cast: Cast, thumb, place: str):
    try:
        start = reverse(place)
    except NoReverseMatch:
        start = reverse(place, kwargs={"school_slug": cast.oakfield.slug})
    head = thumb(cast.head, f"Stop all posts from {place.replace(':', ' ')}", TO_STOP, start=start)
    now = head.page.get_by_role("button", name="Stop all posts")
    head.tap(head.page.get_by_role("link", name="Stop all posts"), "Stop all posts", then=now)
    head.tap(now, "Stop all posts now", then=head.page.get_by_text("All posts are stopped"))


def earlier_post(cast: Cast) -> None:
    """Jo has written before, so the places are filled in from last time."""
    with scope(school=cast.oakfield):
        post = Post.objects.create(
            school=cast.oakfield,
            author=cast.jo,
            state=State.UP,
            text="Book day is on Thursday.",
            objective="event",
            speaker=cast.jo.team,
            digest="",
            created_at=cast.now - timedelta(days=7),
            changed_at=cast.now - timedelta(days=7),
            submitted_at=cast.now - timedelta(days=7),
        )
        PostTarget.objects.create(post=post, account=cast.noticeboard)


def test_submit_a_picture_of_three_pupils(cast: Cast, thumb, tmp_path: Path):
    assert models_are_there(), "The models are not there: run `make install`."
    three = [("Amara", "Okello"), ("Ben", "Tarrant"), ("Zoë", "Kirk")]
    with scope(school=cast.oakfield):
        for forename, surname in three:
            make.consents(make.make_pupil(cast.oakfield, forename, surname, class_name="4A"))
    earlier_post(cast)
    picture = tmp_path / "sports-day.jpg"
    picture.write_bytes(draw(Scene.SPORTS_DAY, seed=1, children=3).jpeg)
    jo = thumb(cast.jo, "Submit a picture of three pupils", TO_SUBMIT, start="/today")
    page = jo.page
    add = page.locator("label", has_text="Add a picture")
    described = page.get_by_label("what does the picture show?")
    jo.tap(page.get_by_role("link", name="New post"), "New post", then=add)
    jo.choose_file(add, [picture], "Add a picture", then=described)
    run_all(cast.now)  # what the worker does beside the page: it reads the picture
    jo.type(
        page.get_by_label("What do you want to say?"), "What a morning! Year 4 ran and jumped and cheered."
    )
    jo.type(described, "Three children on a sunny sports field")
    jo.tap(page.get_by_role("group", name="How many").get_by_label("3", exact=True), "3 could be recognised")
    for forename, _surname in three:
        jo.tap(page.get_by_role("group", name="Who is in it?").get_by_label(forename), forename)
    jo.tap(page.get_by_label("have achieved"), "Something pupils or staff have achieved")
    for question in page.locator("#questions fieldset").all():
        words = question.locator("legend").inner_text()
        answer = "Yes" if words.startswith("Is everything shown") else "No"
        jo.tap(question.get_by_label(answer, exact=True), f"{answer}: {words}")
    jo.tap(page.get_by_role("button", name="Send"), "Send", then=said(jo, "Sent"))
    with scope(school=cast.oakfield):
        assert Post.objects.latest("pk").state == State.WAITING
