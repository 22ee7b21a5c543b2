"""Drawn pictures for the demonstration and the tests: invented children, the same for the same seed."""

from dataclasses import dataclass
from random import Random

from schoolgate.demo.drawing.figures import dressed, figure, some_looks
from schoolgate.demo.drawing.indoors import open_book
from schoolgate.demo.drawing.paper import HEIGHT, WIDTH, Paper
from schoolgate.demo.drawing.scenes import STAGINGS, Scene, Staging
from schoolgate.media.covering import Box

__all__ = ["MOST_CHILDREN", "Drawing", "Scene", "draw"]

MOST_CHILDREN = 6
_NUMBERS = (
    "Nobody",
    "One child",
    "Two children",
    "Three children",
    "Four children",
    "Five children",
    "Six children",
)
_HATS = ("#d1352b", "#2e86ab", "#3ba55d", "#7a5195", "#00798c", "#c77b30")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of 1600 by 1200 pixels, a box around each child's head from the left, and its description."""

    jpeg: bytes
    boxes: tuple[Box, ...]
    description: str


def draw(scene: Scene, *, seed: int, children: int) -> Drawing:
    """This scene with 0 to 6 children in it. The same arguments give the same bytes."""
    if not 0 <= children <= MOST_CHILDREN:
        raise ValueError("a drawing has room for 0 to 6 children")
    staging = STAGINGS[scene]
    chance = Random(f"{scene}:{seed}:{children}")  # noqa: S311 - it draws, it keeps no secret
    paper = Paper(staging.sky)
    staging.behind(paper, chance)
    boxes = _children(paper, staging, chance, children)
    if staging.before is not None:
        staging.before(paper, chance)
    return Drawing(paper.jpeg(), boxes, f"Drawing: {_NUMBERS[children].lower()} {staging.words}")


def _children(paper: Paper, staging: Staging, chance: Random, how_many: int) -> tuple[Box, ...]:
    boxes = []
    room = (staging.right - staging.left) / max(how_many, 1)
    for number, looks in enumerate(some_looks(chance, how_many)):
        x = staging.left + room * (number + 0.5) + chance.uniform(-0.06, 0.06) * room
        y = staging.head + chance.uniform(-16, 16)
        size = staging.size * chance.uniform(0.93, 1.05)
        looks = dressed(looks, **staging.clothes)
        if staging.bobble_hats:
            looks = dressed(looks, hat=f"bobble {_HATS[number]}")
        figure(paper, x, y, size, looks, arms=chance.choice(staging.arms), sings=staging.sings)
        if staging.holds_book:
            open_book(paper, x, y, size, _HATS[number])
        boxes.append(_around_head(x, y, size))
    return tuple(boxes)


def _around_head(x: float, y: float, size: float) -> Box:
    """The face, the hair and the hat of a figure whose head's middle is here."""
    return Box(
        left=(x - 32 * size) / WIDTH,
        top=(y - 36 * size) / HEIGHT,
        width=64 * size / WIDTH,
        height=66 * size / HEIGHT,
    )
