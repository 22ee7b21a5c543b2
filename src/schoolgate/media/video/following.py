"""From faces found in frames to tracks: one for each time that a face is seen without a doubt that it is the same.

Where two faces come so near to each other that they could be taken for one another, both tracks end and new ones begin:
one face more to answer for is better than somebody under another's name. Nobody is recognised.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_GAP = 1.0
"""Seconds for which a face may be hidden and still be the same."""

_REACH = 1.3  # of its own size that a face moves between two looks
_GROWS = 1.8
_CLEARLY = 0.25
_SURE_ALONE = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """A face in one frame: left, top, width, height in fractions, and how sure the machine is (0 to 1)."""

    seconds: float
    box: tuple[float, float, float, float]
    sure: float = 1.0
    drift: tuple[float, float] = (0.0, 0.0)
    """How far everything has moved since the beginning because the camera did."""

    @property
    def middle(self) -> tuple[float, float]:
        """Where it would be if the camera stood still."""
        left, top, width, height = self.box
        return left + width / 2 - self.drift[0], top + height / 2 - self.drift[1]


@dataclass(slots=True)
class Track:
    """A face through time."""

    looks: list[Look] = field(default_factory=list)

    @property
    def last(self) -> Look:
        return self.looks[-1]

    @property
    def best(self) -> Look:
        """Where it is seen largest and surest."""
        return max(self.looks, key=lambda look: look.sure * look.box[2] * look.box[3])

    def expected(self, seconds: float) -> tuple[float, float]:
        """Where its middle would be now, if it goes on as it went."""
        x, y = self.last.middle
        if len(self.looks) < 2:
            return x, y
        before = self.looks[-2]
        past = max(self.last.seconds - before.seconds, 1e-3)
        ahead = min(seconds - self.last.seconds, past) / past
        was_x, was_y = before.middle
        return x + (x - was_x) * ahead, y + (y - was_y) * ahead


class Following:
    """Takes what was found, frame after frame."""

    def __init__(self) -> None:
        self.tracks: list[Track] = []
        self._live: list[Track] = []

    def cut(self) -> None:
        """The scene is another one: whoever is seen now need not be who was seen before."""
        self._live = []

    def see(self, seconds: float, found: Sequence[Look]) -> None:
        """The faces of the next frame that was looked at."""
        self._live = [one for one in self._live if seconds - one.last.seconds <= LONGEST_GAP]
        apart = [[_apart(track, look, seconds) for track in self._live] for look in found]
        goes_on: list[Track] = []
        doubted: set[int] = set()
        for number, look in enumerate(found):
            nearest = min(range(len(self._live)), key=apart[number].__getitem__, default=None)
            if nearest is None or apart[number][nearest] > _REACH:
                goes_on.append(self._begun(look))
            elif _is_clear(apart, number, nearest):
                self._live[nearest].looks.append(look)
                goes_on.append(self._live[nearest])
            else:
                doubted.add(id(self._live[nearest]))
                goes_on.append(self._begun(look))
        ended = {id(track) for track in goes_on} | doubted
        self._live = [*goes_on, *(one for one in self._live if id(one) not in ended)]

    def _begun(self, look: Look) -> Track:
        track = Track([look])
        self.tracks.append(track)
        return track

    def found(self) -> list[Track]:
        """All tracks in the order in which they begin, less what was hardly seen in one frame alone."""
        return [one for one in self.tracks if len(one.looks) > 1 or one.last.sure >= _SURE_ALONE]


def _is_clear(apart: Sequence[Sequence[float]], look: int, track: int) -> bool:
    """Whether nothing else comes near to being this face: no other face here, no other track."""
    own = apart[look][track]
    others = [one for number, one in enumerate(apart[look]) if number != track]
    others += [each[track] for number, each in enumerate(apart) if number != look]
    return all(one >= 2 * own + _CLEARLY for one in others)


def _apart(track: Track, look: Look, seconds: float) -> float:
    """How far the face is from where the track would be now, in sizes of the face; endless where it cannot be it."""
    wide, high = (max(a, b) for a, b in zip(track.last.box[2:], look.box[2:], strict=True))
    smaller, larger = sorted((track.last.box[2] * track.last.box[3], look.box[2] * look.box[3]))
    if larger > smaller * _GROWS**2:
        return math.inf
    (x, y), (there_x, there_y) = look.middle, track.expected(seconds)
    return max(abs(x - there_x) / wide, abs(y - there_y) / high)
