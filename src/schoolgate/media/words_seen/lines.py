"""Where lines of words stand in a picture, from what the first model says: how likely each pixel belongs to words."""

from dataclasses import dataclass
from typing import Any

from schoolgate.media.covering import Box

MOST_LINES = 60
_LIKELY = 0.3  # of one pixel
_SURE = 0.5  # of all pixels of a line
_GROWS = 1.6  # the model marks the middle of a line; this brings back its edges
_THINNEST = 3.0  # pixels, below which nothing can be read


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: its four corners in fractions of the picture, from the top left, clockwise."""

    corners: tuple[tuple[float, float], ...]

    @property
    def box(self) -> Box:
        """The upright area around it, cut off where the picture ends."""
        across, down = zip(*self.corners, strict=True)
        left, top = max(0.0, min(across)), max(0.0, min(down))
        return Box(left, top, min(1.0, max(across)) - left, min(1.0, max(down)) - top)


def lines_in(likely: Any, *, size: tuple[int, int]) -> list[Line]:
    """The lines in one answer of the model, largest first. `size` is what of it is picture: the rest is edge."""
    import cv2
    import numpy as np

    width, height = size
    likely = np.ascontiguousarray(likely[:height, :width])
    outlines, _ = cv2.findContours(
        (likely > _LIKELY).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE
    )
    around = [cv2.minAreaRect(outline) for outline in outlines if len(outline) >= _THINNEST]
    found = [one for one in around if min(one[1]) >= _THINNEST and _sureness(likely, one) >= _SURE]
    found.sort(key=lambda one: one[1][0] * one[1][1], reverse=True)
    return [_line(_grown(one), width, height) for one in found[:MOST_LINES]]


def _sureness(likely: Any, around: Any) -> float:
    """How likely the pixels within are, all together."""
    import cv2
    import numpy as np

    corners = np.round(cv2.boxPoints(around)).astype(np.int32)
    left, top, width, height = cv2.boundingRect(corners)
    left, top = max(0, left), max(0, top)
    within = likely[top : top + height, left : left + width]
    mask = np.zeros(within.shape, np.uint8)
    cv2.fillPoly(mask, [corners - (left, top)], 1)
    return float(cv2.mean(within, mask)[0])


def _grown(around: Any) -> Any:
    middle, (width, height), turned = around
    more = 2 * _GROWS * width * height / (2 * (width + height))
    return middle, (width + more, height + more), turned


def _line(around: Any, width: int, height: int) -> Line:
    import cv2

    corners = sorted(((float(x), float(y)) for x, y in cv2.boxPoints(around)))
    left, right = sorted(corners[:2], key=lambda one: one[1]), sorted(corners[2:], key=lambda one: one[1])
    return Line(tuple((x / width, y / height) for x, y in (left[0], right[0], right[1], left[1])))
