"""Opening a school with its headteacher; the first one opens the trust too."""

from datetime import datetime

from django.db import transaction

from schoolgate.audit.event_types import EventType
from schoolgate.audit.recording import record
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import Appointment, Person, School, Trust, User
from schoolgate.people.opening import free_slug, refusals_to_open_school
from schoolgate.people.queries import today_of


@transaction.atomic
def first_trust(now: datetime) -> Trust:
    """The trust of this installation, made where there is none. No action can do it: nobody is there to act."""
    trust = Trust.objects.order_by("pk").first()
    if trust is None:
        trust = Trust.objects.create(name="A new trust", slug="trust", created_at=now)
        record(
            log_key=f"trust:{trust.pk}",
            type=EventType.TRUST_CREATED,
            at=now,
            actor_id="nobody",
            subject_type="people.trust",
            subject_id=str(trust.pk),
        )
    return trust


@action(
    may=Permission.SCHOOL_SET_UP,
    unless=refusals_to_open_school,
    records=EventType.SCHOOL_CREATED,
    in_person=True,
)
def open_school(
    actor: Actor,
    trust: Trust,
    *,
    school_name: str,
    nation: str,
    forename: str,
    surname: str,
    email: str,
    title: str = "",
    password: str = "",
    trust_name: str = "",
) -> Done:
    """A school and its headteacher. Without a password the headteacher is invited to choose one.

    `trust_name` names the trust; a school that stands alone gives its own name to it.
    """
    if actor.person is None:
        trust.name = trust_name or school_name
        trust.save(update_fields=["name"])
    school = School.objects.create(
        trust=trust, name=school_name, slug=free_slug(school_name), nation=nation, created_at=actor.now
    )
    user = User.objects.create_user(email.lower(), password or None)
    head = Person.objects.create(
        trust=trust, user=user, title=title, forename=forename, surname=surname, email=user.email
    )
    appointment = Appointment.objects.create(
        person=head,
        role=Role.HEADTEACHER,
        trust=trust,
        school=school,
        first_on=today_of(actor.now),
        appointed_by=actor.person,
    )
    return Done(
        school,
        {"name": school.name, "nation": nation},
        also=(
            Happened(EventType.PERSON_ADDED, head, {"name": str(head), "email": head.email}),
            Happened(
                EventType.PERSON_APPOINTED,
                appointment,
                {"person": f"person:{head.pk}", "role": "headteacher"},
            ),
        ),
    )
