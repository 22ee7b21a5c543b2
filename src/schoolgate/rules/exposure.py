"""What is public of pupils: when a leaver's picture is due down, and what to do about a post that shows much."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from schoolgate.rules.refusals import Control, Refusal

OLD_AFTER = timedelta(days=2 * 365)
YOUNG_AFTER = timedelta(days=180)
YOUNGEST_YEARS = frozenset({"nursery", "reception", "n", "r", "n1", "n2", "year n", "year r"})
LARGE_FACE = 0.35
"""Of the picture's height: somebody who fills so much of it is known by anybody."""
STRAIGHT = 0.7
"""How straight at the camera, where 1 is full face and 0 a profile."""
NEAR_FACE = 0.2
"""Of the picture's height: somebody who looks straight at the camera and fills so much is known by anybody too."""


class Less(StrEnum):
    """How less can be shown."""

    REMOVE = "remove"
    COVER = "cover"
    CROP = "crop"
    SMALLER = "smaller"


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A post that is up and shows pupils who can be recognised. `largest` is the largest face's share of the
    height, `straight` that of the largest which looks straight at the camera; None unknown."""

    sent_on: date
    pupils: int
    leavers_due: int
    has_youngest: bool
    largest: float | None = None
    straight: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could be done about a post, and why. The lower the rank, the sooner."""

    less: Less
    why: str
    rank: int


def due_down_on(left_on: date, months: int) -> date:
    """The day from which the pictures of somebody who left are due down; a month counts 30 days."""
    return left_on + timedelta(days=30 * months)


def suggestion_for(post: PublicPost, today: date) -> Suggestion | None:
    """The one thing that shows less, most urgent first; None where nothing speaks for it."""
    age = today - post.sent_on
    if post.leavers_due:
        return Suggestion(Less.REMOVE, "It shows somebody who left, and their time is over.", 0)
    if age >= OLD_AFTER:
        return Suggestion(Less.REMOVE, "It is older than two years. Who looks at it still?", 1)
    if post.has_youngest and age >= YOUNG_AFTER:
        return Suggestion(Less.COVER, "It shows the youngest, and has done so for half a year.", 2)
    if post.pupils == 1:
        return Suggestion(Less.COVER, "It shows one pupil alone.", 3)
    if post.largest is not None and post.largest >= LARGE_FACE:
        return Suggestion(Less.CROP, "Somebody fills much of the picture.", 4)
    if post.straight is not None and post.straight >= NEAR_FACE:
        return Suggestion(Less.SMALLER, "Somebody near looks straight at the camera.", 5)
    return None


def refusals_to_ask_for_less(*, is_public: bool, is_asked: bool) -> Iterator[Refusal]:
    """What is not public, or asked already, is not asked for again."""
    if not is_public:
        yield Refusal(Control.STATE, "Nothing of this post is public any more.", "Nothing is left to do.")
    elif is_asked:
        yield Refusal(Control.STATE, "Somebody was asked already.", "It stands under “What is to be done”.")
