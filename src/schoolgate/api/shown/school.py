"""What programs are shown of the school: places, calendar, policy, trail; and of refusals."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class AccountShown:
    """A place that speaks for the school."""

    id: int
    name: str
    connector: str
    channel: str
    address: str
    purpose: str
    standing: str
    is_connected: bool
    longest_text: int
    most_pictures: int


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term, or half of one."""

    id: int
    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class ClosedShown:
    """Days without school in a row."""

    first_on: date
    last_on: date
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause of the policy."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class GateShown:
    """Something the policy stops, and how firmly."""

    key: str
    title: str
    strictness: str
    clauses: list[str]


@dataclass(frozen=True, slots=True)
class SettingShown:
    """Something the policy sets."""

    key: str
    title: str
    says: str
    clauses: list[str]


@dataclass(frozen=True, slots=True)
class PolicyShown:
    """The policy the school lives by now, whole."""

    code: str
    title: str
    digest: str
    gates: list[GateShown]
    settings: list[SettingShown]
    questions: list[str]
    clauses: list[ClauseShown]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version of the school's policy."""

    id: int
    number: int
    title: str
    digest: str
    adopted_at: datetime
    in_force_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventShown:
    """The envelope of an event, as this person may know it. What was written in it is read in Schoolgate."""

    id: int
    at: datetime
    what: str
    about: str
    controls: list[str]
    place: int | None


@dataclass(frozen=True, slots=True)
class SubjectShown:
    """A thing that this key may change but not look at, or that is gone: only what it is."""

    type: str
    id: int


@dataclass(frozen=True, slots=True)
class RefusalShown:
    """One reason why it was not done: the control, the clauses of the policy, what is wrong, what to do next."""

    control: str
    clauses: list[ClauseShown]
    what: str
    next: str
    about: str
