"""What programs are shown of people, their roles, tasks and keys."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SchoolShown:
    """A school, and what the key may do there now."""

    slug: str
    name: str
    nation: str
    may: list[str]


@dataclass(frozen=True, slots=True)
class MeShown:
    """Whose key it is, and how long it lasts."""

    person: int
    name: str
    key: str
    may_write: bool
    ends_on: date
    schools: list[SchoolShown]


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role held at the school or its trust."""

    id: int
    role: str
    first_on: date
    last_on: date | None
    stands_in_for: int | None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody with a role at the school."""

    id: int
    name: str
    team: str
    roles: list[RoleShown]


@dataclass(frozen=True, slots=True)
class AppointmentShown:
    """A role and who holds it."""

    id: int
    person: int
    role: str
    first_on: date
    last_on: date | None
    stands_in_for: int | None


@dataclass(frozen=True, slots=True)
class AdjustmentShown:
    """How the rules are adapted to one person; the words are read in Schoolgate."""

    id: int
    person: int
    until_on: date
    has_ended: bool


@dataclass(frozen=True, slots=True)
class DutyShown:
    """Something the person has to do."""

    id: int
    key: str
    what: str
    more: str
    due_at: datetime
    closes_itself: bool


@dataclass(frozen=True, slots=True)
class TodayShown:
    """One line of Today, at any of the person's schools."""

    group: str
    what: str
    more: str
    due_at: datetime | None
    clause: str | None
    page: str


@dataclass(frozen=True, slots=True)
class TokenShown:
    """One of the person's own keys; the key itself is shown to nobody again."""

    id: int
    name: str
    prefix: str
    may_write: bool
    permissions: list[str]
    ends_on: date
    last_used_on: date | None
    is_revoked: bool
