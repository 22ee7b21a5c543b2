"""A video through what becomes of an installation: backup and restore, the leaving school, the journal, removal."""

import zipfile
from io import BytesIO

import pytest
from django.test import Client

from schoolgate.keeping.exporting import write_export
from schoolgate.keeping.removing import remove
from schoolgate.media.models import Picture
from schoolgate.media.video import keeping
from schoolgate.posts.actions.deleting import delete_compromising
from schoolgate.posts.noticeboard import picture_names
from schoolgate.posts.tests.films_going_out import film_up, is_made_now
from schoolgate.posts.tests.going_out import delivery_of
from schoolgate.rules.posts.films import Film


@pytest.fixture
def post(cast, machine):
    return film_up(cast)


def files(machine):
    """Every file of a picture or a video, by its place."""
    root = machine.settings.MEDIA_STORE
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def films(found):
    return {place: film for place, film in found.items() if place.endswith(".mp4")}


def test_a_restore_brings_it_back_and_makes_again_what_goes_out(cast, machine, post):
    machine.settings.SITE_ADDRESS = "https://example.org"
    picture = Picture.objects.get()
    before, backup = files(machine), machine.backup()
    assert len(films(before)) == 3, "the original, what goes out, and the copy that the noticeboard shows"
    for place in before:
        (machine.settings.MEDIA_STORE / place).unlink()

    machine.restore(backup)

    made = keeping.covered(picture.school_id, picture.stored_as)
    assert films(files(machine)) == {place: film for place, film in films(before).items() if place != made}
    picture.refresh_from_db()
    assert picture.film == Film.FOUND

    is_made_now(picture.video)
    keeping.films().put(made, BytesIO(before[made]))
    picture.refresh_from_db()
    assert picture.film == Film.READY


def test_a_school_that_leaves_takes_it_along_and_nothing_of_it_stays(cast, machine, post, tmp_path):
    picture, place = Picture.objects.get(), tmp_path / "export.zip"
    with keeping.films().opened(keeping.master(picture.school_id, picture.stored_as)) as master:
        film = master.read()

    write_export(cast.oakfield, place, machine.now)
    with zipfile.ZipFile(place) as packed:
        assert packed.read(f"pictures/{picture.pk}.mp4") == film
        assert packed.read("tables/media.video.jsonl")

    remove(cast.oakfield, machine.now)
    assert files(machine) == {}


def test_one_that_was_deleted_at_once_comes_back_from_no_backup(cast, machine, post):
    backup, picture = machine.backup(), Picture.objects.get()
    [name] = picture_names(delivery_of(post), 1)
    with zipfile.ZipFile(backup) as packed:
        held = {one for one in packed.namelist() if one.endswith(".mp4")}
    assert held == {
        f"media/{keeping.master(picture.school_id, picture.stored_as)}",
        f"media/{keeping.copy(picture.school_id, name)}",
    }

    delete_compromising(cast.as_actor(cast.jo, now=machine.now), picture)
    machine.passes(minutes=1)
    assert films(files(machine)) == {}
    assert Client().get(f"/noticeboard/oakfield/videos/{name}.mp4").status_code == 404

    machine.restore(backup)
    assert films(files(machine)) == {}
