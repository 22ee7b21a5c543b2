"""Where somebody lives and when somebody was born. It is asked about; whether it is somebody's, a person knows."""

import re
from collections.abc import Iterator

from schoolgate.rules.wording.facts import Kind, Suspicion
from schoolgate.rules.wording.words import Reading

_HOME = "This looks like where somebody lives."
_BIRTHDAY = "This tells when somebody was born."

_ROADS = (
    "Road|Rd|Street|Lane|Avenue|Ave|Close|Drive|Crescent|Court|Gardens|Terrace|Grove|Way|Mews|Row|Hill|Walk"
)
# A number, then names with capitals, then a kind of road: "14 Mill Lane", "3a Old Station Road".
_STREET = re.compile(rf"(?<![\w£.,:/-])\d{{1,3}}[a-z]? (?:[A-Z][\w'’]+ ){{1,3}}(?:{_ROADS})\b")
# "Ivo's birthday", "her 8th birthday", "birthday girl", "born on 3 May", "date of birth".
_BORN = re.compile(
    r"(?:\b[A-Z][\w-]+['’]s?|\b[Hh]er|\b[Hh]is|\b[Tt]heir) (?:\w+ )?birthday\b"
    r"|\b[Bb]irthday (?:girl|boy)\b"
    r"|\b[Bb]orn on\b"
    r"|\b[Dd]ate of birth\b"
)


def personal_details(reading: Reading) -> Iterator[Suspicion]:
    """Home addresses and birthdays, anybody's."""
    for found in _STREET.finditer(reading.shape):
        yield reading.about(Kind.PERSONAL, *found.span(), _HOME)
    if "birth" in reading.shape.casefold() or "born" in reading.shape.casefold():
        for found in _BORN.finditer(reading.shape):
            yield reading.about(Kind.PERSONAL, *found.span(), _BIRTHDAY)
