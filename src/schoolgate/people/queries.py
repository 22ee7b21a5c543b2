"""Reads of people: who acts, who holds a post today, the school's calendar."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import STAFF_ROLES, Role, permissions_of
from schoolgate.people.models import Appointment, Person, School, Trust
from schoolgate.people.recognising import appointments_with_login

LONDON = ZoneInfo("Europe/London")


def today_of(now: datetime) -> date:
    """The date in London at this moment."""
    return now.astimezone(LONDON).date()


def current(on: date, prefix: str = "") -> Q:
    """Appointments in force on this day; as `Appointment.holds_on`."""
    return Q(**{f"{prefix}first_on__lte": on}) & (
        Q(**{f"{prefix}last_on__isnull": True}) | Q(**{f"{prefix}last_on__gte": on})
    )


def appointments_of(person: Person, on: date) -> QuerySet[Appointment]:
    """What this person is appointed to on this day."""
    return Appointment.objects.filter(current(on), person=person).select_related("school__trust")


def actor_for(request: HttpRequest, school_slug: str | None, now: datetime) -> Actor | None:
    """Who acts on this page: the signed-in person at this school, or None where they hold no post there.

    With no slug: the person at the first school where they hold a post (for pages across schools). No query: what
    they are appointed to comes with the login (`people.recognising`).
    """
    user: Any = request.user
    if not user.is_authenticated:
        return None
    on = today_of(now)
    appointments = user.appointments if hasattr(user, "appointments") else appointments_with_login(user.pk)
    held = [appointment for appointment in appointments if appointment.holds_on(on)]
    if not held:
        return None
    schools = {appointment.school.slug: appointment.school for appointment in held if appointment.school}
    if school_slug is None:
        school = next(iter(schools.values()), None) or _first_school_of_the_trust(held)
    else:
        school = schools.get(school_slug) or _school_of_the_trust(held, school_slug)
    if school is None:
        return None
    is_of_the_trust = any(appointment.school_id is None for appointment in held)
    actor = actor_at(held[0].person, school, held, now)
    return replace(actor, has_other_schools=is_of_the_trust or len(schools) > 1)


def actor_at(person: Person, school: School, held: Iterable[Appointment], now: datetime) -> Actor:
    """The actor that this person is at this school, from appointments already read."""
    roles = {
        Role(appointment.role)
        for appointment in held
        if appointment.school_id == school.pk
        or (appointment.school_id is None and appointment.trust_id == school.trust_id)
    }
    frozen = frozenset(roles)
    return Actor(
        person=person,
        school=school,
        trust_id=school.trust_id,
        now=now,
        roles=frozen,
        permissions=permissions_of(frozen),
        name=str(person),
    )


def actor_of(person: Person, school: School, now: datetime) -> Actor:
    """The actor that this person is at this school now (one query). For tests, tokens and the demonstration."""
    return actor_at(person, school, appointments_of(person, today_of(now)), now)


def trust_actor_of(person: Person, trust: Trust, now: datetime) -> Actor:
    """The actor that this person is for a whole trust: only what they hold at the trust counts, no school's post."""
    held = appointments_of(person, today_of(now)).filter(trust=trust, school__isnull=True)
    roles = frozenset(Role(appointment.role) for appointment in held)
    return Actor(
        person=person,
        school=None,
        trust_id=trust.pk,
        now=now,
        roles=roles,
        permissions=permissions_of(roles),
        name=str(person),
    )


def _first_school_of_the_trust(held: list[Appointment]) -> School | None:
    """Where a trust's own officer starts, who holds no post at a school."""
    return School.objects.select_related("trust").filter(trust_id=held[0].trust_id).order_by("pk").first()


def _school_of_the_trust(held: Iterable[Appointment], slug: str) -> School | None:
    """A school that a trust's own officer may open although they hold no post there."""
    trusts = {appointment.trust_id for appointment in held if appointment.school_id is None}
    if not trusts:
        return None
    return School.objects.select_related("trust").filter(slug=slug, trust_id__in=trusts).first()


def schools_of(person: Person, on: date) -> list[School]:
    """Every school where this person holds a post on this day; for trust officers, all of the trust."""
    held = list(appointments_of(person, on))
    trusts = {appointment.trust_id for appointment in held if appointment.school_id is None}
    ids = {appointment.school_id for appointment in held if appointment.school_id}
    return list(School.objects.filter(Q(pk__in=ids) | Q(trust_id__in=trusts)).order_by("name"))


def holders(school: School, roles: Iterable[Role], on: date) -> QuerySet[Person]:
    """The people who hold one of these posts at this school on this day; stand-ins are appointed like others."""
    wanted = [role.value for role in roles]
    held = Appointment.objects.filter(current(on), school=school, role__in=wanted)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("surname", "forename")


def is_staff(roles: Iterable[Role]) -> bool:
    """True where one of these posts may look at the roll."""
    return bool(STAFF_ROLES & set(roles))
