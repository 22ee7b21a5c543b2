"""Asking the caged child about a video: what it is, drawn anew with the faces found, one frame, or covered.

Whatever the child answers is taken for a stranger's word: the numbers are read as numbers, a video has to be boxes of
frames and sound alone (`mp4_parts`), a picture is drawn once more by the cage for pictures.
"""

import importlib.util
import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Timer
from typing import IO, Any

from django.conf import settings

from schoolgate.kernel.caged import import_folders
from schoolgate.media.decoding.intake import CleanPicture, clean_picture
from schoolgate.media.faces.finding import model_file
from schoolgate.media.video.covers import Covers
from schoolgate.media.video.limits import LARGEST_ANSWER, Reason
from schoolgate.media.video.mp4_parts import BrokenFilm, must_be_a_plain_film
from schoolgate.media.video.words import FilmRefused, film_refused

QUICK_SECONDS = 60
_SLOWEST = 12  # seconds of one core for a second of video, before the child is ended
_AT_LEAST = 120
_LONGEST_LINE = 200
_LARGEST_TOLD = 8 * 1024 * 1024
_START = "import sys; sys.path += sys.argv[1:-1]; from schoolgate.media.video.child import main; main()"
_seats = BoundedSemaphore(2)
logger = logging.getLogger(__name__)

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class FilmLooks:
    """What an upload is, before it is kept: length in seconds, whether anybody can be heard, and a picture of it."""

    seconds: float
    has_sound: bool
    poster: CleanPicture
    poster_at: float


@dataclass(frozen=True, slots=True)
class FoundTrack:
    """A face through time: where it is seen best, and every look: seconds, left, top, width, height."""

    at: float
    looks: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class TakenFilm:
    """A video drawn anew. `tracks` is None where no model can look for faces."""

    film: bytes
    seconds: float
    has_sound: bool
    tracks: tuple[FoundTrack, ...] | None


def films_are_taken() -> bool:
    """Whether what opens videos is installed here: the package `av`, which may be left out."""
    return importlib.util.find_spec("av") is not None


def look_at(file: IO[bytes], container: str) -> FilmLooks:
    """What this upload is; quick, and nothing is kept. Raises FilmRefused."""
    told, jpeg = _ask("look", file, QUICK_SECONDS, container=container)
    poster = clean_picture(jpeg)
    return FilmLooks(
        _number(told, "seconds"), bool(told.get("has_sound")), poster, _number(told, "poster_at")
    )


def take(file: IO[bytes], container: str, seconds: float, progress: Progress) -> TakenFilm:
    """The whole video anew, with the faces in it. Takes about as long as it plays. Raises FilmRefused."""
    model = model_file()
    told, film = _ask(
        "take", file, _patience(seconds), progress, container=container, model=str(model) if model else ""
    )
    _must_be_plain(film)
    tracks = told.get("tracks")
    return TakenFilm(
        film,
        _number(told, "seconds"),
        bool(told.get("has_sound")),
        None if tracks is None else tuple(map(_track, tracks)),
    )


def frame_at(file: IO[bytes], seconds: float) -> bytes:
    """One frame of a master, as a clean JPEG. Raises FilmRefused."""
    _told, jpeg = _ask("frame", file, QUICK_SECONDS, at=seconds)
    return clean_picture(jpeg).bytes


def covered(
    file: IO[bytes], covers: Covers, seconds: float, progress: Progress, *, with_sound: bool
) -> bytes:
    """A master with these covers burnt in: what goes out. Raises FilmRefused."""
    _told, film = _ask(
        "cover", file, _patience(seconds), progress, covers=covers.written(), with_sound=with_sound
    )
    _must_be_plain(film)
    return film


def _patience(seconds: float) -> int:
    return int(_AT_LEAST + _SLOWEST * min(seconds, settings.LONGEST_VIDEO))


def _ask(
    do: str, file: IO[bytes], cpu_seconds: int, progress: Progress | None = None, **more: Any
) -> tuple[dict[str, Any], bytes]:
    if not films_are_taken():
        raise film_refused(Reason.NOT_HERE)
    asked = {"do": do, "longest": settings.LONGEST_VIDEO, "cpu_seconds": cpu_seconds, "model": "", **more}
    file.seek(0)
    with _seats, TemporaryFile() as words, TemporaryFile() as complaints:
        # What is long (every cover of every frame) would not fit into an argument of the system's.
        words.write(json.dumps(asked).encode())
        words.flush()
        words.seek(0)
        command = [
            sys.executable, "-I", "-S", "-c", _START, *import_folders(("av", "numpy", "cv2")), str(words.fileno()),
        ]  # fmt: skip
        with Popen(
            command,
            stdin=file,
            stdout=PIPE,
            stderr=complaints,
            cwd="/",
            env={"MALLOC_ARENA_MAX": "1"},
            start_new_session=True,
            pass_fds=(words.fileno(),),
        ) as child:
            alarm = Timer(cpu_seconds * 2, child.kill)
            alarm.start()
            try:
                return _conversation(child, progress, complaints)
            finally:
                alarm.cancel()
                child.kill()


def _conversation(
    child: "Popen[bytes]", progress: Progress | None, complaints: IO[bytes]
) -> tuple[dict[str, Any], bytes]:
    begun = False
    mouth = child.stdout
    assert mouth is not None  # noqa: S101 - it was asked for
    while line := mouth.readline(_LONGEST_LINE).decode("ascii", errors="replace").strip():
        word, _space, rest = line.partition(" ")
        if word == "begun":
            begun = True
        elif word == "progress" and rest.isdigit():
            if progress is not None:
                progress(min(int(rest), 99))
        elif word == "refused":
            raise _refusal(rest)
        elif word == "answer":
            return _answer(mouth, rest)
        else:
            break
    if not begun:
        complaints.seek(0)
        logger.error("the video decoder cannot run: %s", complaints.read(4096).decode(errors="replace"))
        raise film_refused(Reason.OUT_OF_ORDER)
    raise film_refused(Reason.TOO_HARD)


def _answer(mouth: IO[bytes], lengths: str) -> tuple[dict[str, Any], bytes]:
    told, content = (int(one) if one.isdigit() else -1 for one in (*lengths.split(), "", "")[:2])
    if not 0 < told <= _LARGEST_TOLD or not 0 <= content <= LARGEST_ANSWER:
        raise film_refused(Reason.TOO_HARD)
    words, made = mouth.read(told), mouth.read(content)
    if len(made) != content:
        raise film_refused(Reason.TOO_HARD)
    try:
        answer = json.loads(words)
    except ValueError:
        raise film_refused(Reason.TOO_HARD) from None
    return (answer if isinstance(answer, dict) else {}), made


def _refusal(rest: str) -> FilmRefused:
    reason, _space, detail = rest.partition(" ")
    try:
        return film_refused(Reason(reason), detail)
    except ValueError:
        return film_refused(Reason.TOO_HARD)


def _must_be_plain(film: bytes) -> None:
    try:
        must_be_a_plain_film(film)
    except BrokenFilm as fault:
        logger.warning("the video decoder answered with something else than a plain video: %s", fault)
        raise film_refused(Reason.TOO_HARD) from None


def _track(given: Any) -> FoundTrack:
    try:
        looks = tuple(tuple(float(side) for side in look) for look in given["looks"])
        if not looks or any(len(look) != 5 for look in looks):
            raise ValueError
        return FoundTrack(float(given["at"]), looks)
    except (KeyError, TypeError, ValueError):
        raise film_refused(Reason.TOO_HARD) from None


def _number(told: dict[str, Any], name: str) -> float:
    value = told.get(name)
    if not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise film_refused(Reason.TOO_HARD)
    return float(value)


def container_of(path_or_bytes: bytes) -> str:
    """Which of the containers that we open this beginning is of; nothing where it is of none."""
    if path_or_bytes.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    return "mov" if path_or_bytes[4:8] == b"ftyp" else ""


def beginning_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(64)
