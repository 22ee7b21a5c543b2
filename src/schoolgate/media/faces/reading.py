"""What the model says, read as boxes: the heat of each place, how large a face there would be, and where exactly."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_SURE = 0.35  # a face that is missed is worse than one too many, which a tap puts right
_CELL = 4  # pixels of the picture for one place of the answer
_SAME = 0.3  # two boxes that share this much of their area are the same face
_ACROSS = [1, 3, 5]  # of the marks: how far from the left both eyes and the nose are
_EYES_APART = 0.1  # of the face's width; nearer together, it is seen from the side
_SMALLEST = 6.0  # pixels; smaller than this nobody can be told


@dataclass(frozen=True, slots=True)
class Found:
    """A face in pixels, and how sure the model is of it (0 to 1)."""

    left: float
    top: float
    right: float
    bottom: float
    sure: float = 1.0
    frontal: float | None = None
    """How straight it looks at the camera: 1 for full face, 0 in profile. From where eyes and nose are, which is not
    kept."""

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    def shared_with(self, other: "Found") -> float:
        """The area that both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)


def read_outputs(heat: Any, scale: Any, offset: Any, marks: Any, *, size: tuple[int, int]) -> list[Found]:
    """The faces in one answer of the model, the surest first, each once; cut off where the picture ends."""
    import numpy as np

    width, height = size
    rows, columns = np.where(heat[0, 0] > _SURE)
    tall, wide = (np.exp(np.minimum(scale[0, n, rows, columns], 10)) * _CELL for n in (0, 1))
    middle_y = (rows + offset[0, 0, rows, columns] + 0.5) * _CELL
    middle_x = (columns + offset[0, 1, rows, columns] + 0.5) * _CELL
    found = [
        Found(
            max(0.0, float(x - w / 2)),
            max(0.0, float(y - h / 2)),
            min(float(width), float(x + w / 2)),
            min(float(height), float(y + h / 2)),
            float(sure),
            _frontal(*(float(mark) for mark in eyes_and_nose)),
        )
        for x, y, w, h, sure, eyes_and_nose in zip(
            middle_x,
            middle_y,
            wide,
            tall,
            heat[0, 0, rows, columns],
            marks[0, _ACROSS][:, rows, columns].T,
            strict=True,
        )
    ]
    return _each_once(one for one in found if min(one.width, one.height) >= _SMALLEST)


def _frontal(one_eye: float, other_eye: float, nose: float) -> float:
    """How near the nose is to the middle between the eyes, as the face is seen: 1 there, 0 below an eye or beyond."""
    apart = abs(other_eye - one_eye)
    if apart < _EYES_APART:
        return 0.0
    return max(0.0, 1 - 2 * abs(nose - (one_eye + other_eye) / 2) / apart)


def _each_once(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.sure, reverse=True):
        shared = ((one.shared_with(other), one.area + other.area) for other in kept)
        if all(both < _SAME * (areas - both) for both, areas in shared):
            kept.append(one)
    return kept
