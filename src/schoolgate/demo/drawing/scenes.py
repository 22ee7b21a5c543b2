"""The ten scenes: what stands behind the children, what before them, and how they stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from schoolgate.demo.drawing import indoors, outdoors
from schoolgate.demo.drawing.paper import Paper

Painter = Callable[[Paper, Random], None]


class Scene(StrEnum):
    """A moment of school life."""

    SPORTS_DAY = "sports_day"
    LIBRARY = "library"
    SCIENCE_TABLE = "science_table"
    GARDEN = "garden"
    CONCERT = "concert"
    SNOW = "snow"
    HARVEST = "harvest"
    ART_WALL = "art_wall"
    FOOTBALL = "football"
    VISITORS = "visitors"


@dataclass(frozen=True, slots=True)
class Staging:
    """How a scene is set: `head` is the height of the heads' middles, `left` to `right` their room."""

    words: str
    sky: str
    behind: Painter
    before: Painter | None = None
    head: float = 395
    size: float = 1.5
    left: float = 40
    right: float = 760
    arms: tuple[str, ...] = ("down", "up", "wave")
    clothes: dict[str, object] = field(default_factory=dict)
    holds_book: bool = False
    sings: bool = False
    bobble_hats: bool = False


STAGINGS = {
    Scene.SPORTS_DAY: Staging(
        "on the running track on a sunny sports day",
        "#bfe0f2",
        outdoors.sports_day,
        arms=("up", "run", "wave"),
        clothes={"sleeves": False},
    ),
    Scene.LIBRARY: Staging(
        "reading in the school library",
        "#f3e3c8",
        indoors.library,
        arms=("front",),
        holds_book=True,
    ),
    Scene.SCIENCE_TABLE: Staging(
        "behind a table of bubbling flasks",
        "#e8efe6",
        indoors.science,
        indoors.science_table,
        head=352,
        size=1.6,
        arms=("down", "up", "wave"),
        clothes={"wheelchair": False},
    ),
    Scene.GARDEN: Staging(
        "in the school garden among sunflowers",
        "#c5e5ef",
        outdoors.garden,
        outdoors.garden_bed,
        head=350,
        arms=("down", "wave", "out"),
    ),
    Scene.CONCERT: Staging(
        "singing on the stage at a concert",
        "#33264d",
        indoors.concert,
        indoors.footlights,
        head=362,
        left=120,
        right=680,
        arms=("down", "out", "front"),
        sings=True,
    ),
    Scene.SNOW: Staging(
        "in bobble hats beside a snowman on the snowy playground",
        "#cfdfe9",
        outdoors.snow,
        outdoors.snowfall,
        right=640,
        arms=("up", "wave", "out"),
        bobble_hats=True,
    ),
    Scene.HARVEST: Staging(
        "behind a table of pumpkins, apples and bread",
        "#f7ecd7",
        indoors.harvest,
        indoors.harvest_table,
        head=366,
        size=1.55,
        clothes={"wheelchair": False},
    ),
    Scene.ART_WALL: Staging(
        "in aprons before a wall of paintings",
        "#f6f0e4",
        indoors.art_wall,
        clothes={"apron": "#f4ead6"},
        arms=("down", "wave", "up"),
        head=402,
        size=1.42,
    ),
    Scene.FOOTBALL: Staging(
        "in one kit before the goal, a team",
        "#bfe0f2",
        outdoors.football,
        outdoors.ball,
        clothes={"shirt": "#d1352b", "trousers": "#ffffff", "sleeves": False},
        head=380,
        arms=("down", "wave", "up"),
    ),
    Scene.VISITORS: Staging(
        "with a firefighter and a fire engine in the playground",
        "#cfe6f1",
        outdoors.visitors,
        head=412,
        size=1.4,
        left=210,
        arms=("down", "wave", "up"),
    ),
}
