"""A video that was approved: it goes up and plays, comes down with every file, and a later no calls it back."""

import json
import re
from datetime import timedelta

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.connectors.wordpress.refusal import NotDone, problem_of
from schoolgate.duties.models import Duty
from schoolgate.media.models import Appearance, Picture
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.media.video import keeping
from schoolgate.media.video.made import make_all_again
from schoolgate.people.queries import today_of
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.publishing.sending import LEASE_OF_A_VIDEO, send
from schoolgate.posts.publishing.starting import start
from schoolgate.posts.tests.compose_page import page_of, words_of
from schoolgate.posts.tests.films_going_out import film_up, kept_film, waiting_film
from schoolgate.posts.tests.going_out import approved_post, delivery_of, wordpress_account
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.pupils.actions.holds import hold_pupil
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.rules.consents import Said
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.states import State
from schoolgate.showing.exposure import leavers_due
from schoolgate.staffing.actions import answer_about_picture
from schoolgate.wishes.actions import note_wish
from tests import make
from tests.films import streams_of

pytestmark = pytest.mark.django_db


def on_the_board(stranger):
    """The addresses of the video and of its poster, as a stranger finds them."""
    board = stranger.get(reverse("posts:noticeboard", args=["oakfield"])).content.decode()
    return tuple(re.search(rf'<video[^>]* {name}="([^"]+)"', board)[1] for name in ("src", "poster"))


def state_of(post):
    return Post.objects.get(pk=post.pk).state


def test_it_goes_up_with_its_poster_and_comes_down_with_every_file(cast, website):
    post = film_up(cast, cast.noticeboard, wordpress_account(cast, website))
    stranger = Client()
    film, poster = on_the_board(stranger)
    assert streams_of(stranger.get(film).getvalue()) == ["video"]
    assert stranger.get(poster).status_code == 200
    (page,) = website.posts.values()
    assert "wp:video" in str(page)
    own = page_of(cast.browse_as(cast.jo), f"/schools/oakfield/posts/{post.pk}")
    assert "Take the video out of Schoolgate" in own
    assert ">video</a>: Live" in own

    take_down_post(cast.as_actor(cast.jo), post, why="mistake")
    run_all(cast.now)

    assert stranger.get(film).status_code == stranger.get(poster).status_code == 404
    assert (website.posts, website.files) == ({}, {})
    assert not [file for file in (keeping.films().root / "noticeboard").rglob("*") if file.is_file()]


# What a player asks for, and the status, first byte and number of bytes that it gets.
ASKED = {
    "": (200, 0, None),
    "bytes=0-": (206, 0, None),
    "bytes=0-1": (206, 0, 2),  # what Safari asks first
    "bytes=100-199": (206, 100, 100),
    "bytes=-50": (206, -50, 50),
    "bytes=100-99999999": (206, 100, None),
    "bytes=9-3": (200, 0, None),
    "bytes=5-4": (200, 0, None),
    "bytes=1-2,5-6": (200, 0, None),
    "pages=1-2": (200, 0, None),
    "bytes=99999999-": (416, 0, 0),
    "bytes=-0": (416, 0, 0),
}


def test_a_player_gets_the_part_that_it_asks_for(cast):
    post = film_up(cast)
    inside = PostPicture.objects.select_related("picture").get(post=post)
    film = keeping.film_bytes(inside.picture)
    stranger, head = Client(), cast.browse_as(cast.head)
    places = (
        (stranger, on_the_board(stranger)[0]),
        (head, f"/schools/oakfield/pictures/{inside.picture_id}/video"),
    )

    for asked, (status, begins, length) in ASKED.items():
        wanted = film[begins:][:length]
        for browser, address in places:
            answer = browser.get(address, headers={"Range": asked} if asked else {})
            assert (asked, answer.status_code, answer.getvalue()) == (asked, status, wanted)
            assert answer.headers["Cache-Control"] == "no-store"
            if status == 206:
                first = begins % len(film)
                said = f"bytes {first}-{first + len(wanted) - 1}/{len(film)}"
                assert answer.headers["Content-Range"] == said
            elif status == 416:
                assert answer.headers["Content-Range"] == f"bytes */{len(film)}"
            else:
                assert answer.headers["Content-Length"] == str(len(film))


def test_whoever_approves_and_whoever_takes_it_out_gets_the_very_video_that_goes_out(cast):
    post = waiting_film(cast)
    inside = PostPicture.objects.select_related("picture").get(post=post)
    head = cast.browse_as(cast.head)

    page = page_of(head, f"/schools/oakfield/posts/{post.pk}/approve")
    assert f"/pictures/{inside.picture_id}/video" in page
    assert "Something is wrong with this video" in page
    shown = head.get(f"/schools/oakfield/pictures/{inside.picture_id}/video")
    assert shown.getvalue() == keeping.film_bytes(inside.picture)

    # As after a restore: it is not there, and the clock makes it again.
    keeping.films().delete(keeping.covered(inside.picture.school_id, inside.picture.stored_as))
    assert head.get(f"/schools/oakfield/pictures/{inside.picture_id}/video").status_code == 404
    make_all_again()
    assert Picture.objects.get(pk=inside.picture_id).film == Film.FOUND
    out = {"form_key": "k", "purpose": "display", "promised": "on"}
    answer = head.post(f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/take-out", out)
    assert (answer.status_code, Event.objects.filter(type=EventType.PICTURE_TAKEN_OUT).count()) == (409, 0)
    assert "not made with its covers yet" in words_of(answer.content.decode())


def test_where_a_person_puts_it_up_the_video_is_there_to_share_and_to_save(cast):
    post = film_up(cast, cast.facebook)
    page = page_of(cast.browse_as(cast.jo), f"/schools/oakfield/deliveries/{delivery_of(post).pk}")

    assert 'data-file="video-1.mp4" data-type="video/mp4"' in page
    assert 'download="video-1.mp4"' in page
    assert "copy the words and save the video." in words_of(page)
    assert "Paste the description of the video" in words_of(page)


# Every later no that reaches a pupil's pictures, and whether it reaches a video of them.
LATER = {
    "a no to videos there": (lambda cast, amara: withdraw(cast, amara, "video.noticeboard"), True),
    "a no to videos elsewhere": (lambda cast, amara: withdraw(cast, amara, "video.website"), False),
    "a no to pictures only": (lambda cast, amara: withdraw(cast, amara, "photo.noticeboard"), False),
    "an answer that is now a no": (lambda cast, amara: answer(cast, amara, Said.NO), True),
    "an objection": (lambda cast, amara: answer(cast, amara, Said.OBJECTED), True),
    "the restricted list": (
        lambda cast, amara: restrict_pupil(cast.as_actor(cast.safeguarding), amara, reason="order"),
        True,
    ),
    "a hold": (lambda cast, amara: hold_pupil(cast.as_actor(cast.safeguarding), amara, why="in_care"), True),
}


def withdraw(cast, amara, use):
    withdraw_consent(cast.as_actor(cast.office), amara, uses=[use], given_by="A parent", evidence="e-mail")


def answer(cast, amara, said):
    record_answer(
        cast.as_actor(cast.office),
        amara,
        answers={"video.noticeboard": said},
        given_by="A parent",
        evidence="e-mail",
        answered_on=today_of(cast.now),
    )


@pytest.mark.parametrize("because", LATER)
def test_a_later_no_of_a_pupil_brings_a_video_down(cast, because):
    amara = make.make_pupil(cast.oakfield)
    make.consents(amara)
    post = film_up(cast, pupils=(amara,))
    assert state_of(post) == State.UP
    says, comes_down = LATER[because]

    says(cast, amara)
    run_all(cast.now)

    assert state_of(post) == (State.DOWN if comes_down else State.UP)


def test_whoever_is_covered_in_it_calls_nothing_back(cast):
    amara = make.make_pupil(cast.oakfield)
    make.consents(amara)
    post = film_up(cast, pupils=(amara,))
    Appearance.objects.update(is_covered=True)

    withdraw(cast, amara, "video.noticeboard")
    run_all(cast.now)

    assert state_of(post) == State.UP


def test_a_pupil_who_left_is_due_down_from_a_video_too(cast):
    post = film_up(cast)
    gone = make.make_pupil(cast.oakfield, left_on=today_of(cast.now) - timedelta(days=500))
    Appearance.objects.create(
        picture=post.pictures.get().picture, kind="pupil", pupil=gone, named_at=cast.now
    )

    assert [name for _pk, name, _day in leavers_due(cast.oakfield, today_of(cast.now))] == ["Amara O."]


@pytest.mark.parametrize(
    ("use", "film_comes_down", "picture_comes_down"),
    [
        ("video.noticeboard", True, False),
        ("photo.noticeboard", False, True),
        ("video.press", False, False),
    ],
)
def test_a_later_no_of_a_grown_up_reaches_what_it_is_about(cast, use, film_comes_down, picture_comes_down):
    film = film_up(cast, grown_up=cast.lee)
    amara = make.make_pupil(cast.oakfield)
    make.consents(amara)
    still = approved_post(cast, text="Another day.", pupils=(amara,))
    run_all(cast.now)
    Appearance.objects.create(
        picture=still.pictures.get().picture, kind="staff", person=cast.lee, visitor_agreed=True, named_at=cast.now
    )  # fmt: skip

    answer_about_picture(cast.as_actor(cast.lee), cast.lee, answers={use: Said.NO})
    run_all(cast.now)

    down = {True: State.DOWN, False: State.UP}
    assert (state_of(film), state_of(still)) == (down[film_comes_down], down[picture_comes_down])


def test_a_visitor_who_asked_not_to_be_filmed_is_called_back_from_a_video(cast):
    post = film_up(cast)
    Appearance.objects.create(
        picture=post.pictures.get().picture,
        kind="visitor",
        visitor_words="R. Vane, author",
        visitor_agreed=True,
        named_at=cast.now,
    )

    note_wish(cast.as_actor(cast.jo), cast.oakfield, name="Rosa Vane")
    run_all(cast.now)

    assert state_of(post) == State.DOWN


def test_a_grown_ups_no_to_videos_reaches_what_only_its_author_knows_to_be_up(cast):
    post = waiting_film(cast, cast.facebook, grown_up=cast.lee)
    Post.objects.filter(pk=post.pk).update(state=State.UP)

    answer_about_picture(cast.as_actor(cast.lee), cast.lee, answers={"photo.social": Said.NO})
    run_all(cast.now)
    assert not Duty.objects.filter(about=f"post:{post.pk}").exists()

    answer_about_picture(cast.as_actor(cast.lee), cast.lee, answers={"video.social": Said.NO})
    run_all(cast.now)
    assert Duty.objects.get(about=f"post:{post.pk}").owed_by == cast.jo


def test_a_video_is_looked_up_by_whoever_it_shows(cast):
    film_up(cast, grown_up=cast.lee)
    kept_film(cast)

    assert "Summer fair" in page_of(cast.browse_as(cast.lee), "/schools/oakfield/pictures-of-me/")


def test_a_video_has_longer_to_arrive_before_another_worker_sends_it_too(cast):
    post = waiting_film(cast)
    approve_post(cast.as_actor(cast.head), post)
    start(post.pk, cast.now)
    picture = post.pictures.get().picture
    picture_store().remove(
        picture.school_id, picture.stored_as
    )  # as where a process dies in the middle of it

    with pytest.raises(PictureGone):
        send(delivery_of(post).pk, cast.now)

    assert delivery_of(post).not_before == cast.now + LEASE_OF_A_VIDEO


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (413, "", "larger than the website accepts"),
        (400, "rest_upload_no_data", "larger than the website accepts"),
        (500, "rest_upload_unknown_error", "It exceeds upload_max_filesize."),
    ],
)
def test_a_website_that_takes_no_such_large_file_is_not_asked_for_ever(status, code, words):
    read = json.dumps({"code": code, "message": "It exceeds upload_max_filesize."}).encode()

    problem = problem_of(status, httpx.Headers(), read if code else b"")

    assert isinstance(problem, NotDone)
    assert problem.permanent
    assert words in problem.why
