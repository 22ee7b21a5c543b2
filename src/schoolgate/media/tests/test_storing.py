"""The store of masters: whole pictures under random names, or nothing."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from schoolgate.media.storing import PictureGone, PictureStore


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    return PictureStore(tmp_path / "media")


def test_a_picture_comes_back_as_it_was_kept(store: PictureStore):
    name = store.keep(7, b"a picture")

    assert store.read(7, name) == b"a picture"
    assert list(store.names(7)) == [name]


def test_names_are_random_and_say_nothing(store: PictureStore):
    names = {store.keep(7, b"the same picture") for _ in range(20)}

    assert len(names) == 20
    assert all(len(name) == len("0123456789abcdef0123456789abcdef.jpg") for name in names)


def test_only_the_program_itself_may_read_the_file(store: PictureStore):
    name = store.keep(7, b"a picture")

    assert stat.S_IMODE((store.root / "7" / name).stat().st_mode) == 0o600


def test_another_school_does_not_find_it(store: PictureStore):
    name = store.keep(7, b"a picture")

    with pytest.raises(PictureGone):
        store.read(8, name)


@pytest.mark.parametrize(
    "name", ["../7/x.jpg", "..", "", "/etc/passwd", "a" * 32, "A" * 32 + ".jpg", "x.jpg\n"]
)
def test_a_name_from_outside_never_reaches_the_disk(store: PictureStore, name: str):
    with pytest.raises(PictureGone):
        store.read(7, name)
    with pytest.raises(PictureGone):
        store.remove(7, name)


@pytest.mark.parametrize("school", ["..", "", "7/..", "."])
def test_a_school_is_a_plain_id(store: PictureStore, school: str):
    with pytest.raises(ValueError, match="no school"):
        store.keep(school, b"a picture")


def test_removing_twice_is_safe(store: PictureStore):
    name = store.keep(7, b"a picture")

    assert store.remove(7, name)
    assert not store.remove(7, name)
    with pytest.raises(PictureGone):
        store.read(7, name)


FILL = """
import resource, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from schoolgate.media.decoding.words import PictureRefused
from schoolgate.media.storing import PictureStore
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    PictureStore(Path(sys.argv[1])).keep(7, bytes(500_000))
except PictureRefused as refused:
    print(refused.refusal.words, refused.refusal.next_step)
"""


def test_a_write_that_runs_out_of_room_is_told_in_words_and_leaves_nothing(store: PictureStore):
    """The system stops the real write half way, as a full disk does."""
    told = subprocess.run(
        [sys.executable, "-c", FILL, str(store.root)], capture_output=True, text=True, timeout=60, check=True
    ).stdout

    assert "no room left to keep pictures" in told
    assert "still on your phone" in told
    assert [file for file in store.root.rglob("*") if file.is_file()] == []


def test_what_a_power_cut_left_half_written_is_swept_and_the_rest_stays(store: PictureStore):
    name = store.keep(7, b"a picture")
    old, fresh = store.root / "7" / ".old.jpg.part", store.root / "7" / ".fresh.jpg.part"
    for file in (old, fresh):
        file.write_bytes(b"half a pic")
    written_at = fresh.stat().st_mtime
    os.utime(old, (written_at - 7200,) * 2)

    assert store.remove_unfinished(before=written_at - 3600) == 1
    assert not old.exists()
    assert fresh.exists()
    assert list(store.names(7)) == [name]
