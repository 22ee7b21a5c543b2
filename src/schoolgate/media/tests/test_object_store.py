"""The object store keeps the promises of the disk, on Django's own storage. (A real server: tests/real.)"""

import pytest
from django.core.files.storage import InMemoryStorage

from schoolgate.kernel.away import is_away
from schoolgate.media import object_store
from schoolgate.media.object_store import ObjectStore, StoreAway
from schoolgate.media.storing import PictureGone, Pictures, PictureStore

A_NAME = "0" * 32 + ".jpg"
ONE, TWO = "large-0123456789abcdef", "large-fedcba9876543210"


@pytest.fixture(params=["disk", "objects"])
def store(request, tmp_path) -> Pictures:
    if request.param == "disk":
        return PictureStore(tmp_path / "media")
    return ObjectStore(InMemoryStorage(), (ConnectionError,))


def test_what_is_kept_comes_back_to_its_school_only(store):
    name = store.keep(7, b"a picture")
    assert store.read(7, name) == b"a picture"
    assert list(store.names(7)) == [name]
    assert list(store.names(8)) == []
    with pytest.raises(PictureGone):
        store.read(8, name)


def test_a_derivative_goes_with_the_next_of_its_kind_and_with_its_picture(store):
    name = store.keep(7, b"a picture")
    store.keep_derived(7, name, ONE, b"open")
    store.keep_derived(7, name, TWO, b"covered")
    assert (store.read_derived(7, name, ONE), store.read_derived(7, name, TWO)) == (None, b"covered")
    assert store.remove(7, name)
    assert not store.remove(7, name)
    assert store.read_derived(7, name, TWO) is None


def test_a_copy_is_put_shown_and_deleted_as_often_as_one_likes(store):
    for _ in range(2):
        store.put_copy(7, "a" * 32, b"shown")
    assert store.has_copy(7, "a" * 32)
    assert store.copy(7, "a" * 32) == b"shown"
    for _ in range(2):
        store.delete_copy(7, "a" * 32)
    assert not store.has_copy(7, "a" * 32)
    assert store.copy(7, "a" * 32) is None


def test_a_school_that_leaves_takes_everything_with_it(store):
    for school in (7, 8):
        store.keep(school, b"a picture")
        store.put_copy(school, "a" * 32, b"shown")
    store.forget_school(7)
    assert list(store.names(7)) == []
    assert store.copy(7, "a" * 32) is None
    assert len(list(store.names(8))) == 1
    assert store.has_copy(8, "a" * 32)


@pytest.mark.parametrize("name", ["../7/x.jpg", "", "/etc/passwd", "a" * 32, "A" * 32 + ".jpg"])
def test_a_name_from_outside_reaches_no_store(store, name):
    with pytest.raises(PictureGone):
        store.read(7, name)
    with pytest.raises(PictureGone):
        store.remove(7, name)


def test_neither_does_a_school_or_a_derivative(store):
    with pytest.raises(ValueError, match="no school"):
        store.keep("7/..", b"a picture")
    with pytest.raises(ValueError, match="no derivative"):
        store.read_derived(7, A_NAME, "../x")
    with pytest.raises(ValueError, match="no picture"):
        store.put_copy(7, "../../x", b"")


def test_a_store_that_does_not_answer_is_away():
    class Gone(InMemoryStorage):
        def _save(self, *_given):
            raise ConnectionError("no route")

    store = ObjectStore(Gone(), (ConnectionError,))
    with pytest.raises(StoreAway) as away:
        store.keep(7, b"a picture")
    assert is_away(away.value)
    assert not is_away(ValueError("something else"))


class ReadTimeoutError(Exception):
    """As the store's library says it."""


def test_a_store_that_keeps_people_waiting_is_not_waited_for_by_everybody(monkeypatch):
    asked, clock = [], [1000.0]
    monkeypatch.setattr(object_store, "monotonic", lambda: clock[0])

    class Slow(InMemoryStorage):
        def exists(self, place):
            asked.append(place)
            if len(asked) < 3:
                raise ReadTimeoutError
            return False

    store = ObjectStore(Slow(), (ReadTimeoutError,))
    for _ in range(4):
        with pytest.raises(StoreAway):
            store.has(7, A_NAME)
    assert len(asked) == 1, "the others were told at once"
    clock[0] += 11
    with pytest.raises(StoreAway):
        store.has(7, A_NAME)
    clock[0] += 11
    assert not store.has(7, A_NAME)
    assert not store.has(7, A_NAME)
    assert len(asked) == 4, "it answers again, so everybody asks"
