"""A leader who is away names somebody who decides in their place, for some days and never beyond them."""

from datetime import date

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.appointing import refusals_to_end_stand_in, refusals_to_name_stand_in
from schoolgate.people.models import Appointment, Person, School


@action(
    may=Permission.STAND_IN_NAME,
    unless=refusals_to_name_stand_in,
    records=EventType.STAND_IN_NAMED,
    in_person=True,
)
def name_stand_in(
    actor: Actor, school: School, *, person: Person, role: str, first_on: date, last_on: date
) -> Done:
    """The stand-in has the leader's role on these days, and it ends by itself."""
    appointment = Appointment.objects.create(
        person=person,
        role=role,
        trust_id=school.trust_id,
        school=school,
        first_on=first_on,
        last_on=last_on,
        appointed_by=actor.person,
        stands_in_for=actor.person,
    )
    return Done(
        appointment,
        {
            "person": f"person:{person.pk}",
            "role": role,
            "first_on": first_on.isoformat(),
            "last_on": last_on.isoformat(),
        },
    )


@action(may=Permission.STAND_IN_NAME, unless=refusals_to_end_stand_in, records=EventType.STAND_IN_ENDED)
def end_stand_in(actor: Actor, appointment: Appointment, *, last_on: date) -> Done:
    """The leader is back sooner than planned."""
    appointment.last_on = last_on
    appointment.save(update_fields=["last_on"])
    return Done(appointment, {"last_on": last_on.isoformat()})
