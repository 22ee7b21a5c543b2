"""Words in pictures: how far the machine is with reading them, what they may be, and what is no pupil's name."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from schoolgate.rules.wording.contact import contact_details
from schoolgate.rules.wording.personal import personal_details
from schoolgate.rules.wording.words import Reading as WordReading

LONGEST_READING = timedelta(minutes=5)
"""After which nobody waits for the machine any longer, and the author is asked."""


class Reading(StrEnum):
    """How far the machine is with the words in a picture. `NEVER`: it came before any were read; nobody is asked."""

    NEVER = ""
    WAITING = "waiting"
    READ = "read"
    UNREAD = "unread"


class About(StrEnum):
    """What some words in a picture may be."""

    NAME = "name"
    PRIVATE = "private"
    BY_HAND = "by_hand"


def reading_now(reading: Reading, *, added_at: datetime, now: datetime) -> Reading:
    """What is to be waited for; a machine that has not answered for long reads nothing."""
    if reading is Reading.WAITING and now - added_at > LONGEST_READING:
        return Reading.UNREAD
    return reading


# Of a car, as they are made since 2001: "AB12 CDE".
_PLATE = re.compile(r"(?<!\w)[A-HJ-PR-Y][A-HJ-PR-Y][0-9OI]{2} ?[A-HJ-PR-Z]{3}(?!\w)")


def private_words(words: str) -> Iterator[tuple[int, int]]:
    """Where a line that was read tells how to reach somebody, where somebody lives, or whose car it is."""
    reading = WordReading(words)
    for found in (*contact_details(reading), *personal_details(reading)):
        yield found.start, found.end
    for plate in _PLATE.finditer(words):
        yield plate.span()
