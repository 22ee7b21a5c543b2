"""Scenes under the sky."""

import random

from schoolgate.demo.drawing import things
from schoolgate.demo.drawing.figures import dressed, grown_up, some_looks
from schoolgate.demo.drawing.paper import HEIGHT, WIDTH, Paper


def sports_day(paper: Paper, chance: random.Random) -> None:
    """A running track on a sunny field, with bunting."""
    things.sun(paper, 690, 96)
    things.cloud(paper, 190, 150)
    things.cloud(paper, 470, 120, 0.8)
    paper.hill(270, 190, 260, "#9ccf8d")
    things.tree(paper, 90, 270, 0.7)
    things.tree(paper, 742, 262, 0.6)
    paper.hill(320, 285, 330, "#7fbf76")
    paper.shape([(170, 330), (630, 330), (1010, HEIGHT), (-210, HEIGHT)], "#d9805a")
    for lane in range(6):
        paper.line([(170 + lane * 92, 330), (-210 + lane * 244, HEIGHT)], "#fbeee6", 3.5)
    things.bunting(paper, 26)


def garden(paper: Paper, chance: random.Random) -> None:
    """Raised beds and sunflowers along a fence."""
    things.sun(paper, 112, 92)
    things.cloud(paper, 540, 96)
    paper.hill(330, 290, 330, "#a9d69a")
    for post in range(-6, WIDTH, 44):
        paper.shape(
            [(post, 252), (post + 16, 236), (post + 32, 252), (post + 32, 352), (post, 352)], "#e9d8b8"
        )
    paper.rectangle(0, 276, WIDTH, 10, "#dcc69f")
    paper.rectangle(0, 320, WIDTH, 10, "#dcc69f")
    paper.hill(350, 345, 350, "#8cc481")
    for x in range(40, WIDTH, 118):
        _sunflower(paper, x + chance.randint(-10, 10), 360, chance.randint(118, 158))


def garden_bed(paper: Paper, chance: random.Random) -> None:
    """The bed in front of the children, with cabbages, carrots and a watering can."""
    paper.rectangle(0, 520, WIDTH, 80, "#7a4f30")
    paper.rectangle(0, 512, WIDTH, 16, "#b98a5a", rounded=4)
    for number, x in enumerate(range(34, 700, 66)):
        if number % 3 == 2:
            for lean in (-10, 0, 10):
                paper.line([(x, 552), (x + lean, 528)], "#3f8f4a", 4)
            paper.shape([(x - 9, 552), (x + 9, 552), (x, 578)], "#ee8434")
        else:
            for dx, radius in ((-13, 15), (13, 15), (0, 18)):
                paper.circle(x + dx, 552, radius, "#6fb36a")
            paper.circle(x, 550, 11, "#a9d69a")
    paper.rectangle(712, 520, 54, 50, "#2e86ab", rounded=8)
    paper.line([(714, 556), (690, 526)], "#2e86ab", 8)
    paper.curve((728, 522), (742, 492), (760, 524), "#226a88", 6)


def _sunflower(paper: Paper, x: float, foot: float, tall: float) -> None:
    paper.line([(x, foot), (x, foot - tall)], "#3f8f4a", 6)
    paper.ellipse(x - 15, foot - tall * 0.45, 14, 7, "#4f9a5b")
    paper.ellipse(x + 15, foot - tall * 0.62, 14, 7, "#4f9a5b")
    paper.star(x, foot - tall, 34, "#f7b733", points=13)
    paper.circle(x, foot - tall, 14, "#6b3f23")


def snow(paper: Paper, chance: random.Random) -> None:
    """The playground under snow, with a snowman."""
    paper.hill(330, 290, 320, "#e6eff5")
    things.school_house(paper, 60, 352, roof="#f4f8fb")
    paper.hill(352, 335, 350, "#f4f8fb")
    for x, size in ((470, 0.9), (610, 1.1)):
        _snowy_tree(paper, x, 356, size)
    _snowman(paper, 716, 470)
    paper.hill(500, 478, 505, "#ffffff")


def snowfall(paper: Paper, chance: random.Random) -> None:
    """Flakes before everything else, but few enough to see every face."""
    for _flake in range(90):
        paper.circle(chance.uniform(0, WIDTH), chance.uniform(0, 330), chance.uniform(1.6, 4.2), "#ffffff")
        paper.circle(
            chance.uniform(0, WIDTH), chance.uniform(480, HEIGHT), chance.uniform(1.6, 4.2), "#e6eff5"
        )


def _snowy_tree(paper: Paper, x: float, foot: float, size: float) -> None:
    for step in range(3):
        wide, top = (62 - step * 14) * size, foot - (60 + step * 44) * size
        paper.shape(
            [(x - wide, top + 56 * size), (x + wide, top + 56 * size), (x, top - 18 * size)], "#5f9c83"
        )
        paper.shape(
            [(x - wide * 0.45, top + 14 * size), (x + wide * 0.45, top + 14 * size), (x, top - 18 * size)],
            "#ffffff",
        )


def _snowman(paper: Paper, x: float, y: float) -> None:
    paper.circle(x, y + 8, 58, "#dde8ef")
    paper.circle(x, y, 56, "#ffffff")
    paper.circle(x, y - 78, 38, "#ffffff")
    for side in (-12, 12):
        paper.circle(x + side, y - 86, 4, things.INK)
    paper.shape([(x, y - 80), (x, y - 70), (x - 34, y - 72)], "#ee8434")
    paper.rectangle(x - 34, y - 52, 68, 14, "#d1495b", rounded=7)
    for button in (-24, 0, 24):
        paper.circle(x, y + button, 4, things.INK)


def football(paper: Paper, chance: random.Random) -> None:
    """A pitch with a goal."""
    things.cloud(paper, 150, 90)
    things.cloud(paper, 610, 120, 0.9)
    for x in (60, 190, 640, 760):
        things.tree(paper, x, 296, 0.8)
    paper.hill(290, 280, 290, "#86c47c")
    for stripe in range(0, 5, 2):
        top = 300 + stripe * 60
        paper.rectangle(0, top, WIDTH, 60, "#79b96f")
    paper.line([(0, 360), (WIDTH, 360)], "#f4fbf1", 4)
    for column in range(12):
        paper.line([(250 + column * 27, 190), (250 + column * 27, 356)], "#e8f1e6", 1.2)
    for row in range(7):
        paper.line([(246, 196 + row * 26), (556, 196 + row * 26)], "#e8f1e6", 1.2)
    paper.line([(246, 358), (246, 186), (556, 186), (556, 358)], "#ffffff", 8)


def ball(paper: Paper, chance: random.Random) -> None:
    """The ball before the team."""
    x, y = 400, 556
    paper.ellipse(x, y + 24, 30, 6, "#5f9c59")
    paper.circle(x, y, 27, things.INK)
    paper.circle(x, y, 25, "#ffffff")
    paper.star(x, y, 11, things.INK)
    for dx, dy in ((-19, -9), (19, -9), (-12, 18), (12, 18), (0, -22)):
        paper.circle(x + dx, y + dy, 4, things.INK)


def visitors(paper: Paper, chance: random.Random) -> None:
    """A fire engine in the playground, and the firefighter who brought it."""
    things.cloud(paper, 640, 80)
    things.school_house(paper, 520, 330)
    paper.hill(330, 325, 330, "#c9c4b8")
    paper.rectangle(0, 400, WIDTH, 200, "#bdb7aa")
    _fire_engine(paper, 30, 392)
    crew = dressed(
        some_looks(chance, 1)[0], shirt="#2b3440", trousers="#2b3440", hat="#d1352b", wheelchair=False
    )
    grown_up(paper, 96, 300, 1.45, dressed(crew, style="short"))


def _fire_engine(paper: Paper, x: float, foot: float) -> None:
    paper.rectangle(x + 40, foot - 176, 400, 150, "#d1352b", rounded=12)
    paper.rectangle(x + 330, foot - 208, 122, 182, "#d1352b", rounded=14)
    paper.rectangle(x + 346, foot - 190, 92, 62, "#bfe0f2", rounded=8)
    paper.rectangle(x + 40, foot - 72, 412, 16, "#fbeee6")
    paper.rectangle(x + 372, foot - 226, 44, 20, "#2e86ab", rounded=8)
    for locker in range(3):
        paper.rectangle(x + 62 + locker * 86, foot - 152, 72, 66, "#b52a22", rounded=6)
        paper.rectangle(x + 90 + locker * 86, foot - 122, 16, 5, "#fbeee6")
    paper.rectangle(x + 44, foot - 196, 270, 8, "#9aa7b1", rounded=3)
    for rung in range(10):
        paper.rectangle(x + 54 + rung * 27, foot - 204, 5, 22, "#9aa7b1")
    for wheel in (108, 372):
        paper.circle(x + wheel, foot - 18, 36, "#22282d")
        paper.circle(x + wheel, foot - 18, 17, "#c9d1d6")
