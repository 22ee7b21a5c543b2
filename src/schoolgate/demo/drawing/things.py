"""Things that stand in several scenes."""

import random

from schoolgate.demo.drawing.paper import Paper

FLAGS = ("#e4572e", "#f3a712", "#2e86ab", "#7a5195", "#3ba55d")
INK = "#15211d"


def sun(paper: Paper, x: float, y: float) -> None:
    """A pale ring around a warm disc."""
    paper.circle(x, y, 58, "#dbeaf0")
    paper.circle(x, y, 44, "#ffd766")


def cloud(paper: Paper, x: float, y: float, size: float = 1) -> None:
    """A small fair-weather cloud around its middle."""
    for dx, dy, radius in ((-34, 6, 20), (-12, -6, 27), (16, -2, 24), (36, 8, 17)):
        paper.circle(x + dx * size, y + dy * size, radius * size, "#ffffff")
    paper.rectangle(x - 50 * size, y + 4 * size, 100 * size, 22 * size, "#ffffff", rounded=11 * size)


def bunting(paper: Paper, y: float) -> None:
    """Flags on a line across the sheet."""
    for left in (0, 200, 400, 600):
        paper.curve((left, y), (left + 100, y + 60), (left + 200, y), INK, 2)
        for step in range(1, 6):
            t = step / 6
            x, top = left + 200 * t, y + 120 * t * (1 - t)
            paper.shape(
                [(x - 13, top), (x + 13, top), (x, top + 30)], FLAGS[(left // 200 + step) % len(FLAGS)]
            )


def tree(paper: Paper, x: float, foot: float, size: float = 1) -> None:
    """A round tree standing at this foot."""
    paper.rectangle(x - 8 * size, foot - 70 * size, 16 * size, 70 * size, "#8a5a36", rounded=4)
    for dx, dy, radius in ((-26, -84, 34), (26, -84, 34), (0, -118, 40)):
        paper.circle(x + dx * size, foot + dy * size, radius * size, "#4f9a5b")
    paper.circle(x + 12 * size, foot - 112 * size, 20 * size, "#62ab6b")


def school_house(paper: Paper, x: float, foot: float, *, roof: str = "#a8452f") -> None:
    """A red-brick school with a bell tower, 240 units wide."""
    paper.rectangle(x, foot - 120, 240, 120, "#d08c60")
    paper.shape([(x - 14, foot - 118), (x + 120, foot - 186), (x + 254, foot - 118)], roof)
    paper.rectangle(x + 100, foot - 214, 40, 50, "#d08c60")
    paper.shape([(x + 92, foot - 212), (x + 120, foot - 244), (x + 148, foot - 212)], roof)
    paper.circle(x + 120, foot - 188, 10, "#f7d038")
    for column in (24, 68, 148, 192):
        paper.rectangle(x + column, foot - 92, 28, 40, "#fdf6e3", rounded=3)
        paper.rectangle(x + column + 3, foot - 89, 22, 34, "#9fd0e3", rounded=2)
    paper.rectangle(x + 104, foot - 62, 32, 62, "#6b3f23", rounded=4)


def shelf(paper: Paper, x: float, y: float, width: float, chance: random.Random) -> None:
    """One shelf of books, standing on y."""
    paper.rectangle(x, y, width, 10, "#8a5a36")
    at = x + 6
    while at < x + width - 22:
        thick, tall = chance.randint(9, 18), chance.randint(44, 68)
        colour = chance.choice(("#d1495b", "#2e86ab", "#edae49", "#3ba55d", "#7a5195", "#00798c", "#c77b30"))
        paper.rectangle(at, y - tall, thick, tall, colour, rounded=2)
        paper.rectangle(at + 2, y - tall + 9, thick - 4, 4, "#fdf6e3")
        at += thick + 2


def framed(paper: Paper, x: float, y: float, width: float, height: float, ground: str) -> None:
    """An empty picture with a white border."""
    paper.rectangle(x + 3, y + 4, width, height, "#d9cfbd", rounded=3)
    paper.rectangle(x, y, width, height, "#ffffff", rounded=3)
    paper.rectangle(x + 8, y + 8, width - 16, height - 16, ground)


def table(paper: Paper, y: float, top: str, front: str) -> None:
    """A long table before the children: its top begins at y."""
    paper.rectangle(40, y + 22, 720, 200, front, rounded=6)
    paper.rectangle(24, y, 752, 34, top, rounded=10)


def note(paper: Paper, x: float, y: float, colour: str) -> None:
    """A music note."""
    paper.ellipse(x, y, 9, 7, colour)
    paper.line([(x + 7, y), (x + 7, y - 34)], colour, 3.5)
    paper.curve((x + 7, y - 34), (x + 20, y - 30), (x + 18, y - 16), colour, 3.5)
