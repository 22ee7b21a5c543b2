"""Reads of posts held: the facts for the rules of appointing, and lists for the pages."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import GRANTS, STAFF_ROLES, Permission, Role
from schoolgate.people.models import Appointment, Person, School, User
from schoolgate.people.queries import current, today_of
from schoolgate.rules import appointments as rules
from schoolgate.rules.refusals import Control, Refusal

# Held at the trust, for all its schools.
TRUST_ROLES = frozenset({Role.TRUSTEE, Role.TRUST_OFFICER, Role.EXECUTIVE_HEADTEACHER, Role.FINANCE_DIRECTOR})
APPOINTING_ROLES = tuple(role for role, granted in GRANTS.items() if Permission.PERSON_APPOINT in granted)
# Rooms above ask more of an address than people can know: whether the school's policy takes it.
LooksAtAddress = Callable[[School | None, str, Iterable[str]], Iterable[Refusal]]
ADDRESSES_ARE_LOOKED_AT: list[LooksAtAddress] = []
# Leaders who may name a stand-in do so for these posts of theirs.
LEADING_ROLES = tuple(role for role, granted in GRANTS.items() if Permission.STAND_IN_NAME in granted)


def roles_to_give(actor: Actor) -> tuple[Role, ...]:
    """The roles this person may appoint others to: those of the trust only a trust officer.

    In a trust of one school that has no trust officer yet, its headteacher may give those too.
    """
    if Role.TRUST_OFFICER in actor.roles or _leads_the_whole_trust(actor):
        return tuple(Role)
    return tuple(role for role in Role if role not in TRUST_ROLES)


def _leads_the_whole_trust(actor: Actor) -> bool:
    if Role.HEADTEACHER not in actor.roles:
        return False
    officers = Appointment.objects.filter(
        current(today_of(actor.now)), trust_id=actor.trust_id, role=Role.TRUST_OFFICER
    )
    return School.objects.filter(trust_id=actor.trust_id).count() == 1 and not officers.exists()


def people_of(school: School, on: date, *, words: str = "", role: str = "") -> QuerySet[Person]:
    """Who holds a post at this school or at its trust on this day, with those posts as `posts_now`.

    `words` are looked for in names, team and e-mail address, each word somewhere; `role` leaves only its holders.
    """
    here = current(on) & (Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id))
    held = Appointment.objects.filter(here, role=role) if role else Appointment.objects.filter(here)
    # From the posts of the school to their holders: from each person of the trust to their posts takes as long as
    # the trust is large.
    found = Person.objects.filter(pk__in=held.values("person_id"), trust_id=school.trust_id)
    for word in words.split():
        found = found.filter(
            Q(forename__icontains=word)
            | Q(surname__icontains=word)
            | Q(team__icontains=word)
            | Q(email__icontains=word)
        )
    posts_now = Appointment.objects.filter(here).select_related("stands_in_for").order_by("role", "first_on")
    return found.order_by("surname", "forename", "pk").prefetch_related(
        Prefetch("appointments", queryset=posts_now, to_attr="posts_now")
    )


def posts_of(person: Person, school: School) -> QuerySet[Appointment]:
    """Every post this person held, holds or will hold at this school or its trust, newest first."""
    at_the_trust = Q(school__isnull=True, trust_id=school.trust_id)
    return (
        Appointment.objects.filter(Q(school=school) | at_the_trust, person=person)
        .select_related("stands_in_for", "appointed_by")
        .order_by("-first_on", "-pk")
    )


def stand_ins_of(school: School, today: date, *, leader: Person | None = None) -> QuerySet[Appointment]:
    """Stand-ins of today and later, of one leader or of all."""
    found = Appointment.objects.filter(school=school, stands_in_for__isnull=False, last_on__gte=today)
    if leader is not None:
        found = found.filter(stands_in_for=leader)
    return found.select_related("person", "stands_in_for").order_by("first_on", "pk")


def colleagues_of(actor: Actor) -> QuerySet[Person]:
    """Staff of the school who could stand in for this leader."""
    on = today_of(actor.now)
    staff = Appointment.objects.filter(current(on), school=actor.school, role__in=STAFF_ROLES)
    return (
        Person.objects.filter(pk__in=staff.values("person_id"), trust_id=actor.trust_id)
        .exclude(pk=actor.person.pk if actor.person else 0)
        .order_by("surname", "forename")
    )


def refusals_to_appoint(
    actor: Actor, school: School, *, person: Person, role: str, first_on: date, last_on: date | None = None
) -> list[Refusal]:
    if person.trust_id != school.trust_id:
        return [_of_another_trust()]
    wanted = rules.HeldPost(person.pk, role, first_on, last_on)
    return rules.refusals_to_appoint(
        wanted,
        appointer_id=actor.person_id,
        roles_to_give=[one.value for one in roles_to_give(actor)],
        held=_as_held(posts_of(person, school)),
    )


def refusals_to_add_person(
    actor: Actor,
    school: School,
    *,
    email: str,
    role: str,
    first_on: date,
    last_on: date | None = None,
    **_: object,
) -> list[Refusal]:
    wanted = rules.HeldPost(0, role, first_on, last_on)
    return [
        *rules.refusals_to_appoint(
            wanted,
            appointer_id=actor.person_id,
            roles_to_give=[one.value for one in roles_to_give(actor)],
            held=(),
        ),
        *address_must_be_free(school.trust_id, email),
        *address_must_do(school, email, [role]),
    ]


def refusals_to_change_person(actor: Actor, person: Person, *, email: str, **_: object) -> list[Refusal]:
    refusals = rules.refusals_to_change_person(works_elsewhere=_places_elsewhere(actor, person))
    if email.lower() == person.email.lower():
        return refusals
    if person.user_id is not None and not email:
        refusals.append(
            Refusal(
                Control.STATE,
                "This person signs in with their e-mail address.",
                "Leave the address, or give another one.",
                about="email",
            )
        )
    here = posts_of(person, actor.school) if actor.school else Appointment.objects.none()
    roles = here.filter(current(today_of(actor.now))).values_list("role", flat=True)
    return [
        *refusals,
        *address_must_be_free(person.trust_id, email),
        *address_must_do(actor.school, email, roles),
    ]


def refusals_to_end_appointment(actor: Actor, appointment: Appointment, *, last_on: date) -> list[Refusal]:
    may_appoint = appointment.role in APPOINTING_ROLES
    others = Appointment.objects.filter(
        Q(school_id=appointment.school_id) | Q(school__isnull=True, trust_id=appointment.trust_id),
        role__in=APPOINTING_ROLES,
    ).exclude(pk=appointment.pk)
    return rules.refusals_to_end(
        as_held(appointment),
        last_on,
        today=today_of(actor.now),
        roles_to_give=[role.value for role in roles_to_give(actor)],
        others_who_appoint=_as_held(others) if may_appoint else (),
        may_appoint=may_appoint,
    )


def refusals_to_name_stand_in(
    actor: Actor, school: School, *, person: Person, role: str, first_on: date, last_on: date
) -> list[Refusal]:
    if person.trust_id != school.trust_id:
        return [_of_another_trust()]
    posts = _as_held(posts_of(person, school))
    staff = [post for post in posts if post.role in STAFF_ROLES and not post.is_stand_in]
    return rules.refusals_to_name_stand_in(
        rules.HeldPost(person.pk, role, first_on, last_on, is_stand_in=True),
        leader_id=actor.person_id or 0,
        leader_posts=_as_held(posts_of(actor.person, school)) if actor.person else (),
        stand_in_is_staff=any(post.covers(first_on, last_on) for post in staff),
        held=posts,
        today=today_of(actor.now),
    )


def refusals_to_end_stand_in(actor: Actor, appointment: Appointment, *, last_on: date) -> list[Refusal]:
    """A leader ends what they named themselves; whoever appoints people ends any role on its own page."""
    if appointment.stands_in_for_id is None or appointment.stands_in_for_id != actor.person_id:
        return [
            Refusal(
                Control.PERMISSION,
                "You did not name this stand-in.",
                "Ask the leader they stand in for, or the headteacher.",
            )
        ]
    return rules.refusals_to_end_stand_in(as_held(appointment), last_on, today=today_of(actor.now))


def refusals_to_invite(actor: Actor, person: Person) -> list[Refusal]:
    return [*refusals_to_be_changed_from_here(actor, person), *_refusals_to_write_to(person)]


def refusals_to_be_changed_from_here(actor: Actor, person: Person) -> list[Refusal]:
    """Why how this person signs in is not this school's to change."""
    return rules.refusals_to_change_person(works_elsewhere=_places_elsewhere(actor, person))


def _refusals_to_write_to(person: Person) -> list[Refusal]:
    if not person.email:
        return [
            Refusal(
                Control.STATE,
                "There is no e-mail address to write to.",
                "Give their address first.",
                about="email",
            )
        ]
    if person.user is not None and person.user.has_usable_password():
        return [
            Refusal(
                Control.STATE,
                "They have already chosen a password.",
                "If they have forgotten it, they can ask for a new one where they sign in.",
            )
        ]
    return []


def address_must_be_free(trust_id: int, email: str) -> Iterable[Refusal]:
    """One person for each address in a trust, and one login for each address anywhere."""
    if not email:
        return
    known = Person.objects.filter(trust_id=trust_id, email__iexact=email).first()
    if known is not None:
        yield Refusal(
            Control.STATE,
            _("%(name)s already has this address here.") % {"name": known},
            "Open their page and give them the role there, or use another address.",
            about="email",
        )
    elif User.objects.filter(email__iexact=email).exists():
        yield Refusal(
            Control.STATE,
            "This address already signs in somewhere else.",
            "Use an address of your own school.",
            about="email",
        )


def address_must_do(school: School | None, email: str, roles: Iterable[str]) -> Iterable[Refusal]:
    """Whatever the rooms above say against this address for somebody with these roles."""
    for looks in ADDRESSES_ARE_LOOKED_AT:
        yield from looks(school, email, roles)


def _places_elsewhere(actor: Actor, person: Person) -> set[str]:
    """Where else the person holds or will hold a post, unless the actor appoints for the whole trust."""
    if Role.TRUST_OFFICER in actor.roles:
        return set()
    held = Appointment.objects.filter(
        Q(last_on__isnull=True) | Q(last_on__gte=today_of(actor.now)), person=person
    ).exclude(school=actor.school, school__isnull=False)
    return {
        appointment.school.name if appointment.school else _("the trust")
        for appointment in held.select_related("school")
    }


def as_held(appointment: Appointment) -> rules.HeldPost:
    """The appointment as the rules see it."""
    return rules.HeldPost(
        appointment.person_id,
        appointment.role,
        appointment.first_on,
        appointment.last_on,
        is_stand_in=appointment.stands_in_for_id is not None,
    )


def _as_held(appointments: Iterable[Appointment]) -> list[rules.HeldPost]:
    return [as_held(appointment) for appointment in appointments]


def _of_another_trust() -> Refusal:
    return Refusal(
        Control.PERMISSION,
        "This person does not belong to your trust.",
        "Add them with an address of their own at your school.",
        about="person",
    )
