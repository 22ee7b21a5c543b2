"""Who acts: one person (or the clock), for one school or trust, at one moment."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schoolgate.kernel.permissions import CLOCK_GRANTS, Permission, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, where and when. Made once for each request or task, so `now` is the same throughout.

    `school` and `person` are the models' own objects (the kernel imports no noun); `person` is None for the
    clock. `trust_id` is always there: every school stands in a trust.
    """

    person: Any
    school: Any
    trust_id: int
    now: datetime
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[Permission] = frozenset()
    name: str = ""
    taught_classes: tuple[str, ...] = field(default=())
    # The key of a program that acts in this person's name; None where the person is there themselves.
    token_id: int | None = None
    # The parent or carer who came by their own link; they are nobody's login.
    adult_id: int | None = None
    # The pupil who came by a code of their own; nobody's login either.
    pupil_id: int | None = None
    # Whether this person can open other schools too: they hold posts at several, or one of the trust itself.
    has_other_schools: bool = False

    @property
    def id(self) -> str:
        """The opaque id of whoever acts, as the trail stores it."""
        if self.adult_id is not None:
            return f"adult:{self.adult_id}"
        if self.pupil_id is not None:
            return f"pupil:{self.pupil_id}"
        return f"person:{self.person.pk}" if self.person is not None else "clock"

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person is not None else None

    @property
    def school_id(self) -> int | None:
        return self.school.pk if self.school is not None else None

    @property
    def log_key(self) -> str:
        """The log that records what this actor does: the school's, or the trust's for trust acts."""
        return f"school:{self.school_id}" if self.school is not None else f"trust:{self.trust_id}"

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


def clock(school: Any, now: datetime) -> Actor:
    """The actor of everything that happens without a person."""
    return Actor(
        person=None,
        school=school,
        trust_id=school.trust_id,
        now=now,
        permissions=CLOCK_GRANTS,
        name="Schoolgate",
    )
