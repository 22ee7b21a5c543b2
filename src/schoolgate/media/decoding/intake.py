"""The door for pictures: an upload goes in, a clean master comes out, or a refusal in a teacher's words.

No decoder runs here. A child process opens the file, caged (see `kernel.cage`), and what it answers is itself taken
for a stranger's word: only bytes that are a plain JPEG and nothing more pass.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

from schoolgate.kernel.caged import CouldNotStart, EndedInside, ask_child
from schoolgate.media.decoding.jpeg_parts import BrokenJpeg, size_of_plain_jpeg
from schoolgate.media.decoding.reasons import LARGEST_UPLOAD, Reason
from schoolgate.media.decoding.words import PictureRefused, refused

__all__ = ["CleanPicture", "PictureRefused", "clean_picture"]

WALL_SECONDS = 20
"""The longest a person waits for one picture to be opened, and for a seat to open it in."""

SEATS = 2
"""Child processes at a time in one web process: each may hold half a gigabyte."""

_LARGEST_ANSWER = 32 * 1024 * 1024
_PACKAGES = ("PIL", "pillow_heif")
_START = "import sys; sys.path += sys.argv[1:]; from schoolgate.media.decoding.child import main; main()"
_seats = BoundedSemaphore(SEATS)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A master: `bytes` is a JPEG of pixels alone, upright, sRGB; width and height are in pixels."""

    bytes: bytes
    width: int
    height: int
    sha256: str


def clean_picture(upload: Path | bytes) -> CleanPicture:
    """A fresh picture of what this upload shows; nothing else of the file is in it.

    Opens JPEG, PNG, WebP, HEIC and AVIF of at most 25 MB and 80 megapixels, whatever the name says. Raises
    PictureRefused. The upload is read, never changed.
    """
    with _opened(upload) as given:
        if not _seats.acquire(timeout=WALL_SECONDS):
            raise refused(Reason.BUSY)
        try:
            answer = _answer_of_child(given)
        finally:
            _seats.release()
    return _checked(answer)


@contextmanager
def _opened(upload: Path | bytes) -> Iterator[IO[bytes] | bytes]:
    """The upload as an open file or bytes, once it has been weighed."""
    if isinstance(upload, bytes):
        _must_be_light_enough(len(upload))
        yield upload
        return
    with upload.open("rb") as file:
        _must_be_light_enough(upload.stat().st_size)
        yield file


def _must_be_light_enough(size: int) -> None:
    if size == 0:
        raise refused(Reason.EMPTY)
    if size > LARGEST_UPLOAD:
        raise refused(Reason.TOO_MANY_BYTES)


def _answer_of_child(given: IO[bytes] | bytes) -> bytes:
    """What the child says of this file. Raises PictureRefused when it dies or cannot start."""
    try:
        return ask_child(_START, given, packages=_PACKAGES, seconds=WALL_SECONDS, most=_LARGEST_ANSWER)
    except CouldNotStart as fault:
        logger.error("the picture decoder cannot run: %s", fault)
        raise refused(Reason.OUT_OF_ORDER) from None
    except EndedInside:
        raise refused(Reason.TOO_HARD) from None


def _checked(answer: bytes) -> CleanPicture:
    """The child's answer as a picture, if it is one. A child that was taken over could say anything."""
    if answer.startswith(b"refused "):
        raise _refusal_in(answer)
    try:
        width, height = size_of_plain_jpeg(answer)
    except BrokenJpeg as fault:
        logger.warning("the picture decoder answered with something else than a plain picture: %s", fault)
        raise refused(Reason.TOO_HARD) from None
    return CleanPicture(answer, width, height, hashlib.sha256(answer).hexdigest())


def _refusal_in(answer: bytes) -> PictureRefused:
    reason, _space, detail = answer[:200].decode("ascii", errors="replace").partition(" ")[2].partition(" ")
    try:
        return refused(Reason(reason), detail)
    except ValueError:
        logger.warning("the picture decoder refused for a reason that is not known")
        return refused(Reason.TOO_HARD)
