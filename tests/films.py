"""Videos for tests: drawn, never taken. A square goes from left to right over a pattern."""

import io
from fractions import Fraction
from typing import Any

import av
import numpy as np

# An encoder that looks ahead with several threads gave, once in fifty times, frames with no sensible time.
AS_TOLD = {"libx265": {"tune": "zerolatency"}}


def drawn_film(
    seconds: float = 1.0,
    *,
    size: tuple[int, int] = (320, 180),
    frames: int = 10,
    sound: bool = True,
    sounds: int = 1,
    hum_from: float = 0.0,
    container: str = "mp4",
    codec: str = "libx264",
    told: dict[str, str] | None = None,
) -> bytes:
    """The bytes of a video of so many `frames` a second, with a hum (or several), and what it is `told` to say of
    itself."""
    file = io.BytesIO()
    with av.open(file, "w", format=container, options={"movflags": "use_metadata_tags"}) as to:
        to.metadata.update(told or {})
        seen: Any = to.add_stream(codec, rate=frames, options=AS_TOLD.get(codec, {}))
        seen.width, seen.height = size
        seen.pix_fmt = "yuv420p"
        hums: list[Any] = [
            to.add_stream("libopus" if container == "webm" else "aac", rate=48_000)
            for _one in range(sounds if sound else 0)
        ]
        for number in range(round(seconds * frames)):
            frame = av.VideoFrame.from_ndarray(
                picture_at(number / max(1, seconds * frames), size), format="rgb24"
            )
            to.mux(seen.encode(frame))
        to.mux(seen.encode())
        for heard in hums:
            _hum(to, heard, seconds, hum_from)
    return file.getvalue()


def picture_at(way: float, size: tuple[int, int] = (320, 180)) -> Any:
    """The frame at this part of the way, as red, green and blue."""
    width, height = size
    down, across = np.mgrid[0:height, 0:width]
    shown = np.stack([across % 256, down % 256, (across + down) % 256], -1).astype(np.uint8) // 2
    left = int(way * (width - width // 8))
    shown[height // 4 : height // 2, left : left + width // 8] = (220, 180, 150)
    return shown


def _hum(to: Any, heard: Any, seconds: float, begins: float) -> None:
    samples = int(48_000 * seconds)
    wave = (np.sin(np.arange(samples) * 0.05) * 0.2).astype(np.float32)
    for start in range(int(48_000 * begins), samples, 960):
        piece = av.AudioFrame.from_ndarray(wave[None, start : start + 960], format="fltp", layout="mono")
        piece.sample_rate, piece.pts, piece.time_base = 48_000, start, Fraction(1, 48_000)
        to.mux(heard.encode(piece))
    to.mux(heard.encode())


def frames_of(film: bytes) -> list[Any]:
    """Every frame of a video, as red, green and blue."""
    with av.open(io.BytesIO(film)) as opened:
        return [frame.to_ndarray(format="rgb24") for frame in opened.decode(video=0)]


def streams_of(film: bytes) -> list[str]:
    """What is in a video: "video", "audio"."""
    with av.open(io.BytesIO(film)) as opened:
        return [stream.type for stream in opened.streams]
