"""The restricted list: children who are never shown. Only its few keepers know who is on it."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.pupils import answer_queries as queries
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Pupil, Restriction
from schoolgate.rules.refusals import Control

_CONTROLS = (Control.RESTRICTED_NEVER_SHOWN,)


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=queries.refusals_to_restrict,
    records=EventType.PUPIL_RESTRICTED,
    locks=lock_pupil,
    in_person=True,
)
def restrict_pupil(actor: Actor, pupil: Pupil, *, reason: str, source: str = "") -> Done:
    """Put a child on the list, at once. What is public comes down as a follow-up."""
    restriction = Restriction.objects.create(
        school=pupil.school,
        pupil=pupil,
        reason=reason.strip(),
        source=source.strip(),
        since=actor.now,
        restricted_by=actor.person,
    )
    return Done(pupil, {"restriction": restriction.pk}, _CONTROLS)


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=queries.refusals_to_lift,
    records=EventType.PUPIL_UNRESTRICTED,
    locks=lock_pupil,
    in_person=True,
)
def lift_restriction(actor: Actor, restriction: Restriction, *, because: str) -> Done:
    """Take a child off the list. What the family answered holds again; nothing becomes a yes by it."""
    restriction.lifted_at = actor.now
    restriction.lifted_by = actor.person
    restriction.lifted_because = because.strip()
    restriction.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    return Done(restriction, {"pupil": restriction.pupil_id}, _CONTROLS)


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=nothing_refuses,
    records=EventType.RESTRICTED_LIST_READ,
    in_person=True,
)
def read_restricted_list(actor: Actor, school: School) -> Done:
    """Open the list. Every look at it is written down."""
    return Done(school, {}, _CONTROLS)
