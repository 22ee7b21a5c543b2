"""What is covered in a video: whole persons as they move, and places that are covered throughout."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Sides = tuple[float, float, float, float]

HOLD = 1.0
"""Seconds for which a cover stays before a face was first seen and after it was last seen."""

_GROWS_A_SECOND = 0.6  # of its own size, while nobody knows where the face is
_BRIDGED = 0.5  # seconds between two looks up to which the way between them is plain


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of one face: where it is when, in seconds and fractions. `is_held` lasts from beginning to end."""

    looks: tuple[tuple[float, Sides], ...]
    is_held: bool = False

    def at(self, seconds: float) -> Sides | None:
        """Where it lies now; None where it does not. Larger where nobody knows the way of the face."""
        first, last = self.looks[0], self.looks[-1]
        if seconds <= first[0]:
            return self._beside(first, first[0] - seconds)
        if seconds >= last[0]:
            return self._beside(last, seconds - last[0])
        after = bisect_right(self.looks, seconds, key=lambda look: look[0])
        (then, was), (later, will) = self.looks[after - 1], self.looks[after]
        way = (seconds - then) / (later - then)
        between = tuple(a + (b - a) * way for a, b in zip(was, will, strict=True))
        lost = 0.0 if later - then <= _BRIDGED else min(seconds - then, later - seconds)
        return _grown((between[0], between[1], between[2], between[3]), lost)

    def _beside(self, look: tuple[float, Sides], away: float) -> Sides | None:
        if self.is_held:
            return look[1]
        return _grown(look[1], away) if away <= HOLD else None


@dataclass(frozen=True, slots=True)
class Covers:
    """All covers of one video, and what `whole` persons and places they stand for."""

    moving: tuple[Cover, ...] = ()
    places: tuple[Sides, ...] = ()

    def at(self, seconds: float) -> list[Sides]:
        """Everything that is covered in the frame of this time."""
        return [*self.places, *(lies for one in self.moving if (lies := one.at(seconds)) is not None)]

    def written(self) -> str:
        """As text that is the same for the same covers."""
        return json.dumps(
            {
                "moving": [[one.is_held, [[at, *sides] for at, sides in one.looks]] for one in self.moving],
                "places": [list(sides) for sides in self.places],
            },
            separators=(",", ":"),
        )

    @classmethod
    def read(cls, text: str) -> "Covers":
        told = json.loads(text)
        moving = [
            Cover(tuple((look[0], _sides(look[1:])) for look in looks), bool(is_held))
            for is_held, looks in told["moving"]
        ]
        return cls(tuple(moving), tuple(_sides(sides) for sides in told["places"]))


def with_look(looks: Iterable[Sequence[float]], seconds: float, sides: Sequence[float]) -> list[list[float]]:
    """The looks of a track with one more, or another in the place of the one there."""
    others = [list(look) for look in looks if abs(look[0] - seconds) > 0.02]
    return sorted([*others, [seconds, *sides]])


def _grown(sides: Sides, lost: float) -> Sides:
    if lost <= 0:
        return sides
    left, top, width, height = sides
    more = 1 + _GROWS_A_SECOND * lost
    return (left - width * (more - 1) / 2, top - height * (more - 1) / 2, width * more, height * more)


def _sides(given: Sequence[float]) -> Sides:
    left, top, width, height = (float(side) for side in given)
    return left, top, width, height
