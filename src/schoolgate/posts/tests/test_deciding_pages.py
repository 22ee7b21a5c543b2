"""The pages where a post is decided: what they show, and how many queries they take."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.media.models import Appearance, Picture
from schoolgate.policies.queries import fresh_policy
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture, PostTarget
from schoolgate.pupils.naming import index_of
from schoolgate.rules.posts.states import State
from tests.make import NOW, consents, make_pupil

pytestmark = pytest.mark.django_db


def a_picture_post(cast, *, children: int = 2, title: str = "Sports day") -> Post:
    post = Post.objects.create(
        school=cast.oakfield, author=cast.jo, state=State.WAITING, title=title, text="What a morning!",
        objective="event", speaker=cast.jo.team, digest="", goes_out_at=NOW + timedelta(hours=3),
        created_at=NOW, changed_at=NOW,
        submitted_at=NOW,
    )  # fmt: skip
    PostTarget.objects.create(post=post, account=cast.noticeboard)
    Hand.objects.create(post=post, version=1, person=cast.jo, at=NOW)
    picture = Picture.objects.create(
        school=cast.oakfield, stored_as=f"picture-{post.pk}", width=1600, height=1200, sha256="a" * 64, size=1,
        added_at=NOW,
    )  # fmt: skip
    PostPicture.objects.create(post=post, picture=picture, alt="Children run", people_count=children)
    for number in range(children):
        pupil = make_pupil(cast.oakfield, "Zephyr", f"Tarlo{number}")
        consents(pupil)
        Appearance.objects.create(picture=picture, kind="pupil", pupil=pupil, named_at=NOW)
    for question in fresh_policy().questions:
        JudgementAnswer.objects.create(
            post=post,
            question=question.key,
            is_yes=question.fine == "yes",
            answered_by=cast.jo,
            answered_at=NOW,
        )
    post.digest = content_digest(post)
    post.save()
    return post


def page(cast, post, who=None):
    return cast.browse_as(who or cast.head).get(f"/schools/oakfield/posts/{post.pk}/approve")


def test_it_shows_exactly_what_goes_out_and_offers_the_decision(cast):
    shown = page(cast, a_picture_post(cast)).content.decode()
    for words in (
        "What a morning!",
        "Children run",
        "Zephyr T.",
        "Not decided by then, it does not go out",
        ">Approve<",
    ):
        assert words in shown


def test_the_author_is_told_who_else_can_decide_and_gets_no_button(cast):
    shown = page(cast, a_picture_post(cast), cast.jo).content.decode()
    assert "someone else must approve it" in shown
    assert "Sam Hale" in shown
    assert ">Approve<" not in shown


def test_approving_from_the_page_leads_to_today_and_a_second_tap_does_nothing_more(cast):
    post = a_picture_post(cast)
    client = cast.browse_as(cast.head)
    address = f"/schools/oakfield/posts/{post.pk}/approve"
    assert client.post(address, {"form_key": "k"}).status_code == 302
    assert client.post(address, {"form_key": "k"}).status_code == 302
    post.refresh_from_db()
    assert post.state == State.APPROVED
    assert post.approvals.count() == 1


@pytest.mark.parametrize(("hours", "words"), [(3, "It goes out today 13:00."), (None, "It goes out now.")])
def test_whoever_approves_reads_when_it_goes_out(cast, hours, words):
    post = a_picture_post(cast)
    Post.objects.filter(pk=post.pk).update(goes_out_at=hours and NOW + timedelta(hours=hours))
    client = cast.browse_as(cast.head)
    client.post(f"/schools/oakfield/posts/{post.pk}/approve", {"form_key": "k"})
    assert words in client.get("/today").content.decode()


def test_nobody_approves_what_was_changed_and_sent_again_since_they_opened_it(cast):
    post = a_picture_post(cast)
    client, address = cast.browse_as(cast.head), f"/schools/oakfield/posts/{post.pk}/approve"
    seen = re.compile(r'name="seen" value="([^"]+)"')
    first = {"seen": seen.search(client.get(address).content.decode()).group(1), "form_key": "k"}
    jo, inside = cast.as_actor(cast.jo), post.pictures.get()
    describe_pictures(jo, post, said=[PictureSaid(inside.pk, "Somebody falls", inside.people_count)])
    submit_post(jo, post)

    told = client.post(address, first)
    assert told.status_code == 409
    shown = told.content.decode()
    assert "changed and sent again while you read it" in shown
    assert "Somebody falls" in shown
    assert Post.objects.get(pk=post.pk).state == State.WAITING
    # What was told is what is read now; of two who decide at once, the second learns of the first.
    late = cast.browse_as(cast.deputy)
    old = {"seen": seen.search(late.get(address).content.decode()).group(1)}
    assert client.post(address, first | {"seen": seen.search(shown).group(1)}).status_code == 302
    assert "It stands at: approved." in late.post(address, old).content.decode()


def test_opening_it_changes_nothing(cast):
    post = a_picture_post(cast)
    page(cast, post)
    post.refresh_from_db()
    assert post.state == State.WAITING


def test_opening_a_post_takes_at_most_ten_queries_however_many_are_in_it(cast):
    client = cast.browse_as(cast.head)
    counts = []
    for children in (2, 20):
        post = a_picture_post(cast, children=children)
        client.get(f"/schools/oakfield/posts/{post.pk}/approve")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/schools/oakfield/posts/{post.pk}/approve").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1], [query["sql"][:90] for query in captured]
    assert counts[0] <= 10, "\n".join(query["sql"][:160] for query in captured)


def test_approving_takes_at_most_twelve_queries_of_its_own_and_three_that_lock(cast):
    post = a_picture_post(cast)
    actor = cast.as_actor(cast.head)
    index_of(cast.oakfield)
    with CaptureQueriesContext(connection) as captured:
        approve_post(actor, post)
    own = [
        query["sql"]
        for query in captured
        if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    locks = 0 if connection.vendor == "sqlite" else 3  # there the transaction itself is the lock
    assert len(own) <= 12 + locks, "\n".join(sql[:160] for sql in own)


@pytest.mark.parametrize(
    ("address", "at_most"), [("/schools/oakfield/posts/", 7), ("/schools/oakfield/posts/calendar/", 4)]
)
def test_lists_do_not_take_more_queries_with_more_posts(cast, address, at_most):
    client = cast.browse_as(cast.head)
    counts = []
    for more in (3, 27):
        for number in range(more):
            a_picture_post(cast, title=f"Post {number}")
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[1] <= at_most, "\n".join(query["sql"][:160] for query in captured)


def test_a_volunteer_never_reads_who_is_in_a_picture_nor_why_a_post_was_held(cast):
    post = a_picture_post(cast)
    Post.objects.filter(pk=post.pk).update(
        state=State.HELD, held_because="Zephyr T. can't be shown on Website."
    )
    client = cast.browse_as(cast.volunteer)
    shown = client.get(f"/schools/oakfield/posts/{post.pk}").content.decode()
    assert "What a morning!" in shown
    assert "Zephyr" not in shown
    assert client.get(f"/schools/oakfield/posts/{post.pk}/approve").status_code == 403


def test_the_next_page_of_a_list_asks_for_the_same(cast):
    for number in range(51):
        a_picture_post(cast, title=f"Post {number}", children=0)
    client = cast.browse_as(cast.head)
    shown = client.get("/schools/oakfield/posts/?state=waiting&words=morning").content.decode()
    assert "?state=waiting&amp;words=morning&amp;page=2" in shown
    second = client.get("/schools/oakfield/posts/?state=waiting&words=morning&page=2").content.decode()
    assert "?state=waiting&amp;words=morning&amp;page=1" in second


def test_the_list_shows_of_each_post_what_it_is_whose_it_is_where_when_and_how_it_stands(cast):
    post = a_picture_post(cast, title="")
    Post.objects.filter(pk=post.pk).update(text="We grew <beans> in jars & pots today, all of us")
    shown = cast.browse_as(cast.head).get("/schools/oakfield/posts/?state=waiting").content.decode()
    line = shown[shown.index("<tbody>") : shown.index("</tbody>")]
    for words in (
        "We grew &lt;beans&gt; in jars &amp; pots…", "by Jo Ash", "1 picture<", cast.noticeboard.name, "today 13:00",
        '<span class="state state--open">Waiting for approval</span>', f"/schools/oakfield/posts/{post.pk}/approve",
    ):  # fmt: skip
        assert words in line, line
    assert f'href="/schools/oakfield/posts/{post.pk}"' not in line


def test_the_list_says_which_posts_it_shows_and_what_to_do_where_there_are_none(cast):
    client = cast.browse_as(cast.head)
    every = client.get("/schools/oakfield/posts/").content.decode()
    assert '<a class="govuk-link" href="?" aria-current="true">All</a>' in every
    assert "Posts appear here once somebody writes one." in every
    waiting = client.get("/schools/oakfield/posts/?state=waiting").content.decode()
    assert 'href="?state=waiting" aria-current="true"' in waiting
    assert "Nothing is found here." in waiting


def test_the_month_shows_each_post_on_its_day_in_london(cast):
    post = a_picture_post(cast, title="Late in the evening")
    Post.objects.filter(pk=post.pk).update(goes_out_at=NOW.replace(month=6, day=30, hour=23, minute=5))
    client = cast.browse_as(cast.head)
    july = client.get("/schools/oakfield/posts/calendar/2026-07/").content.decode()
    assert f'href="/schools/oakfield/posts/{post.pk}">00:05 Late in the evening</a>' in july
