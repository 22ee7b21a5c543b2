"""What programs are shown of forms and registers: what they ask, what was asked and written, courses."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class AskedShown:
    """One question of a form or a register: its key, in which kind of answer it is answered, its choices by key.

    `when` are the answers to another question after which alone it is asked.
    """

    key: str
    asks: str
    kind: str
    required: bool
    choices: dict[str, str]
    when: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class FormShown:
    """What one can ask for. `own` is its id where the school made it itself."""

    form: str
    title: str
    sentence: str
    own: int | None
    questions: list[AskedShown]


@dataclass(frozen=True, slots=True)
class RegisterShown:
    """What the entries of a register say."""

    register: str
    title: str
    sentence: str
    looked_at_months: int
    questions: list[AskedShown]


@dataclass(frozen=True, slots=True)
class RequestShown:
    """What somebody asked for, and how far it has come."""

    id: int
    form: str
    title: str
    state: str
    applicant: int
    answers: dict[str, Any]
    drafted_at: datetime
    sent_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry of a register, as it stands."""

    id: int
    register: str
    clause: str
    answers: dict[str, Any]
    written_by: int | None
    written_at: datetime
    look_again_on: date | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class CourseShown:
    """A course that is held, for whom, and after how many months again."""

    id: int
    title: str
    covers: str
    audience: list[str]
    every_months: int
