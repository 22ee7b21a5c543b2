"""Adding people, appointing them to posts with a first and a last day, and ending that."""

from datetime import date

from allauth.account.models import EmailAddress

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.appointing import (
    TRUST_ROLES,
    refusals_to_add_person,
    refusals_to_appoint,
    refusals_to_change_person,
    refusals_to_end_appointment,
    refusals_to_invite,
)
from schoolgate.people.models import Appointment, Person, School, User


@action(
    may=Permission.PERSON_APPOINT,
    unless=refusals_to_add_person,
    records=EventType.PERSON_ADDED,
    in_person=True,
)
def add_person(
    actor: Actor,
    school: School,
    *,
    forename: str,
    surname: str,
    role: str,
    first_on: date,
    last_on: date | None = None,
    title: str = "",
    email: str = "",
    team: str = "",
) -> Done:
    """Somebody new, with their first post. With an e-mail address they can sign in, and are invited to."""
    email = email.lower()
    user = User.objects.create_user(email) if email else None
    person = Person.objects.create(
        trust_id=school.trust_id,
        user=user,
        title=title,
        forename=forename,
        surname=surname,
        email=email,
        team=team,
    )
    appointment = _appointed(actor, school, person, role, first_on, last_on)
    return Done(
        person,
        {"name": str(person), "email": email},
        also=(Happened(EventType.PERSON_APPOINTED, appointment, _told(appointment)),),
    )


@action(
    may=Permission.PERSON_APPOINT,
    unless=refusals_to_change_person,
    records=EventType.PERSON_CHANGED,
    in_person=True,
)
def change_person(
    actor: Actor,
    person: Person,
    *,
    forename: str,
    surname: str,
    title: str = "",
    email: str = "",
    team: str = "",
) -> Done:
    """Another name, address or team. The address is also the one they sign in with."""
    wanted = {"title": title, "forename": forename, "surname": surname, "email": email.lower(), "team": team}
    changed = {name: value for name, value in wanted.items() if value != getattr(person, name)}
    before = {name: getattr(person, name) for name in changed}
    for name, value in changed.items():
        setattr(person, name, value)
    if "email" in changed and person.email:
        _sign_in_with(person)
    person.save()
    return Done(person, {"before": before, "after": changed})


@action(
    may=Permission.PERSON_APPOINT,
    unless=refusals_to_appoint,
    records=EventType.PERSON_APPOINTED,
    in_person=True,
)
def appoint_person(
    actor: Actor, school: School, *, person: Person, role: str, first_on: date, last_on: date | None = None
) -> Done:
    """A post for somebody who is already here. What they may do follows from it, from its first day on."""
    appointment = _appointed(actor, school, person, role, first_on, last_on)
    return Done(appointment, _told(appointment))


@action(
    may=Permission.PERSON_APPOINT, unless=refusals_to_end_appointment, records=EventType.APPOINTMENT_ENDED
)
def end_appointment(actor: Actor, appointment: Appointment, *, last_on: date) -> Done:
    """The post has a last day; the day after, what it allowed is gone."""
    appointment.last_on = last_on
    appointment.save(update_fields=["last_on"])
    return Done(appointment, _told(appointment))


@action(
    may=Permission.PERSON_APPOINT,
    unless=refusals_to_invite,
    records=EventType.PERSON_INVITED,
    in_person=True,
)
def invite_person(actor: Actor, person: Person) -> Done:
    """Once more the e-mail with the link to choose a password."""
    if person.user_id is None:
        _sign_in_with(person)
        person.save(update_fields=["user"])
    return Done(person, {"email": person.email})


def _appointed(
    actor: Actor, school: School, person: Person, role: str, first_on: date, last_on: date | None
) -> Appointment:
    return Appointment.objects.create(
        person=person,
        role=role,
        trust_id=school.trust_id,
        school=None if role in TRUST_ROLES else school,
        first_on=first_on,
        last_on=last_on,
        appointed_by=actor.person,
    )


def _sign_in_with(person: Person) -> None:
    """The address of this person is the one of their login, which is made if there is none."""
    if person.user is None:
        person.user = User.objects.create_user(person.email)
        return
    person.user.email = person.email
    person.user.save(update_fields=["email"])
    # The old address must open nothing any more; allauth remembers every address it has seen used.
    EmailAddress.objects.filter(user=person.user).delete()


def _told(appointment: Appointment) -> dict[str, object]:
    return {
        "person": f"person:{appointment.person_id}",
        "role": appointment.role,
        "first_on": appointment.first_on.isoformat(),
        "last_on": appointment.last_on.isoformat() if appointment.last_on else None,
    }
