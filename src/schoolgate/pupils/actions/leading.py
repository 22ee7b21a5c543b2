"""Which register of consents leads where the one here and the management system differ, and neither says no."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.pupils import import_queries as queries


@action(
    may=Permission.ROLL_IMPORT,
    unless=queries.refusals_to_choose_leading_register,
    records=EventType.SCHOOL_CHANGED,
)
def choose_leading_register(actor: Actor, school: School, *, leads: str) -> Done:
    """Say which register leads. Nothing changes by it before the next import."""
    before = school.leading_register
    school.leading_register = leads
    school.save(update_fields=["leading_register"])
    return Done(school, {"leading_register": [before, leads]})
