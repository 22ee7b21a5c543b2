"""Invented people as simple figures: a head, a jumper, arms and legs. Nobody real looks like them."""

import random
from dataclasses import dataclass, replace

from schoolgate.demo.drawing.paper import Paper, Point

_SKINS = ("#f2cfb2", "#e8b48f", "#d9a077", "#c98f68", "#a9714b", "#8d5a3b", "#6f4429")
_HAIRS = ("#1f1511", "#2a1a12", "#5b3a1e", "#7a4a22", "#c77b30", "#e0b25a", "#9c3d1c")
_SHIRTS = ("#f3a712", "#2e86ab", "#e4572e", "#7a5195", "#3ba55d", "#d1495b", "#00798c", "#edae49")
_TROUSERS = ("#2c3e50", "#3a3f58", "#4a4e69", "#34495e")
_SCARVES = ("#00798c", "#7a5195", "#d1495b", "#3c5a99")
_STYLES = ("short", "short", "bob", "long", "bunches", "curls", "curls", "headscarf", "topknot", "fringe")
_INK = "#15211d"

ARMS = {
    "down": ((-34, 54), (34, 54)),
    "up": ((-36, -2), (36, -2)),
    "wave": ((-34, 54), (38, -6)),
    "front": ((-15, 58), (15, 58)),
    "run": ((-36, 34), (34, 18)),
    "out": ((-42, 36), (42, 36)),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """How one figure looks, and what it wears."""

    skin: str
    hair: str
    style: str
    shirt: str
    trousers: str
    glasses: bool = False
    wheelchair: bool = False
    sleeves: bool = True
    hat: str = ""
    apron: str = ""


def some_looks(chance: random.Random, how_many: int) -> list[Looks]:
    """Figures that are easy to tell apart."""
    shirts = chance.sample(_SHIRTS, k=min(how_many, len(_SHIRTS)))
    styles = chance.sample(_STYLES, k=min(how_many, len(_STYLES)))
    seat = chance.randrange(8)
    looks = []
    for number, (shirt, style) in enumerate(zip(shirts, styles, strict=True)):
        looks.append(
            Looks(
                skin=chance.choice(_SKINS),
                hair=chance.choice(_SCARVES) if style == "headscarf" else chance.choice(_HAIRS),
                style=style,
                shirt=shirt,
                trousers=chance.choice(_TROUSERS),
                glasses=chance.random() < 0.22,
                wheelchair=number == seat,
            )
        )
    return looks


def dressed(looks: Looks, **clothes: object) -> Looks:
    """The same figure in other clothes."""
    return replace(looks, **clothes)  # type: ignore[arg-type]


def figure(
    paper: Paper, x: float, y: float, size: float, looks: Looks, *, arms: str = "down", sings: bool = False
) -> None:
    """A child whose head's middle is at x, y; at size 1 it is 44 units wide and 130 high."""
    pen = _Pen(paper, x, y, size)
    if looks.style == "long" and not looks.hat:
        pen.rectangle(-21, -4, 42, 42, looks.hair, rounded=14)
    if looks.wheelchair:
        _wheelchair_behind(pen)
    _legs(pen, looks, runs=arms == "run")
    pen.rectangle(-20, 20, 40, 54, looks.shirt, rounded=14)
    if looks.apron:
        pen.rectangle(-14, 34, 28, 44, looks.apron, rounded=6)
    _arms(pen, looks, arms)
    if looks.wheelchair:
        _wheel(pen)
    _head(pen, looks, sings=sings)


def grown_up(paper: Paper, x: float, y: float, size: float, looks: Looks, *, arms: str = "wave") -> None:
    """A grown-up: the same head on a longer body."""
    pen = _Pen(paper, x, y, size)
    for side in (-10, 10):
        pen.line([(side, 90), (side, 158)], looks.trousers, 16)
        pen.rectangle(side - 12, 156, 24, 12, _INK, rounded=5)
    pen.rectangle(-25, 20, 50, 82, looks.shirt, rounded=15)
    pen.rectangle(-25, 66, 50, 8, "#f7d038")
    _arms(pen, looks, arms)
    _head(pen, looks, sings=False)
    if looks.hat:
        pen.slice(0, -8, 27, 180, 360, looks.hat)
        pen.rectangle(-32, -13, 64, 8, looks.hat, rounded=4)
        pen.star(0, -23, 7, "#f7d038")


class _Pen:
    """Draws on paper in a figure's own units, around the middle of its head."""

    def __init__(self, paper: Paper, x: float, y: float, size: float) -> None:
        self._paper, self._x, self._y, self._size = paper, x, y, size

    def _at(self, x: float, y: float) -> Point:
        return self._x + x * self._size, self._y + y * self._size

    def rectangle(
        self, x: float, y: float, width: float, height: float, colour: str, *, rounded: float = 0
    ) -> None:
        size = self._size
        self._paper.rectangle(*self._at(x, y), width * size, height * size, colour, rounded=rounded * size)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        self._paper.ellipse(*self._at(x, y), across * self._size, down * self._size, colour)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        self._paper.circle(*self._at(x, y), radius * self._size, colour)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, colour: str) -> None:
        self._paper.slice(*self._at(x, y), radius * self._size, start, end, colour)

    def line(self, points: list[Point], colour: str, width: float) -> None:
        self._paper.line([self._at(*point) for point in points], colour, width * self._size)

    def curve(self, start: Point, pull: Point, end: Point, colour: str, width: float) -> None:
        self._paper.curve(self._at(*start), self._at(*pull), self._at(*end), colour, width * self._size)

    def star(self, x: float, y: float, radius: float, colour: str) -> None:
        self._paper.star(*self._at(x, y), radius * self._size, colour)


def _legs(pen: _Pen, looks: Looks, *, runs: bool) -> None:
    if looks.wheelchair:
        pen.line([(-8, 72), (-8, 84), (-10, 100)], looks.trousers, 13)
        pen.line([(8, 72), (8, 84), (10, 100)], looks.trousers, 13)
        for side in (-12, 12):
            pen.ellipse(side, 104, 10, 6, _INK)
        return
    left, right = ((-14, 104), (22, 96)) if runs else ((-9, 106), (9, 106))
    pen.line([(-9, 70), left], looks.trousers, 13)
    pen.line([(9, 70), right], looks.trousers, 13)
    for x, y in (left, right):
        pen.ellipse(x, y + 5, 10, 6, _INK)


def _arms(pen: _Pen, looks: Looks, arms: str) -> None:
    for shoulder, hand in zip((-16, 16), ARMS[arms], strict=True):
        elbow = ((shoulder + hand[0]) / 2 + (shoulder > 0 or -1) * 3, (30 + hand[1]) / 2)
        if looks.sleeves:
            pen.line([(shoulder, 31), elbow, hand], looks.shirt, 10)
        else:
            pen.line([(shoulder, 31), elbow, hand], looks.skin, 9)
            pen.line([(shoulder, 31), elbow], looks.shirt, 11)
        pen.circle(*hand, 5.6, looks.skin)


def _head(pen: _Pen, looks: Looks, *, sings: bool) -> None:
    if looks.style == "headscarf":
        pen.ellipse(0, 4, 26, 28, looks.hair)
        pen.rectangle(-18, 14, 36, 20, looks.hair, rounded=9)
    elif not looks.hat:
        _hair_behind(pen, looks)
    pen.rectangle(-6, 14, 12, 12, looks.skin)
    pen.circle(0, 0, 22, looks.skin)
    if looks.style == "headscarf":
        pen.slice(0, 0, 23, 200, 340, looks.hair)
    else:
        for side in (-22, 22):
            pen.circle(side, 2, 4, looks.skin)
        if not looks.hat:
            _hair_in_front(pen, looks)
    _face(pen, looks, sings=sings)
    if looks.hat.startswith("bobble "):
        _bobble_hat(pen, looks.hat.removeprefix("bobble "))


def _hair_behind(pen: _Pen, looks: Looks) -> None:
    if looks.style == "bob":
        pen.rectangle(-25, -20, 50, 42, looks.hair, rounded=20)
    elif looks.style == "curls":
        for x, y in ((-20, -8), (-14, -20), (0, -25), (14, -20), (20, -8), (-23, 5), (23, 5)):
            pen.circle(x, y, 11, looks.hair)
    elif looks.style == "bunches":
        for side in (-27, 27):
            pen.circle(side, -6, 11, looks.hair)
    elif looks.style == "topknot":
        pen.circle(0, -27, 9, looks.hair)


def _hair_in_front(pen: _Pen, looks: Looks) -> None:
    pen.slice(0, -1, 23.5, 188, 352, looks.hair)
    if looks.style == "fringe":
        pen.rectangle(-19, -12, 38, 8, looks.hair, rounded=4)
    elif looks.style == "long":
        for side in (-23, 17):
            pen.rectangle(side, -8, 6, 34, looks.hair, rounded=3)
    elif looks.style == "short":
        pen.line([(-20, -10), (-8, -12), (6, -9), (19, -12)], looks.hair, 5)


def _face(pen: _Pen, looks: Looks, *, sings: bool) -> None:
    for side in (-7.5, 7.5):
        pen.circle(side, 1, 2.5, _INK)
        pen.ellipse(side * 1.75, 8, 3.8, 2.6, _blush(looks.skin))
        if looks.glasses:
            pen.curve((side - 6, 1), (side, -8), (side + 6, 1), _INK, 1.5)
            pen.curve((side - 6, 1), (side, 10), (side + 6, 1), _INK, 1.5)
    if looks.glasses:
        pen.line([(-2, 0), (2, 0)], _INK, 1.5)
    if sings:
        pen.ellipse(0, 11.5, 4.5, 5.5, "#7a3b2e")
    else:
        pen.curve((-7, 9), (0, 17), (7, 9), "#7a3b2e", 2.3)


def _blush(skin: str) -> str:
    """The skin a little redder."""
    red, green, blue = (int(skin[start : start + 2], 16) for start in (1, 3, 5))
    return f"#{min(255, red + 8):02x}{max(0, green - 22):02x}{max(0, blue - 16):02x}"


def _bobble_hat(pen: _Pen, colour: str) -> None:
    pen.slice(0, -6, 25, 180, 360, colour)
    pen.rectangle(-26, -16, 52, 10, "#ffffff", rounded=5)
    pen.circle(0, -33, 8, "#ffffff")


def _wheelchair_behind(pen: _Pen) -> None:
    pen.rectangle(-24, 34, 48, 46, "#3f4a54", rounded=8)
    pen.line([(-26, 36), (-32, 32)], "#3f4a54", 5)
    pen.line([(26, 36), (32, 32)], "#3f4a54", 5)


def _wheel(pen: _Pen) -> None:
    for side in (-29, 29):
        pen.ellipse(side, 84, 7, 25, "#22282d")
        pen.ellipse(side, 84, 3.2, 19, "#9aa7b1")
