"""Scenes under a roof."""

import random

from schoolgate.demo.drawing import things
from schoolgate.demo.drawing.paper import HEIGHT, WIDTH, Paper


def library(paper: Paper, chance: random.Random) -> None:
    """Shelves of books, a round window and a rug."""
    paper.rectangle(0, 420, WIDTH, 180, "#d9b98c")
    for left in (24, 540):
        paper.rectangle(left - 10, 70, 256, 352, "#a36f45", rounded=8)
        paper.rectangle(left, 80, 236, 340, "#7d5233", rounded=4)
        for level in (162, 246, 330, 410):
            things.shelf(paper, left, level, 236, chance)
    paper.circle(400, 160, 82, "#ffffff")
    paper.circle(400, 160, 72, "#bfe0f2")
    things.cloud(paper, 402, 170, 0.7)
    paper.line([(400, 88), (400, 232)], "#ffffff", 6)
    paper.line([(328, 160), (472, 160)], "#ffffff", 6)
    things.bunting(paper, 8)
    paper.ellipse(400, 528, 350, 62, "#c65b52")
    paper.ellipse(400, 528, 318, 52, "#e08a6d")
    paper.ellipse(400, 528, 280, 42, "#c65b52")


def open_book(paper: Paper, x: float, y: float, size: float, colour: str) -> None:
    """A book held open before a figure whose head's middle is at x, y."""
    top = y + 44 * size
    paper.shape(
        [(x - 28 * size, top), (x, top + 7 * size), (x, top + 34 * size), (x - 28 * size, top + 27 * size)],
        colour,
    )
    paper.shape(
        [(x + 28 * size, top), (x, top + 7 * size), (x, top + 34 * size), (x + 28 * size, top + 27 * size)],
        colour,
    )
    for side in (-1, 1):
        paper.line(
            [(x + side * 23 * size, top + 9 * size), (x + side * 5 * size, top + 14 * size)],
            "#fdf6e3",
            2 * size,
        )
        paper.line(
            [(x + side * 23 * size, top + 16 * size), (x + side * 5 * size, top + 21 * size)],
            "#fdf6e3",
            2 * size,
        )


def science(paper: Paper, chance: random.Random) -> None:
    """A classroom with a board that shows an atom and a plant."""
    paper.rectangle(0, 440, WIDTH, 160, "#d8d2c4")
    paper.rectangle(108, 44, 584, 230, "#8a6a4a", rounded=8)
    paper.rectangle(120, 56, 560, 206, "#1f5f4d", rounded=4)
    for across, down in ((98, 34), (34, 84), (70, 66)):
        paper.ring(250, 156, across, down, "#dbeae4", 3)
    paper.circle(250, 156, 15, "#ffd766")
    for x, y in ((152, 156), (300, 110), (250, 240)):
        paper.circle(x, y, 8, "#9fd0e3")
    paper.line([(420, 232), (420, 150)], "#a9d69a", 6)
    for side, y in ((-1, 190), (1, 172), (-1, 152)):
        paper.ellipse(420 + side * 20, y, 20, 9, "#a9d69a")
    paper.circle(420, 130, 24, "#f7b733")
    paper.circle(420, 130, 10, "#fdf6e3")
    for row in range(4):
        paper.line([(500, 110 + row * 34), (640 - row * 24, 110 + row * 34)], "#dbeae4", 5)


def science_table(paper: Paper, chance: random.Random) -> None:
    """Flasks that bubble on the table before the children."""
    things.table(paper, 478, "#c98f68", "#a9714b")
    colours = ("#e4572e", "#3ba55d", "#2e86ab", "#7a5195", "#f3a712")
    for number, x in enumerate((78, 240, 402, 564, 722)):
        _flask(paper, x, 488, colours[number]) if number % 2 == 0 else _tubes(paper, x, 488, colours[number])


def _flask(paper: Paper, x: float, foot: float, colour: str) -> None:
    paper.shape([(x - 10, foot - 62), (x + 10, foot - 62), (x + 32, foot), (x - 32, foot)], "#e9f3f6")
    paper.shape([(x - 20, foot - 30), (x + 20, foot - 30), (x + 29, foot - 3), (x - 29, foot - 3)], colour)
    paper.rectangle(x - 14, foot - 68, 28, 8, "#e9f3f6", rounded=4)
    for dx, dy, radius in ((-4, -76, 4), (5, -86, 5)):
        paper.circle(x + dx, foot + dy, radius, colour)


def _tubes(paper: Paper, x: float, foot: float, colour: str) -> None:
    paper.rectangle(x - 42, foot - 26, 84, 26, "#8a5a36", rounded=4)
    for dx in (-26, 0, 26):
        paper.rectangle(x + dx - 8, foot - 58, 16, 50, "#e9f3f6", rounded=8)
        paper.rectangle(x + dx - 6, foot - 38, 12, 28, colour, rounded=6)


def concert(paper: Paper, chance: random.Random) -> None:
    """A stage with curtains, lights and notes in the air."""
    paper.rectangle(0, 0, WIDTH, HEIGHT, "#33264d")
    for x, lean in ((190, 40), (400, 0), (610, -40)):
        paper.shape([(x - 14, 34), (x + 14, 34), (x + lean + 130, 470), (x + lean - 130, 470)], "#463764")
    paper.rectangle(0, 440, WIDTH, 160, "#a9714b")
    for board in range(-4, 13):
        paper.line([(board * 100, 440), (400 + (board * 100 - 400) * 1.5, HEIGHT)], "#97623e", 2)
    for side in (0, 1):
        for fold in range(4):
            x = fold * 28 if side == 0 else WIDTH - 28 - fold * 28
            paper.rectangle(x, 0, 30, 500 - fold * 14, ("#b8323f", "#a32a37")[fold % 2], rounded=12)
    paper.rectangle(0, 0, WIDTH, 26, "#a32a37")
    for x in range(0, WIDTH, 80):
        paper.slice(x + 40, 24, 42, 0, 180, "#b8323f")
    for number, (x, y) in enumerate(((160, 180), (258, 132), (356, 186), (470, 134), (560, 190), (652, 146))):
        things.note(paper, x, y + chance.randint(-12, 12), ("#ffd766", "#9fd0e3", "#f6a6a1")[number % 3])


def footlights(paper: Paper, chance: random.Random) -> None:
    """A row of lamps along the edge of the stage."""
    paper.rectangle(0, 572, WIDTH, 28, "#6b3f23")
    for x in range(40, WIDTH, 80):
        paper.slice(x, 574, 16, 180, 360, "#ffe9a8")


def harvest(paper: Paper, chance: random.Random) -> None:
    """The hall with wheat and a banner of leaves."""
    paper.rectangle(0, 430, WIDTH, 170, "#d8b27a")
    for x in (60, 620):
        paper.rectangle(x, 110, 120, 210, "#ffffff", rounded=60)
        paper.rectangle(x + 8, 118, 104, 194, "#bfe0f2", rounded=52)
        paper.line([(x + 60, 118), (x + 60, 312)], "#ffffff", 6)
        paper.line([(x + 8, 220), (x + 112, 220)], "#ffffff", 6)
    for number in range(15):
        x = 30 + number * 54
        colour = ("#e4572e", "#f3a712", "#c77b30", "#8aa63a")[number % 4]
        y = 62 + abs(number - 7) * -4 + 20
        paper.line([(x, 34), (x, y - 12)], "#8a5a36", 2)
        paper.star(x, y, 21, colour, points=7)
    paper.line([(0, 34), (WIDTH, 34)], "#8a5a36", 4)
    for x in (230, 400, 570):
        for lean in (-26, -9, 9, 26):
            paper.curve((x, 330), (x + lean * 0.3, 240), (x + lean, 176), "#d9a441", 4)
            for grain in range(4):
                paper.ellipse(x + lean * (1 - grain * 0.13), 172 + grain * 15, 6, 9, "#edbd5e")
        paper.rectangle(x - 15, 268, 30, 12, "#b8323f", rounded=6)


def harvest_table(paper: Paper, chance: random.Random) -> None:
    """Pumpkins, apples, bread and tins before the children."""
    things.table(paper, 486, "#f4ead6", "#e6d7b8")
    for x in (86, 712):
        _pumpkin(paper, x, 470, 1.1)
    _pumpkin(paper, 400, 476, 0.9)
    for x in (200, 560):
        paper.rectangle(x - 46, 464, 92, 40, "#b98a5a", rounded=10)
        for dx, colour in (
            (-28, "#d1352b"),
            (-4, "#8aa63a"),
            (20, "#d1352b"),
            (-16, "#e4572e"),
            (10, "#d1352b"),
        ):
            paper.circle(x + dx + 4, 460 - (dx % 3) * 3, 14, colour)
        paper.rectangle(x - 50, 474, 100, 12, "#a3733f", rounded=6)
    paper.ellipse(300, 484, 44, 22, "#c98544")
    for cut in (-20, 0, 20):
        paper.line([(296 + cut, 470), (304 + cut, 480)], "#f0cf9a", 3)
    for number, colour in enumerate(("#2e86ab", "#d1495b", "#3ba55d")):
        paper.rectangle(466 + number * 14, 444 + number % 2 * 18, 28, 50, "#c9d1d6", rounded=4)
        paper.rectangle(466 + number * 14, 454 + number % 2 * 18, 28, 28, colour)


def _pumpkin(paper: Paper, x: float, y: float, size: float) -> None:
    for dx, across in ((-26, 22), (26, 22), (-12, 24), (12, 24), (0, 20)):
        paper.ellipse(x + dx * size, y, across * size, 34 * size, "#e8862e" if dx % 4 else "#f29b45")
    paper.rectangle(x - 5 * size, y - 48 * size, 10 * size, 18 * size, "#5c7a34", rounded=4)


def art_wall(paper: Paper, chance: random.Random) -> None:
    """A wall of children's paintings above a splashed floor."""
    paper.rectangle(0, 452, WIDTH, 148, "#cfc7b8")
    paper.rectangle(0, 446, WIDTH, 10, "#ffffff")
    paintings = [_house, _sunrise, _flower, _rainbow, _fish, _stars]
    chance.shuffle(paintings)
    for number, painting in enumerate(paintings):
        x, y = 44 + number % 3 * 252, 26 + number // 3 * 136
        things.framed(paper, x, y, 208, 120, "#dff0f5")
        painting(paper, x + 8, y + 8)
    for _splash in range(16):
        paper.circle(
            chance.uniform(20, 780),
            chance.uniform(566, 594),
            chance.uniform(3, 9),
            chance.choice(things.FLAGS),
        )


def _house(paper: Paper, x: float, y: float) -> None:
    paper.rectangle(x, y + 78, 192, 26, "#86c47c")
    paper.rectangle(x + 66, y + 44, 60, 42, "#f3a712")
    paper.shape([(x + 56, y + 46), (x + 96, y + 14), (x + 136, y + 46)], "#d1495b")
    paper.rectangle(x + 88, y + 62, 16, 24, "#6b3f23")


def _sunrise(paper: Paper, x: float, y: float) -> None:
    paper.rectangle(x, y, 192, 104, "#fbd5a5")
    paper.circle(x + 96, y + 72, 30, "#f7b733")
    paper.rectangle(x, y + 72, 192, 32, "#2e86ab")
    for row in range(3):
        paper.line(
            [(x + 60 + row * 8, y + 80 + row * 8), (x + 132 - row * 8, y + 80 + row * 8)], "#f7b733", 3
        )


def _flower(paper: Paper, x: float, y: float) -> None:
    paper.line([(x + 96, y + 100), (x + 96, y + 50)], "#3f8f4a", 6)
    for dx, dy in ((0, -22), (21, -7), (13, 18), (-13, 18), (-21, -7)):
        paper.circle(x + 96 + dx, y + 42 + dy, 15, "#d1495b")
    paper.circle(x + 96, y + 42, 13, "#ffd766")


def _rainbow(paper: Paper, x: float, y: float) -> None:
    for number, colour in enumerate(("#d1495b", "#f3a712", "#ffd766", "#3ba55d", "#2e86ab", "#dff0f5")):
        paper.slice(x + 96, y + 98, 84 - number * 11, 180, 360, colour)


def _fish(paper: Paper, x: float, y: float) -> None:
    paper.rectangle(x, y, 192, 104, "#9fd0e3")
    for dx, dy, colour in ((60, 36, "#f3a712"), (120, 68, "#7a5195")):
        paper.ellipse(x + dx, y + dy, 26, 15, colour)
        paper.shape([(x + dx - 20, y + dy), (x + dx - 42, y + dy - 14), (x + dx - 42, y + dy + 14)], colour)
        paper.circle(x + dx + 13, y + dy - 3, 3, things.INK)


def _stars(paper: Paper, x: float, y: float) -> None:
    paper.rectangle(x, y, 192, 104, "#3c3f77")
    paper.circle(x + 150, y + 32, 19, "#ffe9a8")
    for dx, dy, radius in ((34, 34, 14), (80, 66, 10), (106, 26, 9), (44, 80, 8), (150, 78, 11)):
        paper.star(x + dx, y + dy, radius, "#ffd766")
