"""Videos as phones and cameras write them: lying, odd, uneven, in several tongues at once."""

import io
from contextlib import contextmanager
from fractions import Fraction
from tempfile import TemporaryFile

import av
import numpy as np
import pytest

from schoolgate.media.video.asking import container_of, look_at, take
from tests.films import drawn_film, frames_of, picture_at, streams_of

# What a phone that was held upright writes into its file: a quarter to the right.
UPRIGHT = (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)


def held_upright(film):
    """The same with the phone's note in it how it was held."""
    begins = film.index(b"tkhd") + 44
    note = b"".join(number.to_bytes(4, "big", signed=True) for number in UPRIGHT)
    return film[:begins] + note + film[begins + len(note) :]


def unevenly(times, size=(320, 240)):
    """Frames at these milliseconds."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as to:
        seen = to.add_stream("libx264", rate=10)
        seen.width, seen.height = size
        seen.pix_fmt = "yuv420p"
        seen.codec_context.time_base = Fraction(1, 1000)
        for number, at in enumerate(times):
            frame = av.VideoFrame.from_ndarray(picture_at(number / len(times), size), format="rgb24")
            frame.pts, frame.time_base = at, Fraction(1, 1000)
            to.mux(seen.encode(frame))
        to.mux(seen.encode())
    return file.getvalue()


@contextmanager
def on_disk(film):
    with TemporaryFile() as file:
        file.write(film)
        file.flush()
        yield file


def taken(film):
    with on_disk(film) as file:
        return take(file, container_of(film[:64]), 1.0, lambda _percent: None)


def test_a_phone_that_was_held_upright_shows_people_upright():
    film = drawn_film(0.4, frames=5, sound=False)

    made = taken(held_upright(film))

    lying, upright = frames_of(film)[0], frames_of(made.film)[0]
    assert upright.shape == (320, 180, 3)
    assert np.abs(upright.astype(int) - np.rot90(lying, -1)).mean() < 6


@pytest.mark.parametrize(
    ("drawn", "size"),
    [
        ({"size": (322, 182)}, (322, 182)),
        ({"size": (320, 240)}, (320, 240)),
        ({"size": (1920, 1080)}, (1280, 720)),
        ({"size": (1080, 1920)}, (720, 1280)),
        ({"codec": "libx265", "container": "mov"}, (320, 180)),
    ],
)
def test_any_shape_and_what_an_iphone_writes_is_looked_at(drawn, size):
    film = drawn_film(0.4, frames=5, **drawn)
    with on_disk(film) as file:
        looks = look_at(file, container_of(film[:64]))

    assert (looks.poster.width, looks.poster.height, looks.has_sound) == (*size, True)


def test_frames_at_uneven_times_keep_their_times():
    made = taken(unevenly([0, 40, 90, 500, 540, 900]))

    with av.open(io.BytesIO(made.film)) as opened:
        times = [round(frame.time, 2) for frame in opened.decode(video=0)]
    assert times == [0, 0.04, 0.09, 0.5, 0.54, 0.9]


def test_of_several_sounds_the_first_is_taken():
    made = taken(drawn_film(0.4, frames=5, sounds=3))

    assert streams_of(made.film) == ["video", "audio"]


@pytest.mark.parametrize("begins", [0.0, 0.4])
def test_sound_stays_where_it_was_beside_the_frames(begins):
    """A phone writes half a second of it before the first frame of that time."""
    made = taken(drawn_film(1.0, frames=5, hum_from=begins))

    with av.open(io.BytesIO(made.film)) as opened:
        heard = [(frame.time, frame.samples / frame.rate) for frame in opened.decode(audio=0)]
    assert heard[0][0] == pytest.approx(begins, abs=0.05)
    assert sum(length for _time, length in heard) == pytest.approx(1.0 - begins, abs=0.08)
