"""What programs are shown of pupils, families and imports."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PupilShown:
    """A pupil on the roll; how the family answered is counted only for those who may see answers."""

    id: int
    name: str
    class_name: str
    year_group: str
    left_on: date | None
    yes: int | None
    no: int | None
    unanswered: int | None


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """What holds now for one pupil, by use. Why it is a no, nobody is told."""

    id: int
    uses: dict[str, str]


@dataclass(frozen=True, slots=True)
class AdultShown:
    """An adult of a family. `id` ties them to this pupil."""

    id: int
    name: str
    relationship: str
    may_answer: bool
    may_be_written_to: bool


@dataclass(frozen=True, slots=True)
class AdultsShown:
    """The adults of one pupil's family; `id` is the pupil's."""

    id: int
    adults: list[AdultShown]


@dataclass(frozen=True, slots=True)
class FoundShown:
    """A pupil found by the first letters."""

    id: int
    name: str
    class_name: str


@dataclass(frozen=True, slots=True)
class ImportShown:
    """A roll that was uploaded. With one that waits: what its columns mean, or the digest of its preview (`seen`)."""

    id: int
    state: str
    file_name: str
    uploaded_at: datetime
    confirmed_at: datetime | None
    counts: dict[str, int]
    seen: str
    mapping: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """What an import left open."""

    id: int
    about: str
    pupil: int | None
    use: str
    said_here: str
    said_in_file: str
    choices: list[str]
