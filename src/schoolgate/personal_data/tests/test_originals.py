"""What lies under a cover is destroyed in the night after the post went up, and never before."""

import os
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.keeping.models import Hold
from schoolgate.media.models import Appearance, Picture
from schoolgate.media.showing import Look, picture_bytes, picture_store
from schoolgate.media.storing import PictureStore
from schoolgate.media.video import keeping
from schoolgate.media.video.made import note_whether_it_goes_out
from schoolgate.personal_data.actions.giving import hold_data
from schoolgate.personal_data.models import Controller
from schoolgate.personal_data.night import what_goes
from schoolgate.personal_data.ticks import destroy_at, destroy_what_is_due
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.films_going_out import is_made_now, kept_film
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.states import State
from tests.make import NOW

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def taken_in_hand(cast, settings, tmp_path):
    settings.MEDIA_STORE = tmp_path / "media"
    return Controller.objects.create(school=cast.oakfield, who="trust", set_at=NOW, set_by=cast.dpo)


@pytest.fixture
def post(cast, amara):
    """With a picture in which she is covered; the middle of it is teal."""
    found = waiting_post(cast, pupils=(amara,))
    Appearance.objects.update(is_covered=True, box=[0.2, 0.2, 0.6, 0.3])
    return found


def goes_up(post, state=State.UP):
    Post.objects.filter(pk=post.pk).update(state=state, up_at=NOW)


def originals(cast):
    return next(one.ids for one in what_goes(cast.oakfield, TOMORROW) if one.record_class.key == "originals")


def seen(look):
    with Image.open(BytesIO(picture_bytes(Picture.objects.get(), [], look))) as shown:
        return shown.convert("RGB").getpixel((shown.width // 2, int(shown.height * 0.21)))


def test_the_master_is_covered_and_the_picture_looks_as_before(cast, post):
    goes_up(post)
    was, before = Picture.objects.get().stored_as, seen(Look.BARE)
    destroy_at(cast.oakfield, TOMORROW)
    for _twice in range(2):
        run_all(TOMORROW)
    picture = Picture.objects.get()
    assert list(picture_store().names(cast.oakfield.pk)) == [picture.stored_as]
    assert picture.stored_as != was
    assert seen(Look.BARE) != before
    assert originals(cast) == []


class Killed(BaseException):
    """Nothing catches it, as nothing catches a machine that goes off."""


@pytest.mark.parametrize("at", ["keep", "remove"])
def test_a_night_that_was_cut_off_is_finished_and_leaves_nothing_that_no_row_knows(
    cast, post, monkeypatch, at
):
    goes_up(post)
    does, store, was = getattr(PictureStore, at), picture_store(), Picture.objects.get().stored_as

    def once(self, *given):
        monkeypatch.setattr(PictureStore, at, does)
        if at == "keep":
            does(self, *given)
        raise Killed

    destroy_at(cast.oakfield, TOMORROW)
    monkeypatch.setattr(PictureStore, at, once)
    with pytest.raises(Killed):
        run_all(TOMORROW)
    assert store.has(cast.oakfield.pk, was)
    run_all(TOMORROW + timedelta(hours=1))
    known = Picture.objects.get().stored_as
    assert not store.has(cast.oakfield.pk, was)
    assert len(list(store.names(cast.oakfield.pk))) == (2 if at == "keep" else 1)

    half = store.root / str(cast.oakfield.pk) / f".{known}.part"
    half.write_bytes(b"half a pic")
    for file in half.parent.iterdir():
        os.utime(file, (NOW.timestamp(),) * 2)
    night = (NOW + timedelta(days=2)).replace(hour=2)
    hold = Hold.objects.create(school=cast.oakfield, since=NOW, made_at=NOW)
    destroy_what_is_due(night)
    assert len(list(store.names(cast.oakfield.pk))) == (2 if at == "keep" else 1)
    hold.delete()
    destroy_what_is_due(night)
    assert [file.name for file in half.parent.iterdir() if file.is_file()] == [known]


@pytest.mark.parametrize("state", [State.WAITING, State.GOING_OUT, State.HELD])
def test_while_somebody_may_still_change_it_or_it_is_on_its_way_it_stays(cast, post, state):
    goes_up(post, state)
    assert originals(cast) == []


def test_without_a_cover_and_for_a_case_it_stays(cast, post, amara):
    goes_up(post)
    assert originals(cast) == [Picture.objects.get().pk]
    hold_data(cast.as_actor(cast.dpo), cast.oakfield, kind="pupil", number=amara.pk, why="case")
    assert originals(cast) == []
    Appearance.objects.update(is_covered=False)
    assert originals(cast) == []


def test_of_a_video_what_was_covered_and_what_was_not_to_be_heard_goes_too(cast, amara):
    picture = kept_film(cast, sound=True)
    post = waiting_post(cast)
    PostPicture.objects.create(post=post, picture=picture, alt="A square moves.", people_count=1)
    Appearance.objects.create(
        picture=picture, kind="pupil", pupil=amara, is_covered=True, box=[0.2, 0.2, 0.6, 0.3], named_at=NOW
    )
    goes_up(post)
    assert Picture.objects.get().film == Film.READY
    note_whether_it_goes_out(picture.video)
    assert originals(cast) == [], "the video that goes out was made with other covers"
    is_made_now(picture.video)
    film, was = keeping.film_bytes(picture), picture.stored_as

    destroy_at(cast.oakfield, TOMORROW)
    for _twice in range(2):
        run_all(TOMORROW)

    picture.refresh_from_db()
    where = (picture.school_id, picture.stored_as)
    with keeping.films().opened(keeping.master(*where)) as master:
        assert master.read() == film
    assert keeping.film_bytes(picture) == film
    assert not [path for path in keeping.films().root.rglob("*") if was.removesuffix(".jpg") in str(path)]
    note_whether_it_goes_out(picture.video)
    picture.refresh_from_db()
    assert (picture.film, picture.video.has_sound) == (Film.READY, False)


def test_a_video_that_has_to_be_made_again_first_waits_for_it(cast, amara):
    picture = kept_film(cast)
    Appearance.objects.create(
        picture=picture, kind="pupil", pupil=amara, is_covered=True, box=[0.2, 0.2, 0.6, 0.3], named_at=NOW
    )
    is_made_now(picture.video)
    post = waiting_post(cast)
    PostPicture.objects.create(post=post, picture=picture, alt="A square moves.", people_count=1)
    goes_up(post)
    film = keeping.film_bytes(picture)
    keeping.films().delete(keeping.covered(picture.school_id, picture.stored_as))

    destroy_at(cast.oakfield, TOMORROW)
    run_all(TOMORROW)
    picture.refresh_from_db()
    assert picture.film == Film.FOUND, "the clock makes it once more"

    keeping.films().put(keeping.covered(picture.school_id, picture.stored_as), BytesIO(film))
    is_made_now(picture.video)
    was = picture.stored_as
    run_all(TOMORROW + timedelta(hours=1))
    picture.refresh_from_db()
    assert picture.stored_as != was
