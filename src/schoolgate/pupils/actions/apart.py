"""Adults whom a court keeps from a child. Only the keepers of the restricted list see who they are."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.pupils import apart_queries as queries
from schoolgate.pupils.actions.adults_writing import add_adults
from schoolgate.pupils.importing.vocabulary import Guardian
from schoolgate.pupils.models import KeptApart


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=nothing_refuses,
    records=EventType.ADULTS_APART_READ,
    in_person=True,
)
def read_kept_apart(actor: Actor, school: School) -> Done:
    """Open the list of adults who are kept apart. Every look at it is written down."""
    return Done(school)


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=queries.refusals_to_release,
    records=EventType.ADULT_RELEASED,
    in_person=True,
)
def release_adult(actor: Actor, kept: KeptApart, *, because: str) -> Done:
    """Let an adult go whose order forbids no contact. They may be written to; whether they may answer is not said."""
    kept.released_at = actor.now
    kept.released_by = actor.person
    kept.released_because = because.strip()
    kept.save(update_fields=["released_at", "released_by", "released_because"])
    adult = Guardian(1, kept.name, kept.relationship, kept.email, kept.telephone)
    add_adults(kept.school, [(kept.pupil_id, adult)])
    return Done(kept, {"pupil": kept.pupil_id})
