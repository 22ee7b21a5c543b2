"""Reads: whom the policy binds, who answers for whom, whose address is not the school's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import STAFF_ROLES, Permission
from schoolgate.moments.queries import who_owes
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import current, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules import staffing as rules
from schoolgate.rules.consents import Said
from schoolgate.rules.own_use import besides_work
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.staffing.models import Adjustment, ConfirmedRemit, LineManager, Tie

# Not a kind of person: who is of two kinds at once.
TWO_ROLES = "two_roles"


@dataclass(frozen=True, slots=True)
class BoundPerson:
    """Somebody with a post here as the policy sees them."""

    person: Person
    kinds: tuple[str, ...]
    is_bound: bool
    has_signed: bool
    manager: Person | None


def people_and_kinds(school: School, on: date, *, kind: str = "") -> list[int]:
    """The ids of everyone with a post here today, by name; of one kind where it is given. Two queries."""
    found = people_of(school, on)
    if kind == TWO_ROLES:
        return _in_two_roles(found)
    return [
        one.pk
        for one in found
        if not kind or kind in rules.kinds_of(post.role for post in one.posts_now)  # type: ignore[attr-defined]
    ]


def _in_two_roles(people: Iterable[Person]) -> list[int]:
    """Of these, whoever works here and is also a parent or a neighbour. One query more."""
    ties: dict[int, set[str]] = {}
    for person, kind in Tie.objects.values_list("person_id", "kind"):
        ties.setdefault(person, set()).add(kind)
    return [
        one.pk
        for one in people
        if besides_work([post.role for post in one.posts_now], ties.get(one.pk, ()))  # type: ignore[attr-defined]
    ]


def bound_people(
    school: School, policy: ResolvedPolicy, now: datetime, ids: Sequence[int], *, words: dict[str, str]
) -> list[BoundPerson]:
    """These people as the policy sees them. Eight queries, whatever their number."""
    people = {one.pk: one for one in people_of(school, today_of(now)).filter(pk__in=ids)}
    owing = {one.person.pk for one in who_owes(school, now)}
    managers = {
        one.person_id: one.manager
        for one in LineManager.objects.filter(person__in=ids).select_related("manager")
    }
    found = []
    for pk in ids:
        roles = [post.role for post in people[pk].posts_now]  # type: ignore[attr-defined]
        kinds = rules.kinds_of(roles)
        found.append(
            BoundPerson(
                people[pk],
                tuple(words[kind] for kind in words if kind in kinds),
                rules.is_bound(policy, roles),
                pk not in owing,
                managers.get(pk),
            )
        )
    return found


def without_manager(school: School, on: date) -> QuerySet[Person]:
    """Everyone who works for the school and for whom nobody is named, but the headteacher: the chair looks to them."""
    heads = _works_here(school, on).filter(role="headteacher")
    return (
        staff_of(school, on)
        .exclude(pk__in=heads.values("person_id"))
        .exclude(Exists(LineManager.objects.filter(person=OuterRef("pk"))))
    )


def staff_of(school: School, on: date) -> QuerySet[Person]:
    """Who works for the school today: anybody of them can be a manager."""
    # From the posts of the school to their holders, however many people the trust has.
    works = _works_here(school, on).values("person_id")
    return Person.objects.filter(pk__in=works, trust_id=school.trust_id).order_by("surname", "forename", "pk")


def _works_here(school: School, on: date) -> QuerySet[Appointment]:
    here = Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id)
    return Appointment.objects.filter(here, current(on), role__in=STAFF_ROLES)


def at_other_addresses(school: School, on: date) -> list[Person]:
    """Who works for the school and is reached at an address that is not the school's."""
    if not school.domains:
        return []
    return [one for one in staff_of(school, on) if one.email and not rules.is_of(one.email, school.domains)]


def adjustments_of(person: Person, on: date) -> QuerySet[Adjustment]:
    """What is adapted for this person now."""
    now = Adjustment.objects.filter(person=person, ended_at__isnull=True, until_on__gte=on)
    return now.select_related("agreed_by").order_by("until_on")


def ties_of(person: Person) -> set[str]:
    return set(Tie.objects.filter(person=person).values_list("kind", flat=True))


def refusals_to_an_address(school: School | None, email: str, roles: Iterable[str]) -> Iterable[Refusal]:
    """For the actions of people: whether this address will do for somebody with these roles here."""
    if school is None or not email or not school.domains:
        return []
    return rules.address_must_be_the_schools(email, school.domains, set(roles), current_policy(school))


def refusals_to_change_addresses(actor: Actor, school: School, *, domains: Iterable[str]) -> list[Refusal]:
    return list(rules.refusals_to_change_addresses(domains))


def refusals_to_name_manager(
    actor: Actor, school: School, *, people: Sequence[int], manager: int
) -> list[Refusal]:
    on = today_of(actor.now)
    return list(
        rules.refusals_to_name_manager(
            manager_id=manager,
            people=people,
            here=set(people_of(school, on).filter(pk__in=people).values_list("pk", flat=True)),
            staff=set(staff_of(school, on).filter(pk=manager).values_list("pk", flat=True)),
        )
    )


def _must_have_a_post_here(actor: Actor, person: Person) -> list[Refusal]:
    if people_of(actor.school, today_of(actor.now)).filter(pk=person.pk).exists():
        return []
    return [Refusal(Control.PERMISSION, "They have no role at your school now.", "Ask their own school.")]


def refusals_to_say_ties(actor: Actor, person: Person, **_: object) -> list[Refusal]:
    is_own = person.pk == actor.person_id
    return _must_have_a_post_here(actor, person) + list(
        rules.refusals_to_say_ties(is_own=is_own, may_appoint=actor.may(Permission.PERSON_APPOINT))
    )


def refusals_to_adjust(actor: Actor, person: Person, *, words: str, until: date) -> list[Refusal]:
    is_own = person.pk == actor.person_id
    return _must_have_a_post_here(actor, person) + list(
        rules.refusals_to_adjust(words=words, until=until, today=today_of(actor.now), is_own=is_own)
    )


def refusals_to_confirm_remit(actor: Actor, appointment: Appointment) -> list[Refusal]:
    is_over = appointment.last_on is not None and appointment.last_on < today_of(actor.now)
    is_confirmed = ConfirmedRemit.objects.filter(appointment=appointment).exists()
    return list(
        rules.refusals_to_confirm_remit(role=appointment.role, is_over=is_over, is_confirmed=is_confirmed)
    )


def refusals_to_answer_about_picture(
    actor: Actor, person: Person, *, answers: Mapping[str, Said]
) -> list[Refusal]:
    """One answers for oneself; whoever keeps the consents writes down what a colleague said."""
    is_own = person.pk == actor.person_id
    return _must_have_a_post_here(actor, person) + list(
        rules.refusals_to_answer_about_picture(
            is_own=is_own, keeps_consents=actor.may(Permission.CONSENT_MAINTAIN), answers=answers
        )
    )
