"""What goes into finding names, and what comes out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class RollName:
    """One pupil as the roll knows her: every name she has or had, her class and her year.

    `former_names` are whole names ("Orla Quennell") or surnames alone ("Quennell").
    `year_group` is "N", "R" or a number ("4"); `class_name` as the school writes it ("4A", "Oak").
    """

    pupil_id: int
    legal_forename: str
    legal_surname: str
    preferred_forename: str = ""
    preferred_surname: str = ""
    middle_names: str = ""
    class_name: str = ""
    year_group: str = ""
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffName:
    """One member of staff, so that a teacher is not taken for the pupil of the same name."""

    forename: str
    surname: str
    title: str = ""


class Form(StrEnum):
    """How a pupil was named, for the sentence that explains it to the author."""

    FULL_NAME = "full name"
    SURNAME_FIRST = "surname first"
    PART_OF_NAME = "part of the name"
    SHORT_NAME = "short name"
    MISSPELT = "misspelt"
    FORENAME = "forename"
    FORENAME_AND_INITIAL = "forename and initial"
    INITIAL_AND_SURNAME = "initial and surname"
    INITIALS = "initials"
    SURNAME = "surname"
    SIBLINGS = "siblings"
    HASHTAG = "hashtag"
    HANDLE = "handle"
    ADDRESS = "address"


class NameFound(NamedTuple):
    """Pupils named in `text[start:end]`.

    Several `pupil_ids` mean namesakes between whom nothing in the text decides. `certain` is False where a
    person should look again: a short name, a misspelling, a word that may be no name here, a member of staff
    of the same name. `full_name` says that forename and surname both stand there.
    """

    start: int
    end: int
    words: str
    pupil_ids: tuple[int, ...]
    certain: bool
    form: str
    full_name: bool
