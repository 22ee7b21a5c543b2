"""A fresh video: H.264 and AAC in an MP4 that a phone plays while it loads, with nothing in it but frames and sound."""

import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import av
import numpy as np

from schoolgate.media.video.limits import MOST_A_SECOND
from schoolgate.media.video.reading import TICKS, Heard, Shown, size_of

_BLOCKS_ACROSS = 4
_WITHOUT_NAMES = 0x400  # libav's flag for writing no word of itself
_SHADES = 4  # bits kept of each block's brightness and colours
_RATE_OF_SOUND = 44_100
_TOO_EARLY = 0.02  # seconds before the first frame, in which a codec warms up
_ROOM, _ROOM_A_SECOND = 16_384, 3_000  # bytes
_HOW = {"preset": "superfast", "crf": "23", "maxrate": "4M", "bufsize": "8M", "x264-params": "keyint=60"}


class Drawing:
    """The video as it is written. `finished` gives its bytes."""

    def __init__(self, planes: Any, *, with_sound: bool, seconds: float) -> None:
        self._file = io.BytesIO()
        # What a player needs first stands first, in a place kept free for it: so it plays while it loads.
        room = _ROOM + round(seconds * _ROOM_A_SECOND)
        self._to = av.open(self._file, "w", format="mp4", options={"moov_size": str(room)})
        self._to.flags |= _WITHOUT_NAMES
        self._seen = self._to.add_stream("libx264", rate=MOST_A_SECOND, options=_HOW)
        self._seen.width, self._seen.height = size_of(planes)
        self._seen.pix_fmt = "yuv420p"
        self._seen.codec_context.time_base = _fraction()
        self._seen.codec_context.thread_count = 2
        self._shape = planes.shape
        self._heard = self._to.add_stream("aac", rate=_RATE_OF_SOUND) if with_sound else None
        if self._heard is not None:
            self._heard.layout = "mono"
            self._heard.bit_rate = 96_000
        self._sound_to = av.AudioResampler(format="fltp", layout="mono", rate=_RATE_OF_SOUND)
        self._samples: int | None = None
        self._last = -1

    def show(self, shown: Shown) -> None:
        """The next frame. One of another size is left out: a video has one."""
        at = round(shown.seconds * TICKS)
        if shown.planes.shape != self._shape or at <= self._last:
            return
        frame = av.VideoFrame.from_ndarray(shown.planes, format="yuv420p")
        frame.pts, frame.time_base = at, _fraction()
        self._last = at
        self._to.mux(self._seen.encode(frame))

    def sound(self, heard: Heard, until: float) -> None:
        """The next piece of sound, where it belongs beside the frames; none before the first of them, and none beyond
        so many seconds."""
        if self._heard is None or heard.seconds < -_TOO_EARLY:
            return
        if self._samples is None:
            self._samples = round(max(0.0, heard.seconds) * _RATE_OF_SOUND)
        for piece in self._sound_to.resample(heard.piece):
            if self._samples / _RATE_OF_SOUND > until:
                return
            piece.pts, piece.time_base = self._samples, _per(_RATE_OF_SOUND)
            self._samples += piece.samples
            self._to.mux(self._heard.encode(piece))

    def finished(self) -> bytes:
        self._to.mux(self._seen.encode())
        if self._heard is not None:
            self._to.mux(self._heard.encode())
        self._to.close()
        return _untold(self._file.getvalue())


def _untold(film: bytes) -> bytes:
    """The same without the box for words about it, which is empty and is written all the same."""
    start = int.from_bytes(film[:4], "big")
    end = start + int.from_bytes(film[start : start + 4], "big")
    start += 8
    while start < end:
        length = int.from_bytes(film[start : start + 4], "big")
        if film[start + 4 : start + 8] == b"udta":
            return film[: start + 4] + b"free" + bytes(length - 8) + film[start + length :]
        start += max(8, length)
    return film


def _fraction() -> Any:
    return _per(TICKS)


def _per(parts: int) -> Any:
    return Fraction(1, parts)


def cover(planes: Any, boxes: Sequence[tuple[float, float, float, float]]) -> None:
    """Overwrite these areas (left, top, width, height in fractions) of the frame itself, in brightness and colour.

    At most four blocks across and sixteen shades of each stay, as in a picture: no face is found in them again.
    """
    width, height = size_of(planes)
    bright = planes[:height]
    colours = planes[height:].reshape(2, height // 2, width // 2)
    for left, top, wide, high in boxes:
        # Outwards to even pixels, so that the colours, which are half as fine, cover the same.
        x0, y0 = (max(0, int(side) // 2 * 2) for side in (left * width, top * height))
        x1 = min(width, -(-int(np.ceil((left + wide) * width)) // 2) * 2)
        y1 = min(height, -(-int(np.ceil((top + high) * height)) // 2) * 2)
        if x1 <= x0 or y1 <= y0:
            continue
        _blocks(bright[y0:y1, x0:x1])
        for plane in colours:
            _blocks(plane[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2])


def _blocks(region: Any) -> None:
    high, wide = region.shape
    largest = max(high, wide) / _BLOCKS_ACROSS
    rows, columns = (np.arange(side) * max(1, round(side / largest)) // side for side in (high, wide))
    starts = [np.searchsorted(one, np.arange(one[-1] + 1)) for one in (rows, columns)]
    sums = np.add.reduceat(
        np.add.reduceat(region, starts[0], axis=0, dtype=np.uint32), starts[1], axis=1, dtype=np.uint32
    )
    counts = np.outer(np.bincount(rows), np.bincount(columns))
    step = 1 << (8 - _SHADES)
    few = (sums // counts // step * step + step // 2).astype(np.uint8)
    region[...] = few[rows][:, columns]
