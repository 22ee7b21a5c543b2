"""A video, opened in the cage: only named containers and codecs, no protocol, no second file; frames upright and small.

The file is read through Python, so that the library beneath has no address it could open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

import av
import numpy as np

from schoolgate.media.video.limits import (
    LONG_SIDE,
    MOST_A_SECOND,
    MOST_DECODED_A_SECOND,
    MOST_PIXELS,
    PICTURES,
    SHORT_SIDE,
    SMALLEST_SIDE,
    SOUNDS,
    Looks,
    Reason,
    Refused,
)

TICKS = 90_000  # of a second: every frame rate there is comes out even
_THREADS = 2
_OUTER = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"sidx", b"uuid", b"meta"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame as it is seen: planes of yuv420p one below the other, and its time in seconds."""

    planes: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A piece of sound as it was decoded, and when it begins, in seconds from the first frame."""

    piece: Any
    seconds: float


def opened(file: IO[bytes], container: str) -> Any:
    """The video in this file, by the container that its first bytes say. Raises Refused."""
    try:
        # By its Python file alone: no protocol, and nothing that a playlist names.
        return av.open(file, format=container, options={"max_streams": "8"})
    except (av.FFmpegError, ValueError, OSError) as fault:
        raise Refused(Reason.DAMAGED) from fault


def breaks_off(file: IO[bytes]) -> bool:
    """Whether a part of this MP4 or MOV says that it is longer than what is there: the rest did not arrive.

    A phone writes what a player needs last, so without this what was cut off would be called damaged."""
    size, start = file.seek(0, 2), 0
    while start + 8 <= size:
        file.seek(start)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:  # to the end, wherever that is
            return False
        if length < 8 or head[4:8] not in _OUTER:
            return False
        start += length
    return start > size


def looked_at(found: Any, longest: float) -> Looks:
    """What it is, from its own words, before a frame is decoded. Raises Refused."""
    stream = picture_of(found)
    width, height = stream.codec_context.width, stream.codec_context.height
    if width * height > MOST_PIXELS:
        raise Refused(Reason.TOO_LARGE, f"{width}x{height}")
    if width <= 0 or height <= 0:
        raise Refused(Reason.NO_FRAMES)
    if min(width, height) < SMALLEST_SIDE:
        raise Refused(Reason.TOO_SMALL, f"{width}x{height}")
    seconds = float((found.duration or 0) / av.time_base)
    if seconds > longest:
        raise Refused(Reason.TOO_LONG, str(round(seconds)))
    return Looks(width, height, seconds, sound_of(found) is not None)


def picture_of(found: Any) -> Any:
    """The stream that is seen. A cover picture of a song is none."""
    streams = [one for one in found.streams.video if not _is_a_cover(one)]
    if not streams:
        raise Refused(Reason.NO_PICTURE)
    stream = streams[0]
    if _codec(stream) not in PICTURES:
        raise Refused(Reason.UNKNOWN_CODEC, _codec(stream))
    stream.codec_context.thread_count = _THREADS
    stream.codec_context.thread_type = "AUTO"
    stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
    return stream


def _is_a_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def sound_of(found: Any) -> Any:
    """The first sound that we know; another is left out as if there were none."""
    return next((one for one in found.streams.audio if _codec(one) in SOUNDS), None)


def _codec(stream: Any) -> str:
    context = stream.codec_context
    return str(context.name) if context is not None else "unknown"


def fitted(width: int, height: int) -> tuple[int, int]:
    """The size of a master: within the limits, both sides even."""
    scale = min(1.0, LONG_SIDE / max(width, height), SHORT_SIDE / min(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


class Frames:
    """Frames as they are decoded: from zero, upright, made to fit, at most so many a second.

    Raises Refused where one is too large, or where there are more than the length of the video allows.
    """

    def __init__(self, longest: float) -> None:
        self.longest = longest
        self.count = 0
        self.began: float | None = None
        self.last = -1.0

    def of(self, frame: Any) -> Iterator[Shown]:
        self.count += 1
        if self.count > (self.longest + 1) * MOST_DECODED_A_SECOND:
            raise Refused(Reason.TOO_LONG)
        if frame.width * frame.height > MOST_PIXELS:
            raise Refused(Reason.TOO_LARGE, f"{frame.width}x{frame.height}")
        at = float(frame.time) if frame.time is not None else self.last + 1 / MOST_A_SECOND
        if self.began is None:
            self.began = at
        at -= self.began
        if at > self.longest:
            raise Refused(Reason.TOO_LONG, str(round(at)))
        if self.last >= 0 and at - self.last < 0.97 / MOST_A_SECOND:
            return
        self.last = at
        yield Shown(upright(frame), at)


def upright(frame: Any) -> Any:
    """The planes of the frame as it is meant to be seen, fitted."""
    turned = round(-frame.rotation / 90) % 4
    width, height = fitted(frame.width, frame.height)
    planes = frame.reformat(width=width, height=height, format="yuv420p").to_ndarray()
    return planes if not turned else _turned(planes, width, height, turned)


def _turned(planes: Any, width: int, height: int, quarters: int) -> Any:
    """A phone held upright writes its frames lying, and says so."""
    small = (height // 2, width // 2)
    bright = planes[:height]
    colours = planes[height:].reshape(2, *small)
    turned = [np.rot90(one, -quarters) for one in (bright, *colours)]
    across = turned[0].shape[1]
    return np.concatenate([np.ascontiguousarray(one).reshape(-1, across) for one in turned])


def size_of(planes: Any) -> tuple[int, int]:
    """Width and height of the picture in these planes."""
    return planes.shape[1], planes.shape[0] * 2 // 3
