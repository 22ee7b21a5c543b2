"""Paper to draw on: shapes in units of an 800 by 600 sheet, drawn large and made smaller for smooth edges."""

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 800, 600
_DRAWN = 4  # pixels a unit while drawing
_SHOWN = 2  # pixels a unit in the finished picture: 1600 by 1200

Point = tuple[float, float]


class Paper:
    """One sheet. Every shape takes its place and size in units, x to the right and y downwards."""

    def __init__(self, colour: str) -> None:
        self._image = Image.new("RGB", (WIDTH * _DRAWN, HEIGHT * _DRAWN), colour)
        self._draw = ImageDraw.Draw(self._image)

    def rectangle(
        self, x: float, y: float, width: float, height: float, colour: str, *, rounded: float = 0
    ) -> None:
        """A rectangle from its top left corner; `rounded` is the radius of its corners."""
        self._draw.rounded_rectangle(_scaled((x, y), (x + width, y + height)), rounded * _DRAWN, fill=colour)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """An ellipse around its middle, with its two radii."""
        self._draw.ellipse(_scaled((x - across, y - down), (x + across, y + down)), fill=colour)

    def ring(self, x: float, y: float, across: float, down: float, colour: str, width: float) -> None:
        """The outline of an ellipse."""
        corners = _scaled((x - across, y - down), (x + across, y + down))
        self._draw.ellipse(corners, outline=colour, width=round(width * _DRAWN))

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """A circle around its middle."""
        self.ellipse(x, y, radius, radius, colour)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, colour: str) -> None:
        """A part of a disc between two angles, clockwise from three o'clock; its straight side is a chord."""
        self._draw.chord(_scaled((x - radius, y - radius), (x + radius, y + radius)), start, end, fill=colour)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A filled shape with straight sides."""
        self._draw.polygon(_scaled(*points), fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """A line with round ends and corners."""
        self._draw.line(_scaled(*points), fill=colour, width=round(width * _DRAWN), joint="curve")
        for x, y in points:
            self.circle(x, y, width / 2, colour)

    def curve(self, start: Point, pull: Point, end: Point, colour: str, width: float) -> None:
        """A bent line from start to end, drawn towards `pull`."""
        self.line(_bent(start, pull, end), colour, width)

    def hill(self, left: float, top: float, right: float, colour: str) -> None:
        """Ground to the foot of the sheet: its height at the left edge, in the middle and at the right."""
        edge = _bent((0, left), (WIDTH / 2, top), (WIDTH, right))
        self.shape([*edge, (WIDTH, HEIGHT), (0, HEIGHT)], colour)

    def star(self, x: float, y: float, radius: float, colour: str, *, points: int = 5) -> None:
        """A star with this many points."""
        corners = []
        for corner in range(points * 2):
            reach = radius if corner % 2 == 0 else radius * 0.45
            angle = math.pi * corner / points - math.pi / 2
            corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
        self.shape(corners, colour)

    def jpeg(self) -> bytes:
        """The finished sheet, 1600 by 1200 pixels."""
        written = io.BytesIO()
        self._image.reduce(_DRAWN // _SHOWN).save(written, "JPEG", quality=90)
        return written.getvalue()


def _scaled(*points: Point) -> list[Point]:
    return [(x * _DRAWN, y * _DRAWN) for x, y in points]


def _bent(start: Point, pull: Point, end: Point, steps: int = 40) -> list[Point]:
    """Points of a quadratic Bézier curve."""
    bent = []
    for step in range(steps + 1):
        t = step / steps
        bent.append(
            tuple(
                (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
                for a, b, c in zip(start, pull, end, strict=True)
            )
        )
    return [(x, y) for x, y in bent]
