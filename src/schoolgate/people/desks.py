"""A person's desk: every school where they hold a post today, with what they may do there. For Today."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from schoolgate.kernel.permissions import Permission, Role, permissions_of
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import current, today_of


@dataclass(frozen=True, slots=True)
class Seat:
    """One school, the posts held there, and what they grant."""

    school: School
    roles: frozenset[Role]
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True)
class Desk:
    """One person at one moment, at all of their schools."""

    person: Person
    now: datetime
    seats: tuple[Seat, ...]

    @property
    def schools(self) -> list[School]:
        return [seat.school for seat in self.seats]

    def where(self, permission: Permission) -> list[int]:
        """The schools (ids) where this person may do that."""
        return [seat.school.pk for seat in self.seats if permission in seat.permissions]

    def where_one_of(self, *roles: Role) -> list[int]:
        """The schools (ids) where this person holds one of these posts."""
        return [seat.school.pk for seat in self.seats if seat.roles & set(roles)]


def desk_of(person: Person, now: datetime) -> Desk:
    """Two queries at most: the appointments, and for trust officers the trust's schools."""
    on = today_of(now)
    roles: dict[int, set[Role]] = defaultdict(set)
    schools: dict[int, School] = {}
    of_the_trust: dict[int, set[Role]] = defaultdict(set)
    for held in Appointment.objects.filter(current(on), person=person).select_related("school__trust"):
        if held.school_id is None:
            of_the_trust[held.trust_id].add(Role(held.role))
        else:
            roles[held.school_id].add(Role(held.role))
            schools[held.school_id] = held.school  # type: ignore[assignment]
    if of_the_trust:
        for school in School.objects.filter(trust_id__in=list(of_the_trust)).select_related("trust"):
            schools[school.pk] = school
            roles[school.pk] |= of_the_trust[school.trust_id]
    seats = [
        Seat(school, frozenset(roles[pk]), permissions_of(frozenset(roles[pk])))
        for pk, school in sorted(schools.items(), key=lambda item: item[1].name)
    ]
    return Desk(person, now, tuple(seats))
