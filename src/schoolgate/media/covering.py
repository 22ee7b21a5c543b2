"""What a picture shows to others: smaller than its master, and with nothing left of what must not be seen.

Works on our own clean masters only, never on an upload.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

LONGEST = 1600
"""Pixels of the longer side of a picture as it is published."""

THUMBNAIL_LONGEST = 480
_QUALITY = 85
_BLOCKS_ACROSS = 4
_SHADES = 4  # bits kept of each colour of a block
_FLAT = (201, 196, 184)


@dataclass(frozen=True, slots=True)
class Box:
    """An area of a picture, in fractions of its width and height from the top left corner.

    What stands out of the picture is cut off where it is used. Raises ValueError when it lies outside.
    """

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        sides = (self.left, self.top, self.width, self.height)
        if not all(math.isfinite(side) for side in sides):
            raise ValueError("a box is made of numbers")
        if self.width <= 0 or self.height <= 0:
            raise ValueError("a box has a width and a height")
        if self.left >= 1 or self.top >= 1 or self.left + self.width <= 0 or self.top + self.height <= 0:
            raise ValueError("a box lies in its picture")

    def pixels(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a picture of this size, rounded outwards to cover every edge."""
        width, height = size
        return (
            max(0, math.floor(self.left * width)),
            max(0, math.floor(self.top * height)),
            min(width, math.ceil((self.left + self.width) * width)),
            min(height, math.ceil((self.top + self.height) * height)),
        )


class Way(StrEnum):
    """How an area is covered. In both the pixels that were there are gone for good."""

    PIXELATE = "pixelate"
    SOLID = "solid"


def cover(picture: Image.Image, boxes: Sequence[Box], way: Way = Way.PIXELATE) -> None:
    """Overwrite these areas of the picture itself.

    Pixelating keeps at most four blocks across and sixteen shades of each colour: the place stays friendly to
    look at, and nobody, and no program, finds a face in it again.
    """
    for box in boxes:
        area = box.pixels(picture.size)
        if way is Way.SOLID:
            picture.paste(_FLAT, area)
        else:
            picture.paste(_blocks(picture.crop(area)), area)


def _blocks(region: Image.Image) -> Image.Image:
    largest = max(region.size) / _BLOCKS_ACROSS
    grid = tuple(max(1, round(side / largest)) for side in region.size)
    few = region.resize((grid[0], grid[1]), Image.Resampling.BOX)
    step = 1 << (8 - _SHADES)
    return few.point(lambda level: level // step * step + step // 2).resize(
        region.size, Image.Resampling.NEAREST
    )


def derivative(
    master: bytes, *, longest: int = LONGEST, covers: Sequence[Box] = (), way: Way = Way.PIXELATE
) -> bytes:
    """A JPEG of the master at most `longest` pixels on its longer side, with these areas covered.

    The same master and boxes give the same bytes. Covered first and made smaller afterwards, so that nothing
    of a covered area bleeds into what is beside it.
    """
    with Image.open(io.BytesIO(master), formats=["JPEG"]) as picture:
        size = _size_within(picture.size, longest)
        picture.draft("RGB", size)
        shown = picture.convert("RGB")
    cover(shown, covers, way)
    if shown.size != size:
        shown = shown.resize(size, Image.Resampling.LANCZOS)
    shown.info = {}
    written = io.BytesIO()
    shown.save(written, "JPEG", quality=_QUALITY, progressive=False)
    return written.getvalue()


def thumbnail(master: bytes, *, covers: Sequence[Box] = ()) -> bytes:
    """The small picture of a list, covered like the large one."""
    return derivative(master, longest=THUMBNAIL_LONGEST, covers=covers)


def _size_within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    if max(size) <= longest:
        return size
    width, height = (max(1, round(side * longest / max(size))) for side in size)
    return width, height
