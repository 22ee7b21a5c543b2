"""Pictures in an object store: in the backup, compared when restored, and gone with a school that is removed."""

import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django_scopes import scopes_disabled

from schoolgate.keeping import archive, pictures_elsewhere, switching
from schoolgate.keeping.locks import standing_still
from schoolgate.keeping.pictures_elsewhere import NotAsItWas
from schoolgate.keeping.restoring import restore
from schoolgate.keeping.sealing import new_key
from schoolgate.keeping.starting import finish_what_was_begun
from schoolgate.keeping.tests.conftest import Machine
from schoolgate.media.object_store import ObjectStore, StoreAway
from schoolgate.media.showing import picture_bytes, picture_store
from schoolgate.posts.models import Post
from schoolgate.posts.tests.films_going_out import film_up
from schoolgate.posts.tests.going_out import approved_post
from tests import make
from tests.cast import assemble

from .servers.store import BUCKET, KEY, REGION, SECRET, RealStore


@pytest.fixture
def machine(committed_database, settings, tmp_path):
    settings.MAY_CALL_THIS_MACHINE = True
    with scopes_disabled():
        yield Machine(settings, tmp_path / "machine")


@pytest.fixture
def store(tmp_path, settings):
    """s3rver, which can be stopped and started again."""
    (tmp_path / "s3").mkdir()
    with RealStore(tmp_path / "s3", is_kept_on_disk=True) as running:
        settings.STORE_BUCKET, settings.STORE_ENDPOINT, settings.STORE_REGION = (
            BUCKET,
            running.address,
            REGION,
        )
        settings.STORE_KEY, settings.STORE_SECRET = KEY, SECRET
        yield running


@pytest.fixture
def cast(machine, store):
    return assemble()


@pytest.fixture
def post(cast, machine):
    """On the noticeboard with a picture: a master and a copy in the store, and what was derived for looking at."""
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil)
    post = approved_post(cast, cast.noticeboard, pupils=(pupil,))
    machine.passes(minutes=1)
    picture_bytes(post.pictures.get().picture, [])
    return post


def originals(store):
    """Each master and copy with the digest of its bytes, asked of the store past the program."""
    client = store.client()
    return {
        name: sha256(client.get_object(Bucket=BUCKET, Key=name)["Body"].read()).hexdigest()
        for name in store.objects()
        if not name.startswith(".") and name.count("/") == 1 + name.startswith("noticeboard/")
    }


def empty(store):
    for name in store.objects():
        store.client().delete_object(Bucket=BUCKET, Key=name)


def test_every_picture_of_the_store_is_in_the_backup_byte_for_byte(machine, store, post):
    kept = originals(store)
    assert len(kept) == 2
    assert len(store.objects()) > 2
    backup = machine.backup()
    parts = {part.name: part.sha256 for part in archive.check(backup).parts}
    assert {f"media/{name}": digest for name, digest in kept.items()} == {
        name: digest for name, digest in parts.items() if name.startswith("media/")
    }
    with zipfile.ZipFile(backup) as packed:
        for name, digest in kept.items():
            assert sha256(packed.read(f"media/{name}")).hexdigest() == digest


@pytest.mark.parametrize("sealed", [False, True])
def test_a_store_that_burned_down_comes_back_as_it_was(machine, store, post, sealed):
    secret, public = new_key()
    machine.settings.BACKUP_KEYS = [public] if sealed else ["plain"]
    kept, backup = originals(store), machine.backup()
    empty(store)
    machine.restore(backup, secret=secret)
    assert originals(store) == kept
    assert len(picture_bytes(Post.objects.get(pk=post.pk).pictures.get().picture, [])) > 1000
    left = [path for path in machine.settings.MEDIA_STORE.rglob("*") if path.is_file()]
    assert left == []


def test_a_video_is_in_the_backup_with_the_copy_that_is_shown_and_comes_back(machine, store, cast):
    film_up(cast)
    kept = originals(store)
    assert sum(name.endswith(".mp4") for name in kept) == 2
    backup = machine.backup()
    empty(store)
    machine.restore(backup)
    assert originals(store) == kept


def test_what_came_since_is_put_aside_and_what_was_changed_is_as_it_was(machine, store, cast, post):
    kept, backup = originals(store), machine.backup()
    changed = min(kept)
    store.client().put_object(Bucket=BUCKET, Key=changed, Body=b"another picture")
    since = picture_store().keep(cast.oakfield.pk, b"of today")
    machine.restore(backup)
    assert originals(store) == kept
    (aside,) = [name for name in store.objects() if name.startswith(".before-restore-")]
    assert aside.endswith(f"{cast.oakfield.pk}/{since}")


def test_pictures_move_from_the_disk_into_a_store_and_back_by_a_backup(machine, store, settings, post):
    kept = originals(store)
    in_store = machine.backup()
    settings.STORE_BUCKET = ""
    machine.restore(in_store)
    on_disk = machine.settings.MEDIA_STORE
    assert {name: sha256((on_disk / name).read_bytes()).hexdigest() for name in kept} == kept
    machine.passes(minutes=2)
    from_disk = machine.backup()
    settings.STORE_BUCKET = BUCKET
    empty(store)
    machine.restore(from_disk)
    assert originals(store) == kept


def test_while_the_store_is_away_there_is_no_backup_and_no_restore_and_both_say_so(machine, store, post):
    backup = machine.backup()
    Post.objects.update(title="Since then")
    machine.passes(minutes=2)
    store.stop()
    with pytest.raises(CommandError, match="does not answer"):
        call_command("backup")
    assert [path.name for path in machine.settings.BACKUP_DIR.iterdir()] == [backup.name]
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", backup)
    assert Post.objects.filter(title="Since then").exists()
    assert not switching.is_decided()


def test_a_store_that_goes_away_in_the_middle_is_brought_to_its_end_by_the_next_start(
    machine, store, post, monkeypatch
):
    kept, backup = originals(store), machine.backup()
    empty(store)
    put, done = ObjectStore.put_back, []

    def goes_away(self, place, file):
        put(self, place, file)
        done.append(place)
        store.stop()

    monkeypatch.setattr(ObjectStore, "put_back", goes_away)
    with pytest.raises(StoreAway):
        machine.restore(backup)
    assert len(done) == 1
    assert switching.is_decided()
    with pytest.raises(CommandError, match="half done"):
        finish_what_was_begun()
    monkeypatch.setattr(ObjectStore, "put_back", put)
    store.start()
    finish_what_was_begun()
    assert not switching.is_decided()
    assert originals(store) == kept


def test_a_store_that_gives_back_something_else_is_not_believed(machine, store, post, monkeypatch):
    kept, backup = originals(store), machine.backup()
    empty(store)
    put = ObjectStore.put_back

    def loses_the_end(self, place, file):
        put(self, place, BytesIO(file.read()[:-100]))

    monkeypatch.setattr(ObjectStore, "put_back", loses_the_end)
    with pytest.raises(NotAsItWas, match="another picture"):
        restore(backup, machine.now)
    monkeypatch.setattr(ObjectStore, "put_back", put)
    with standing_still():
        switching.finish()
    assert originals(store) == kept


def test_without_the_bucket_it_does_not_go_on_by_losing_the_pictures(machine, store, settings, tmp_path):
    staged = tmp_path / "staged"
    staged.mkdir()
    (staged / pictures_elsewhere.LIST).write_text("{}")
    settings.STORE_BUCKET = ""
    with pytest.raises(NotAsItWas, match="SCHOOLGATE_STORE_BUCKET"):
        pictures_elsewhere.put_in_place(staged, "aside")


def test_a_school_that_is_removed_takes_its_objects_with_it_and_only_those(
    machine, store, cast, post, tmp_path
):
    other = picture_store().keep(cast.elmsgate.pk, b"of the other school")
    place = tmp_path / "oakfield.zip"
    call_command("export", "oakfield", place)
    call_command("remove_school", "oakfield", exported=place)
    assert store.objects() == [f"{cast.elmsgate.pk}/{other}"]
