"""The child process: a video on its standard input; lines of progress and then the answer on its standard output.

Its last line is "refused", the reason and a fact, or "answer", the length of a JSON and of what follows it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import IO, Any

import av
import numpy as np

from schoolgate.kernel import cage
from schoolgate.media.video.limits import MOST_TRACKS, Reason, Refused
from schoolgate.media.video.reading import (
    Frames,
    Heard,
    Shown,
    breaks_off,
    looked_at,
    opened,
    picture_of,
    size_of,
    sound_of,
)

MEMORY_BYTES = 1536 * 1024 * 1024
_CUT_OFF = 0.9
_PIECES_A_SECOND = 100  # of sound that comes before the first frame
_MAY_BE_CUT_OFF = frozenset({Reason.DAMAGED, Reason.UNKNOWN_CODEC, Reason.NO_PICTURE, Reason.NO_FRAMES})
Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Answer for the one video on standard input."""
    with os.fdopen(int(sys.argv[-1]), "rb") as question:
        asked = json.load(question)
    try:
        told, content = _DEEDS[asked["do"]](sys.stdin.buffer, asked)
    except Refused as refused:
        _refuse(asked, refused.reason, refused.detail)
    except MemoryError:
        _refuse(asked, Reason.TOO_HARD)
    except (av.FFmpegError, ZeroDivisionError) as fault:
        _refuse(asked, Reason.DAMAGED, type(fault).__name__)
    else:
        words = json.dumps(told).encode()
        _say(f"answer {len(words)} {len(content)}")
        sys.stdout.buffer.write(words + content)
        sys.stdout.buffer.flush()


def _refuse(asked: dict[str, Any], reason: Reason, detail: str = "") -> None:
    if reason in _MAY_BE_CUT_OFF and asked.get("container") == "mov" and breaks_off(sys.stdin.buffer):
        reason = Reason.CUT_OFF
    _say(f"refused {reason} {detail}")


def _look(file: IO[bytes], asked: dict[str, Any]) -> Answer:
    """What it is, and a picture of it: the first frame from a second on, or the last before."""
    _lock_in(asked)
    with opened(file, asked["container"]) as found:
        looks = looked_at(found, asked["longest"])
        shown = None
        for shown, _heard in _decoded(found, Frames(asked["longest"]), want_sound=False):
            if shown is not None and shown.seconds >= min(1.0, looks.seconds / 2):
                break
    if shown is None:
        raise Refused(Reason.NO_FRAMES)
    width, height = size_of(shown.planes)
    told = {**looks.told(), "width": width, "height": height, "poster_at": shown.seconds}
    return told, _as_jpeg(shown.planes)


def _take(file: IO[bytes], asked: dict[str, Any]) -> Answer:
    """The whole video drawn anew, and the faces in it."""
    finder = _finder(asked)
    from schoolgate.media.video.drawing import Drawing

    _lock_in(asked)
    with opened(file, asked["container"]) as found:
        looks = looked_at(found, asked["longest"])
        drawing, shown = None, None
        until = 0.0
        for shown, heard in _decoded(found, Frames(asked["longest"]), want_sound=looks.has_sound):
            if shown is not None:
                drawing = drawing or Drawing(
                    shown.planes, with_sound=looks.has_sound, seconds=looks.seconds or asked["longest"]
                )
                drawing.show(shown)
                if finder is not None:
                    finder.see(shown)
                until = shown.seconds
                _progress(until, looks.seconds)
            elif drawing is not None and heard is not None:
                drawing.sound(heard, asked["longest"])
    if drawing is None:
        raise Refused(Reason.NO_FRAMES)
    if until < looks.seconds * _CUT_OFF - 1:
        raise Refused(Reason.CUT_OFF, f"{until:.0f}/{looks.seconds:.0f}")
    film = drawing.finished()
    return {
        "seconds": until,
        "has_sound": looks.has_sound,
        "tracks": None if finder is None else _tracks(finder),
    }, film


def _frame(file: IO[bytes], asked: dict[str, Any]) -> Answer:
    """One frame of a master as a picture, at this time or the last before the end."""
    _lock_in(asked)
    at = float(asked["at"])
    with opened(file, "mov") as found:
        stream = picture_of(found)
        found.seek(round(at / stream.time_base), stream=stream)
        shown = None
        frames = Frames(asked["longest"])
        frames.began = float((stream.start_time or 0) * stream.time_base)
        for shown, _heard in _decoded(found, frames, want_sound=False, stream=stream):
            if shown is not None and shown.seconds >= at - 0.001:
                break
    if shown is None:
        raise Refused(Reason.NO_FRAMES)
    return {"at": shown.seconds}, _as_jpeg(shown.planes)


def _cover(file: IO[bytes], asked: dict[str, Any]) -> Answer:
    """A master with its covers burnt in, with its sound or without."""
    from schoolgate.media.video.covers import Covers
    from schoolgate.media.video.drawing import Drawing, cover

    covers = Covers.read(asked["covers"])
    _lock_in(asked)
    with opened(file, "mov") as found:
        looks = looked_at(found, asked["longest"])
        with_sound = looks.has_sound and asked["with_sound"]
        drawing, number = None, 0
        for shown, heard in _decoded(found, Frames(asked["longest"]), want_sound=with_sound):
            if shown is not None:
                boxes = covers.at(shown.seconds)
                if boxes:
                    shown = Shown(np.ascontiguousarray(shown.planes), shown.seconds)
                    cover(shown.planes, boxes)
                drawing = drawing or Drawing(shown.planes, with_sound=with_sound, seconds=looks.seconds)
                drawing.show(shown)
                number += 1
                _progress(shown.seconds, looks.seconds)
            elif drawing is not None and heard is not None:
                drawing.sound(heard, asked["longest"])
    if drawing is None:
        raise Refused(Reason.NO_FRAMES)
    return {"frames": number}, drawing.finished()


def _decoded(
    found: Any, frames: Frames, *, want_sound: bool, stream: Any = None
) -> Iterator[tuple[Shown | None, Heard | None]]:
    """Frames and pieces of sound, as they come in the file; no sound before the first frame, however they lie there.
    Where a file breaks off there are no more."""
    stream = stream or picture_of(found)
    heard = sound_of(found) if want_sound else None
    wanted = [one for one in (stream, heard) if one is not None]
    waiting: list[Any] = []
    try:
        for packet in found.demux(wanted):
            for one in packet.decode():
                if packet.stream is heard:
                    waiting.append(one)
                else:
                    yield from ((shown, None) for shown in frames.of(one))
            yield from _since_the_first_frame(waiting, frames)
    except av.FFmpegError as fault:
        if frames.count == 0:
            raise Refused(Reason.DAMAGED) from fault


def _since_the_first_frame(waiting: list[Any], frames: Frames) -> Iterator[tuple[None, Heard]]:
    """The sound that waits, once there is a frame to count its time from; until then no more waits than a video has."""
    if frames.began is None:
        del waiting[round(frames.longest * _PIECES_A_SECOND) :]
        return
    for one in waiting:
        yield None, Heard(one, float(one.time or 0) - frames.began)
    waiting.clear()


def _finder(asked: dict[str, Any]) -> Any:
    """Whoever looks for faces, made while there are still files to read; nobody without a model."""
    if not asked["model"]:
        return None
    from schoolgate.media.video.faces_in_frames import FaceFinder

    return FaceFinder(Path(asked["model"]).read_bytes())


def _tracks(finder: Any) -> list[Any]:
    tracks = finder.end().found()
    if len(tracks) > MOST_TRACKS:
        raise Refused(Reason.TOO_MANY_FACES, str(len(tracks)))
    return [
        {
            "at": round(track.best.seconds, 3),
            "looks": [[round(side, 5) for side in (look.seconds, *look.box)] for look in track.looks],
        }
        for track in tracks
    ]


def _as_jpeg(planes: Any) -> bytes:
    """As OpenCV would, but that nothing more need be imported: libav's own, at its best."""
    writer = av.CodecContext.create("mjpeg", "w")
    writer.width, writer.height = size_of(planes)
    writer.pix_fmt = "yuvj420p"
    writer.time_base = Fraction(1, 25)
    writer.options = {"qmin": "2", "qmax": "4"}
    frame = av.VideoFrame.from_ndarray(planes, format="yuv420p").reformat(format="yuvj420p")
    return b"".join(bytes(packet) for packet in [*writer.encode(frame), *writer.encode(None)])


def _lock_in(asked: dict[str, Any]) -> None:
    _say("begun")
    cage.lock_in(memory_bytes=MEMORY_BYTES, cpu_seconds=int(asked["cpu_seconds"]))


_told = -1


def _progress(seconds: float, of: float) -> None:
    global _told
    percent = min(99, int(100 * seconds / of)) if of > 0 else 0
    if percent > _told:
        _told = percent
        _say(f"progress {percent}")


def _say(line: str) -> None:
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


_DEEDS: dict[str, Callable[[IO[bytes], dict[str, Any]], Answer]] = {
    "look": _look,
    "take": _take,
    "frame": _frame,
    "cover": _cover,
}
