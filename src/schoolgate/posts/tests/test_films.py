"""A video in a post, from what a teacher sends to what goes out."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.media.models import Appearance, Face, Picture, Track, Video
from schoolgate.media.object_store import StoreAway
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import picture_store
from schoolgate.media.video import keeping
from schoolgate.media.video.asking import FoundTrack
from schoolgate.media.video.queries import covers_of_film
from schoolgate.posts import filming
from schoolgate.posts.actions import facing, picturing
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.filming import choose_sound, note_film
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import PostPicture
from schoolgate.posts.tests.compose_page import edit, page_of, typed, words_of
from schoolgate.posts.tests.writing import named
from schoolgate.rules.posts.films import Film
from tests import make
from tests.films import drawn_film, frames_of, streams_of

pytestmark = pytest.mark.django_db

A_FACE = FoundTrack(0.5, ((0.0, 0.4, 0.3, 0.1, 0.2), (0.5, 0.5, 0.3, 0.1, 0.2), (0.9, 0.6, 0.3, 0.1, 0.2)))


@pytest.fixture
def jo(cast):
    return cast.browse_as(cast.jo)


def sent(client, post, film, name="sports day.mp4"):
    file = SimpleUploadedFile(name, film, content_type="video/mp4")
    return client.post(edit(post), {**typed(post), "pictures": [file], "do": "stay"}, follow=True)


@pytest.fixture
def inside(cast, jo, post):
    """A video that was sent and waits to be looked through."""
    sent(jo, post, drawn_film())
    return PostPicture.objects.select_related("picture", "post").get(post=post)


def looked_through(cast, inside, *tracks):
    """As the machine notes it, with these faces."""
    picture, video = inside.picture, Video.objects.get(picture=inside.picture_id)
    film = drawn_film()
    where = (picture.school_id, picture.stored_as)
    with keeping.films().opened(keeping.upload(*where)) as upload:
        keeping.films().put(keeping.master(*where), upload)
    note_film(
        clock(cast.oakfield, cast.now),
        picture,
        seconds=1.0,
        size=len(film),
        sha256="a" * 64,
        has_sound=True,
        tracks=tracks,
    )
    video.refresh_from_db()
    picture.refresh_from_db()
    return video


def words_about(refused):
    return " ".join(one.words for one in refused.value.refusals)


def test_a_video_comes_in_by_its_poster_and_is_looked_through_and_made_as_it_goes_out(cast, jo, post):
    answer = sent(jo, post, drawn_film(told={"location": "+51.5/-0.1/", "title": "Zo\u00eb at home"}))

    assert "Waiting to be looked through for faces" in words_of(answer.content.decode())
    inside = PostPicture.objects.select_related("picture").get(post=post)
    assert (inside.picture.film, inside.picture.width) == (Film.WAITING, 320)
    with pytest.raises(Refused) as refused:
        submit_post(cast.as_actor(cast.jo), post)
    assert "still being looked through" in words_about(refused)

    run_all(cast.now)

    where = (inside.picture.school_id, inside.picture.stored_as)
    inside.picture.refresh_from_db()
    video = Video.objects.get(picture=inside.picture)
    assert (inside.picture.film, video.has_sound, video.keeps_sound) == (Film.FOUND, True, False)
    assert not keeping.films().has(keeping.upload(*where))
    with keeping.films().opened(keeping.master(*where)) as master:
        film = master.read()
    assert b"51.5" not in film
    assert "Zo\u00eb".encode() not in film
    assert streams_of(film) == ["video", "audio"]
    post.refresh_from_db()
    assert post.digest == content_digest(post)
    assert EventType.VIDEO_LOOKED_THROUGH in set(Event.objects.values_list("type", flat=True))

    picturing.describe_pictures(
        cast.as_actor(cast.jo), post, said=[picturing.PictureSaid(inside.pk, "A square moves.", 0)]
    )
    run_all(cast.now)

    inside.picture.refresh_from_db()
    assert inside.picture.film == Film.READY
    page = page_of(jo, edit(post))
    assert "This is how it will go out" in page
    answer = jo.get(f"/schools/oakfield/pictures/{inside.picture_id}/video", headers={"Range": "bytes=0-99"})
    assert (answer.status_code, len(answer.content)) == (206, 100)
    assert answer.headers["Cache-Control"] == "no-store"
    whole = jo.get(f"/schools/oakfield/pictures/{inside.picture_id}/video").getvalue()
    assert streams_of(whole) == ["video"]


@pytest.mark.parametrize(
    ("film", "words"),
    [
        (b"\0\0\0 ftypisom" + b"#EXTM3U\nfile:///etc/passwd\n" * 20, "damaged, or is none"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "cannot tell what this file is"),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "cannot tell what this file is"),
        (drawn_film()[:900], "Only the first part of this video arrived"),
        (drawn_film(frames=5)[:-300], "Only the first part of this video arrived"),
        (b"RIFF\0\0\1\0AVI LIST" + bytes(200), "in a way that we do not open"),
        (drawn_film(codec="mpeg4"), "in a way that we do not open"),
        (drawn_film(size=(32, 32)), "nobody could see anything"),
        (drawn_film(4.0, frames=2), "longer than 3 seconds"),
    ],
)
def test_what_is_no_short_video_is_refused_in_a_sentence_and_nothing_is_kept(
    cast, jo, post, settings, film, words
):
    settings.LONGEST_VIDEO = 3

    page = words_of(sent(jo, post, film).content.decode())

    assert words in page
    assert not Picture.objects.exists()
    assert not list(picture_store().names(cast.oakfield.pk))


def test_two_that_begin_alike_are_two_and_the_same_one_twice_is_one(jo, post):
    long, short = (
        drawn_film(2.0, frames=5, sound=False),
        drawn_film(2.0, frames=5, sound=False, told={"title": "B"}),
    )
    for film in (long, short, long):
        sent(jo, post, film)

    assert PostPicture.objects.filter(post=post).count() == 2


def test_what_breaks_off_is_told_when_it_was_looked_through(cast, inside):
    where = (inside.picture.school_id, inside.picture.stored_as)
    keeping.films().delete(keeping.upload(*where))

    run_all(cast.now)

    inside.picture.refresh_from_db()
    assert inside.picture.film == Film.FAILED
    with pytest.raises(Refused) as refused:
        submit_post(cast.as_actor(cast.jo), inside.post)
    assert "could not be taken in" in words_about(refused)


def test_a_face_is_covered_for_all_of_its_time_as_a_whole_person_in_every_frame(cast, jo, inside):
    video = looked_through(cast, inside, A_FACE)
    actor, post = cast.as_actor(cast.jo), inside.post
    (face,) = Face.objects.filter(picture=inside.picture_id)

    facing.cover_face(actor, post, picture=inside.pk, face=face.pk)
    run_all(cast.now)

    covers = covers_of_film(inside.picture)
    assert covers.at(0.25)[0][0] < 0.4 < covers.at(0.25)[0][0] + covers.at(0.25)[0][2]
    assert len(covers_of(inside.picture)) == 1  # the poster too
    inside.picture.refresh_from_db()
    assert inside.picture.film == Film.READY
    whole = jo.get(f"/schools/oakfield/pictures/{inside.picture_id}/video").getvalue()
    for number, frame in enumerate(frames_of(whole)):
        left, top, _width, _height = covers.at(number / 10)[0]
        height, width = frame.shape[:2]
        x, y = int((left + 0.05) * width), int((top + 0.05) * height)
        block = frame[y : y + 8, x : x + 8].astype(int)
        assert (block.max(axis=(0, 1)) - block.min(axis=(0, 1))).max() < 24
    post.refresh_from_db()
    assert post.digest == content_digest(post)
    assert video.covered_for != Video.objects.get(pk=video.pk).covered_for


def test_another_cover_or_sound_is_another_video_that_has_to_be_made(cast, inside):
    looked_through(cast, inside, A_FACE)
    actor, post = cast.as_actor(cast.jo), inside.post
    (face,) = Face.objects.filter(picture=inside.picture_id)
    facing.declare_unrecognisable(actor, post, picture=inside.pk, faces=[face.pk])
    run_all(cast.now)
    assert Picture.objects.get(pk=inside.picture_id).film == Film.READY

    choose_sound(actor, post, picture=inside.pk, keep=True)

    assert Picture.objects.get(pk=inside.picture_id).film == Film.FOUND
    with pytest.raises(Refused) as refused:
        submit_post(actor, post)
    assert "still being made as it will go out" in words_about(refused)


def test_consent_is_asked_for_videos_apart_from_pictures(cast, inside):
    looked_through(cast, inside, A_FACE)
    amara = make.make_pupil(cast.oakfield, "Amara", "Okello", class_name="4A")
    make.consents(amara, "photo.noticeboard")
    shown = named(cast, inside.post, inside, amara)
    (face,) = Face.objects.filter(picture=inside.picture_id)
    facing.place_face(
        cast.as_actor(cast.jo), inside.post, picture=inside.pk, face=face.pk, appearance=shown.pk
    )

    with pytest.raises(Refused) as refused:
        submit_post(cast.as_actor(cast.jo), inside.post)
    assert "in this video" in words_about(refused)

    make.consents(amara, "video.noticeboard")
    with pytest.raises(Refused) as refused:
        submit_post(cast.as_actor(cast.jo), inside.post)
    assert "in this video" not in words_about(refused)


def test_a_face_that_was_missed_is_drawn_at_a_moment_and_again_at_another(cast, jo, inside):
    looked_through(cast, inside)
    page = page_of(jo, f"/schools/oakfield/posts/{inside.post_id}/pictures/{inside.pk}/faces")
    link = re.search(r'href="([^"]+)">Draw a face that was missed', page)[1]
    aimed = {"x": "0.2", "y": "0.3", "width": "0.1", "height": "0.2", "do": "cover"}

    page = jo.get(f"{link}?seconds=0.4").content.decode()
    assert "/video/frames/40" in page
    jo.post(link, {**aimed, "seconds": "0.4"})
    face = Face.objects.get(picture=inside.picture_id)
    facing.mark_face(
        cast.as_actor(cast.jo),
        inside.post,
        picture=inside.pk,
        box=[0.6, 0.2, 0.1, 0.2],
        face=face.pk,
        seconds=0.8,
    )
    facing.cover_face(cast.as_actor(cast.jo), inside.post, picture=inside.pk, face=face.pk)

    covers = covers_of_film(inside.picture)
    assert [look[0] for look in Track.objects.get(face=face).looks] == [0.4, 0.8]
    assert covers.at(0.0)[0] == covers.at(0.4)[0]
    assert covers.at(0.6)[0][0] > covers.at(0.4)[0][0]
    still = jo.get(f"/schools/oakfield/pictures/{inside.picture_id}/video/frames/40")
    assert (still.status_code, still.headers["Content-Type"]) == (200, "image/jpeg")


def test_work_that_was_broken_off_is_taken_up_again_and_not_twice_at_once(cast, inside):
    Video.objects.update(let_go_at=cast.now + filming.LEASE)
    run_all(cast.now)
    assert Picture.objects.get(pk=inside.picture_id).film == Film.WAITING
    assert filming.take_up_again(cast.now) == 0

    assert filming.take_up_again(cast.now + 2 * filming.LEASE) == 1

    assert Picture.objects.get(pk=inside.picture_id).film == Film.FOUND


def test_while_the_store_is_away_no_try_counts_and_afterwards_it_is_looked_through(cast, inside, monkeypatch):
    opened = keeping.FilmsOnDisk.opened

    def away(films, place):
        raise StoreAway("ConnectionError")

    monkeypatch.setattr(keeping.FilmsOnDisk, "opened", away)
    for hours in range(2 * filming.MOST_TRIES):
        with pytest.raises(StoreAway):
            filming.work_on(inside.picture_id, cast.now + timedelta(hours=hours))
    assert Video.objects.get().tries == 0

    monkeypatch.setattr(keeping.FilmsOnDisk, "opened", opened)
    assert filming.take_up_again(cast.now + timedelta(days=1)) == 1
    assert Picture.objects.get(pk=inside.picture_id).film == Film.FOUND


def test_a_video_that_is_taken_out_leaves_nothing_behind(cast, inside):
    looked_through(cast, inside, A_FACE)
    picturing.remove_picture(cast.as_actor(cast.jo), inside.post, picture=inside.pk)
    run_all(cast.now)

    left = [file for file in keeping.films().root.rglob("*") if file.is_file()]
    assert left == []
    assert not Video.objects.exists()
    assert not Appearance.objects.filter(picture=inside.picture_id).exists()


def test_a_stranger_of_another_school_finds_no_video(cast, inside):
    looked_through(cast, inside)
    address = f"/schools/oakfield/pictures/{inside.picture_id}/video"
    for one in ("", "/bare", "/frames/40"):
        assert cast.browse_as(cast.stranger).get(address + one).status_code == 404
