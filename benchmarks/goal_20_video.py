"""Goal 20: a video of 1280 x 720 at 25 frames a second, taken in and made as it goes out, beside its playing time.

Both are what a teacher waits for: drawn anew and looked through for faces in the cage, then drawn again with two people
covered in every frame, sound kept. The limit is real time on this machine's cores.
"""

import os
import statistics
import tempfile
import time
from dataclasses import dataclass

from benchmarks import ground
from benchmarks.verdicts import Goal
from schoolgate.media.faces.finding import model_is_there
from schoolgate.media.video import asking
from schoolgate.media.video.covers import Cover, Covers
from tests.films import drawn_film, frames_of, streams_of

SECONDS, A_SECOND, SIZE = 10.0, 25, (1280, 720)
ROUNDS = 3
MOST_OF_ITS_TIME = 1.0


def walking(start: float, end: float) -> Cover:
    """Somebody who goes from here to there, seen twice a second."""
    steps = round(SECONDS * 2)
    lefts = (start + (end - start) * step / steps for step in range(steps + 1))
    return Cover(tuple((step / 2, (left, 0.15, 0.15, 0.65)) for step, left in enumerate(lefts)))


# They never meet: what is looked at in one is not covered again by the other.
COVERS = Covers((walking(0.05, 0.3), walking(0.8, 0.5)))


@dataclass(frozen=True, slots=True)
class Round:
    """How long each part took, in seconds."""

    taken_in: float
    covered: float
    film: bytes


def once(film: bytes) -> Round:
    """From what was sent to what goes out."""
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as master:
        sent.write(film)
        sent.flush()
        began = time.perf_counter()
        taken = asking.take(sent, "mov", SECONDS, lambda _percent: None)
        between = time.perf_counter()
        master.write(taken.film)
        master.flush()
        made = asking.covered(master, COVERS, SECONDS, lambda _percent: None, with_sound=True)
        return Round(between - began, time.perf_counter() - between, made)


def must_be_right(made: bytes) -> None:
    """Whoever skips the work does not count: all frames are there, and each is covered where it must be."""
    frames = frames_of(made)
    ground.must(len(frames) == SECONDS * A_SECOND, "every frame is there")
    ground.must(streams_of(made) == ["video", "audio"], "its sound is there")
    for number, frame in enumerate(frames):
        for left, top, wide, high in COVERS.at(number / A_SECOND):
            x, y = int((left + wide / 16) * SIZE[0]), int((top + high / 16) * SIZE[1])
            block = frame[y : y + 20, x : x + 20].astype(int)
            ground.must((block.max(axis=(0, 1)) - block.min(axis=(0, 1))).max() < 32, "an area is covered")


def main() -> None:
    goal = Goal(20, "a video of 720p, 25 frames a second: faces looked for and people covered in real time")
    if not model_is_there():
        goal.not_measured("looking for faces: the model is not there (make faces)")
    film = drawn_film(SECONDS, size=SIZE, frames=A_SECOND)
    rounds = [once(film) for _round in range(ROUNDS)]
    must_be_right(rounds[0].film)
    whole = [(one.taken_in + one.covered) / SECONDS for one in rounds]
    ratio = statistics.median(whole)
    spread = f"{ratio:.2f} ({min(whole):.2f} to {max(whole):.2f})"
    goal.claim("taken in and covered, x its playing time", spread, MOST_OF_ITS_TIME, ratio)
    parts = (
        statistics.median(getattr(one, name) / SECONDS for one in rounds) for name in ("taken_in", "covered")
    )
    goal.note("drawn anew and looked through {:.2f}, covered {:.2f} x its playing time".format(*parts))
    goal.note(
        f"{os.cpu_count()} cores; load before it ended {os.getloadavg()[0]:.1f}: others count against it"
    )
    goal.end()


if __name__ == "__main__":
    main()
