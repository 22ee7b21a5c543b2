"""Pictures in an object store: a real server, strangers refused, the guarded view, and a store that goes away."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest
from django.core.cache import cache
from django.test import Client
from django_scopes import scope

from schoolgate.keeping.health import _store
from schoolgate.media.object_store import StoreAway
from schoolgate.media.showing import picture_bytes, picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.media.strangers import Gets, what_a_stranger_gets
from schoolgate.media.video import keeping
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.actions.deleting import delete_compromising
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Copy, Delivery
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.films_going_out import film_up
from schoolgate.posts.tests.going_out import Clock, delivery_of, drawn_picture, state_of, waiting_post
from schoolgate.rules.posts.states import State
from tests import make
from tests.cast import assemble

from .servers.running import PATIENCE_S, get
from .servers.store import BUCKET, KEY, REGION, SECRET, RealStore

NAME = {"HTTP_HOST": "127.0.0.1"}


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    with RealStore(tmp_path_factory.mktemp("moto")) as store:
        yield store


@pytest.fixture
def s3rver(tmp_path):
    with RealStore(tmp_path, is_kept_on_disk=True) as store:
        yield store


@pytest.fixture
def pictures_lie_in(settings):
    def lie_in(store):
        settings.STORE_BUCKET, settings.STORE_ENDPOINT, settings.STORE_REGION = BUCKET, store.address, REGION
        settings.STORE_KEY, settings.STORE_SECRET = KEY, SECRET
        return picture_store()

    return lie_in


@pytest.fixture
def cast(db, settings):
    cast = assemble()
    settings.FIXED_NOW = cast.now
    with scope(school=cast.oakfield):
        yield cast


def test_a_picture_comes_back_as_it_was_kept_under_its_schools_prefix(moto, pictures_lie_in):
    store = pictures_lie_in(moto)
    name = store.keep(7, b"a picture")
    store.keep(8, b"another school's")
    assert store.read(7, name) == b"a picture"
    assert list(store.names(7)) == [name]
    assert f"7/{name}" in moto.objects()
    with pytest.raises(PictureGone):
        store.read(8, name)


def test_a_stranger_gets_no_object_and_nobody_is_given_an_address(moto, pictures_lie_in):
    store = pictures_lie_in(moto)
    name = store.keep(7, b"a picture")
    place = f"{moto.address}/{BUCKET}/7/{name}"
    assert get(place).status_code == 403
    kept = moto.client().head_object(Bucket=BUCKET, Key=f"7/{name}")
    assert (kept["CacheControl"], kept["ContentType"]) == ("no-store", "image/jpeg")


@pytest.fixture
def no_stranger_past(settings):
    """What stands before a bucket that is closed: it turns away who brings no key. moto lists to everybody."""

    class Gate(BaseHTTPRequestHandler):
        def do_GET(self):
            is_list, has_key = "list-type" in self.path, "Authorization" in self.headers
            if not has_key and (is_list or not self.server.lets_read):
                self.send_response(403)
                self.end_headers()
                return
            length = int(self.headers.get("Content-Length", 0))
            sent = {name: value for name, value in self.headers.items() if name != "Host"}
            answer = httpx.request(
                self.command,
                self.server.behind + self.path,
                headers=sent,
                content=self.rfile.read(length),
                timeout=PATIENCE_S,
            )
            self.send_response(answer.status_code)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Gate) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_the_program_finds_out_by_itself_whether_a_stranger_gets_anything(
    moto, s3rver, no_stranger_past, pictures_lie_in, settings
):
    gate = f"http://127.0.0.1:{no_stranger_past.server_port}"
    no_stranger_past.behind, no_stranger_past.lets_read = moto.address, False
    pictures_lie_in(moto)
    before = moto.objects()
    settings.STORE_ENDPOINT = gate
    cache.clear()
    assert [sign.state for sign in _store()] == ["good"]
    assert moto.objects() == before
    # s3rver asks nobody for a key: behind a gate that stops lists only, the object is still read.
    no_stranger_past.behind, no_stranger_past.lets_read = s3rver.address, True
    assert what_a_stranger_gets(picture_store()) is Gets.AN_OBJECT
    cache.clear()
    assert what_a_stranger_gets(pictures_lie_in(s3rver)) is Gets.THE_LIST
    (sign,) = _store()
    assert (sign.state, "Close it now" in sign.next_step) == ("bad", True)


def test_another_cover_is_another_object_and_the_one_before_goes(moto, pictures_lie_in):
    store = pictures_lie_in(moto)
    name = store.keep(9, b"a picture")
    store.keep_derived(9, name, "large-0123456789abcdef", b"uncovered")
    store.keep_derived(9, name, "thumbnail-0123456789abcdef", b"small")
    store.keep_derived(9, name, "large-fedcba9876543210", b"covered")
    assert store.read_derived(9, name, "large-0123456789abcdef") is None
    assert store.read_derived(9, name, "large-fedcba9876543210") == b"covered"
    assert store.read_derived(9, name, "thumbnail-0123456789abcdef") == b"small"
    assert store.remove(9, name)
    assert not store.remove(9, name)
    assert not [place for place in moto.objects() if place.startswith("9/")]


def test_a_school_that_leaves_takes_all_its_pictures_with_it(moto, pictures_lie_in):
    store = pictures_lie_in(moto)
    for school in (70, 71):
        name = store.keep(school, b"a picture")
        store.keep_derived(school, name, "large-0123456789abcdef", b"derived")
        store.put_copy(school, "0" * 32, b"shown")
    store.forget_school(70)
    left = [place for place in moto.objects() if "70/" in place or "71/" in place]
    assert len(left) == 3
    assert not [place for place in left if "70/" in place]


def test_the_guarded_view_shows_it_to_the_school_and_to_nobody_else(moto, pictures_lie_in, cast):
    pictures_lie_in(moto)
    path = f"/schools/oakfield/pictures/{drawn_picture(cast).pk}/large"
    page = cast.browse_as(cast.jo).get(path, **NAME)
    assert (page.status_code, page["Content-Type"]) == (200, "image/jpeg")
    assert cast.browse_as(cast.stranger).get(path, **NAME).status_code == 404


def test_taking_down_deletes_the_object_that_the_noticeboard_showed(moto, pictures_lie_in, cast):
    pictures_lie_in(moto)
    post = sent(cast)
    (copy,) = Copy.objects.filter(delivery__post=post, kind="picture")
    place = f"noticeboard/{cast.oakfield.pk}/{copy.remote_id}.jpg"
    assert place in moto.objects()
    take_down_post(cast.as_actor(cast.jo), post, why="mistake")
    Clock().run()
    assert place not in moto.objects()
    assert state_of(post) == State.DOWN


def test_a_video_goes_up_plays_by_parts_and_comes_down_and_nothing_of_it_stays(moto, pictures_lie_in, cast):
    pictures_lie_in(moto)
    before = moto.objects()
    post = film_up(cast)
    picture = post.pictures.get().picture
    (copy,) = Copy.objects.filter(delivery__post=post, kind="picture")
    film = keeping.film_bytes(picture)
    address = f"/noticeboard/oakfield/videos/{copy.remote_id}.mp4"
    stranger = Client(**NAME)
    assert stranger.get(address).getvalue() == film
    part = stranger.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, film[10:20])

    delete_compromising(cast.as_actor(cast.jo), picture)
    Clock().run()
    assert set(moto.objects()) == set(before)
    assert stranger.get(address).status_code == 404
    assert state_of(post) == State.DOWN


def with_picture_of(cast):
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil)
    return waiting_post(cast, pupils=(pupil,))


def sent(cast):
    post = with_picture_of(cast)
    approve_post(cast.as_actor(cast.head), post)
    Clock().run()
    assert state_of(post) == State.UP
    return post


def test_while_the_store_is_away_a_page_says_so_and_afterwards_the_post_goes_out_once(
    s3rver, pictures_lie_in, cast
):
    """Ten minutes without a store, in the time that the program counts."""
    store = pictures_lie_in(s3rver)
    post = with_picture_of(cast)
    picture = post.pictures.get().picture
    s3rver.stop()
    client = cast.browse_as(cast.jo)
    client.raise_request_exception = False
    page = client.get(f"/schools/oakfield/pictures/{picture.pk}/large", **NAME)
    assert page.status_code == 503
    assert page["Retry-After"] == "30"
    assert "Nothing that was saved before is lost" in page.content.decode()
    with pytest.raises(StoreAway):
        store.keep(cast.oakfield.pk, b"not kept")
    # What is decided meanwhile is decided, and waits.
    approve_post(cast.as_actor(cast.head), post)
    clock = Clock()
    for _ in range(10):
        clock.run()
        ticks.resume_claimed(clock.later(minutes=1))
    assert delivery_of(post).state == Delivery.State.CLAIMED
    s3rver.start()
    for _ in range(15):
        clock.run()
        ticks.resume_claimed(clock.later(minutes=1))
    assert state_of(post) == State.UP
    assert Copy.objects.filter(delivery__post=post, kind="picture").count() == 1
    assert len(picture_bytes(picture, [])) > 1000
    shown = [place for place in s3rver.objects() if place.startswith("noticeboard/")]
    assert len(shown) == 1


def test_a_take_down_that_finds_the_store_away_is_done_when_it_is_back(s3rver, pictures_lie_in, cast):
    pictures_lie_in(s3rver)
    post = sent(cast)
    s3rver.stop()
    take_down_post(cast.as_actor(cast.jo), post, why="mistake")
    clock = Clock(cast.now + timedelta(seconds=5))
    clock.run()
    ticks.resume_claimed(clock.later(minutes=5))
    s3rver.start()
    for _ in range(15):
        clock.run()
        ticks.resume_claimed(clock.later(minutes=5))
    assert not [place for place in s3rver.objects() if place.startswith("noticeboard/")]
    assert state_of(post) == State.DOWN
