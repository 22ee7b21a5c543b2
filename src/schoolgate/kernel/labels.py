"""Every table says what it is for; every field that tells something of a person says which kind of data it is.

Retention, subject access and the impact assessment are made from these labels. A table without a label, or a
text, date, file or JSON field without its kind, fails tests/house/test_labels.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Which kind of data a field holds."""

    NOT_PERSONAL = "tells nothing of a person"
    NAME = "a name"
    CONTACT = "a way to reach a person"
    BIRTH = "a date of birth"
    SCHOOL_LIFE = "class, year or post, joining and leaving"
    ANSWER = "what somebody answered or decided"
    IMAGE = "a picture of a person"
    WORDS = "words that may tell of a person"
    DEED = "what a person did and when"
    SECRET = "a secret that opens something"  # noqa: S105  # names a kind, is no secret
    PROTECTION = "why a child may not be shown"


@dataclass(frozen=True, slots=True)
class TableLabel:
    """What a table is for, on what lawful basis it is kept, how long, and who sees it."""

    purpose: str
    lawful_basis: str
    keeping: str
    seen_by: str
    # Rows that nobody takes out of the program with everything else: only the people they are for read them, here.
    stays_here: bool = field(default=False, kw_only=True)
    fields: Mapping[str, Kind] = field(default_factory=dict)
