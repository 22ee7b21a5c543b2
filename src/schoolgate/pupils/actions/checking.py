"""Looking through the record of consents."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.pupils.checking import CHECKED_EVERY, to_look_through
from schoolgate.pupils.models import ConsentCheck


@action(may=Permission.CONSENT_CHECK, unless=nothing_refuses, records=EventType.CONSENT_CHECKED)
def check_consents(actor: Actor, school: School) -> Done:
    """Say that one has looked through what is unanswered, changed and ended. It is due again in four weeks."""
    seen = to_look_through(school, actor.now)
    told = {"unanswered": len(seen.unanswered), "changed": len(seen.changed), "left": len(seen.left)}
    check = ConsentCheck.objects.create(
        school=school,
        checked_by=actor.person,
        checked_at=actor.now,
        next_at=actor.now + CHECKED_EVERY,
        **told,
    )
    return Done(check, told)
