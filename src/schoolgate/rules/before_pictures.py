"""Before pictures are taken: who may be shown where, told in the same words whatever the reason is."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from schoolgate.rules.consents import Channel, Medium
from schoolgate.rules.refusals import Control, Refusal

SHEET_DAYS = 7
"""A printed sheet is destroyed after this many days at the latest: a no that comes later does not stand on it."""
LONGEST_GROUP = timedelta(days=400)
HOLDERS = ("staff", "supply", "photographer", "volunteer")
"""Who may hold a printed sheet."""
TAKEN = (Medium.PHOTO, Medium.VIDEO)


class Where(StrEnum):
    """How far somebody may be shown."""

    NOWHERE = "nowhere"
    SOME = "some"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class MayBeShown:
    """Where photographs and videos of one pupil may be used. Why not elsewhere is told nowhere."""

    places: Mapping[Medium, tuple[Channel, ...]]
    where: Where


def may_be_shown_in(
    allowed: Collection[tuple[Medium, Channel]], asked: Sequence[tuple[Medium, Channel]]
) -> MayBeShown:
    """What holds for one pupil, of the uses that this school knows. Nothing asked means nowhere."""
    yes = [one for one in asked if one in allowed]
    places = {medium: tuple(channel for kind, channel in yes if kind is medium) for medium in TAKEN}
    if not yes:
        return MayBeShown(places, Where.NOWHERE)
    return MayBeShown(places, Where.EVERYWHERE if len(yes) == len(asked) else Where.SOME)


def names_apart(names: Iterable[tuple[str, str]]) -> list[str]:
    """Short names, written out where two in the list are alike: of (short, full) pairs, in the same order."""
    pairs = list(names)
    many = Counter(short for short, _ in pairs)
    return [full if many[short] > 1 else short for short, full in pairs]


def destroy_on(today: date, last_on: date | None) -> date:
    """The day on which a sheet printed today is destroyed: after the club or trip, a week later at the latest."""
    latest = today + timedelta(days=SHEET_DAYS)
    return latest if last_on is None else max(today, min(last_on, latest))


def refusals_to_make_group(
    *, name: str, last_on: date, classes: Collection[str], known: Collection[str], today: date
) -> Iterator[Refusal]:
    """A club, trip or event has a name, an end, and children of this school."""
    if not name.strip():
        yield Refusal(Control.STATE, "It has no name.", "Give it one, such as Choir.", about="name")
    if last_on < today:
        yield Refusal(Control.STATE, "Its last day is over.", "Choose a day to come.", about="last_on")
    if last_on - today > LONGEST_GROUP:
        yield Refusal(
            Control.STATE, "That is more than a year ahead.", "Choose a day within a year.", about="last_on"
        )
    if set(classes) - set(known):
        yield Refusal(Control.STATE, "There is no such class.", "Choose among the classes.", about="classes")
