"""Consent for each use: what was answered, by whom, and whether somebody may be shown on this day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Medium(StrEnum):
    """What is shown of somebody. A name has an answer of its own where the policy lets names be used."""

    PHOTO = "photo"
    VIDEO = "video"
    NAME = "name"


class Channel(StrEnum):
    """Where it is shown."""

    NOTICEBOARD = "noticeboard"
    WEBSITE = "website"
    SOCIAL = "social"
    PRESS = "press"
    PRINT = "print"
    DISPLAY = "display"


CHANNEL_WORDS: dict[Channel, str] = {
    Channel.NOTICEBOARD: "the public noticeboard",
    Channel.WEBSITE: "the school website",
    Channel.SOCIAL: "social media",
    Channel.PRESS: "the local press",
    Channel.PRINT: "printed newsletters",
    Channel.DISPLAY: "displays in school",
}
MEDIUM_WORDS: dict[Medium, str] = {
    Medium.PHOTO: "photograph",
    Medium.VIDEO: "video",
    Medium.NAME: "first name",
}


def use_of(medium: Medium, channel: Channel) -> str:
    """The key of one use, as stored: "photo.website"."""
    return f"{medium}.{channel}"


def use_words(use: str) -> str:
    """One use as people say it: "photograph on the school website"."""
    medium, channel = use.split(".")
    joint = "in" if channel in {Channel.PRINT, Channel.PRESS, Channel.DISPLAY} else "on"
    return f"{MEDIUM_WORDS[Medium(medium)]} {joint} {CHANNEL_WORDS[Channel(channel)]}"


def is_online(use: str) -> bool:
    """Whether anybody on the internet can come to see it."""
    return Channel(use.partition(".")[2]) in {
        Channel.NOTICEBOARD,
        Channel.WEBSITE,
        Channel.SOCIAL,
        Channel.PRESS,
    }


ALL_USES: tuple[str, ...] = tuple(use_of(medium, channel) for medium in Medium for channel in Channel)


class Said(StrEnum):
    """What was answered for one use. Silence is no."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"
    NOT_ANSWERED = "not_answered"


class Basis(StrEnum):
    """The lawful basis of a use: consent needs a yes; a public task stands until somebody objects."""

    CONSENT = "consent"
    PUBLIC_TASK = "public_task"


class Capacity(StrEnum):
    """In what capacity somebody answered."""

    PARENT = "parent"
    PUPIL = "pupil"
    SELF = "self"
    OTHER_RESPONSIBLE = "other_responsible"
    SCHOOL_RECORD = "school_record"


CAPACITY_WORDS: dict[Capacity, str] = {
    Capacity.PARENT: "a parent or carer with parental responsibility",
    Capacity.PUPIL: "the pupil, whom the school has assessed as able to decide",
    Capacity.SELF: "the person themselves",
    Capacity.OTHER_RESPONSIBLE: "somebody else with parental responsibility",
    Capacity.SCHOOL_RECORD: "the school's management system",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds now for one person: the uses with an answer, whether on the restricted list, last day here."""

    answers: Mapping[str, Said]
    bases: Mapping[str, Basis]
    is_restricted: bool = False
    left_on: date | None = None


def may_be_shown(
    standing: Standing,
    use: str,
    on: date,
    *,
    basis_if_never_asked: Basis = Basis.CONSENT,
) -> bool:
    """Whether this person may be shown in this use on this day. Restricted never; leaving ends a yes; silence is no.

    `basis_if_never_asked` is the policy's basis for the use, where nothing was ever recorded for this person.
    """
    if standing.is_restricted:
        return False
    if standing.left_on is not None and on > standing.left_on:
        return False
    said = standing.answers.get(use, Said.NOT_ANSWERED)
    if standing.bases.get(use, basis_if_never_asked) is Basis.PUBLIC_TASK:
        return said not in {Said.NO, Said.WITHDRAWN, Said.OBJECTED}
    return said is Said.YES


def stricter(one: Said, other: Said) -> Said:
    """Of two answers, the one that shows less: no import, restore or merge ever turns a no into a yes."""
    order = [Said.WITHDRAWN, Said.OBJECTED, Said.NO, Said.NOT_ANSWERED, Said.YES]
    return min(one, other, key=order.index)
