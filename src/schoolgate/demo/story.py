"""A term of believable life, as data: what was written, by whom, with which picture, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum

from schoolgate.demo.drawing import Scene


class Fate(StrEnum):
    """Where a post of the story stands in the end."""

    UP = "up"
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    EXPIRED = "expired"
    HELD = "held"
    DOWN = "down"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Beat:
    """One post: when it goes out (days from today and hour; no hour: as soon as it is approved), and its fate."""

    days: int
    hour: int
    author: str
    title: str
    text: str
    fate: Fate = Fate.UP
    wants: tuple[str, ...] = ("good_news", "event", "learning", "engagement")
    scene: Scene | None = None
    children: int = 0
    places: tuple[str, ...] = ("noticeboard",)
    words: str = ""


EVERYWHERE = ("noticeboard", "website", "facebook")
NEWS = ("good_news", "achievement", "learning", "engagement", "outreach", "event")
# In place of an hour: the post goes out as soon as it is approved.
AT_ONCE = 0
INFORMATION = ("parent_information", "event", "engagement", "learning")

BEATS: tuple[Beat, ...] = (
    Beat(
        -72, 9, "office", "Welcome back",
        "A warm welcome back to everyone. School opens at half past eight, the breakfast club at a quarter to eight. "
        "We look forward to seeing you at the gate.",
        wants=INFORMATION,
    ),
    Beat(
        -62, 15, "teacher", "Our garden in September",
        "We picked the last beans and sowed the first winter salad. Next week we make soup. "
        "Old wellies and trowels are very welcome.",
        wants=NEWS, scene=Scene.GARDEN, children=3,
    ),
    Beat(
        -55, 16, "second_teacher", "Reading corner",
        "The new reading corner is open. It has cushions, a lamp and three shelves of books that the children chose.",
        wants=NEWS, scene=Scene.LIBRARY, children=2, places=("noticeboard", "website"),
    ),
    Beat(
        -48, 15, "teacher", "Sports day at last",
        "What a morning! We ran, jumped and cheered each other over the line. Thank you to everyone who came to clap.",
        wants=NEWS, scene=Scene.SPORTS_DAY, children=4, places=EVERYWHERE,
    ),
    Beat(
        -41, 10, "office", "Harvest boxes",
        "Tins, rice and pasta for the food bank can be left in the hall until Friday. Thank you for giving so kindly.",
        wants=INFORMATION, scene=Scene.HARVEST, places=EVERYWHERE,
    ),
    Beat(
        -34, 14, "volunteer", "Friends of the school: autumn fair",
        "The autumn fair raised enough for a new climbing frame. Thank you to all who baked, carried and washed up.",
        wants=NEWS,
    ),
    Beat(
        -27, 15, "second_teacher", "Science morning",
        "We mixed, measured and guessed. The best fizz came from lemon juice and baking soda.",
        wants=NEWS, scene=Scene.SCIENCE_TABLE, children=3, fate=Fate.DOWN,
    ),
    Beat(
        -20, 11, "deputy", "Visitors from the fire station",
        "Two visitors from the fire station showed us how to stay safe at home. Everybody tried on a helmet.",
        wants=NEWS, scene=Scene.VISITORS, children=0, places=("noticeboard", "facebook"),
    ),
    Beat(
        -13, 16, "teacher", "Wall of leaves",
        "Our wall of printed leaves is finished. Come and see it in the entrance hall after school.",
        wants=NEWS, scene=Scene.ART_WALL, children=2,
    ),
    Beat(
        -7, 15, "second_teacher", "Close game, warm handshakes",
        "A close match against our neighbours on Saturday, played in good spirit to the very last minute.",
        wants=NEWS, scene=Scene.FOOTBALL, children=4, places=("noticeboard", "website"),
    ),
    Beat(
        -4, 9, "office", "Winter coats",
        "Mornings are cold now. Please send a coat and a hat every day, with a name inside.",
        wants=INFORMATION, fate=Fate.BY_HAND, places=("noticeboard", "facebook"),
    ),
    Beat(
        -2, 15, "second_teacher", "Book swap",
        "The book swap is on Thursday in the hall. Bring a book, take a book home.",
        wants=INFORMATION, fate=Fate.EXPIRED,
    ),
    Beat(
        -1, 15, "teacher", "Recorders on Friday",
        "The recorder group plays in assembly on Friday. Families are welcome from nine.",
        wants=INFORMATION, fate=Fate.RETURNED, words="The hall is booked until half past nine. Please check the time.",
    ),
    Beat(
        1, 15, "teacher", "Winter concert",
        "We are practising for the winter concert. Doors open at two, and there will be mince pies.",
        wants=NEWS, scene=Scene.CONCERT, children=4, fate=Fate.WAITING, places=EVERYWHERE,
    ),
    Beat(
        2, AT_ONCE, "office", "Flu vaccinations",
        "The nurse is here next Tuesday for the flu vaccination. Please hand in the form by Monday.",
        wants=INFORMATION, fate=Fate.WAITING,
    ),
    Beat(
        3, 15, "second_teacher", "First snow",
        "The first snow of the year, and the playground was full of footprints before the bell.",
        wants=NEWS, scene=Scene.SNOW, children=3, fate=Fate.APPROVED,
    ),
    Beat(
        5, 15, "teacher", "Maths with cake",
        "We are learning about halves and quarters with a very large cake.",
        wants=NEWS, fate=Fate.DRAFT,
    ),
)  # fmt: skip
