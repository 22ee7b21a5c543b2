"""Stopping every post of a school at once, and resuming."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import ROLE_WORDS, Permission, Role
from schoolgate.people.models import School, Trust
from schoolgate.posts.models import Stop
from schoolgate.posts.stopping import refusals_to_resume, refusals_to_stop, refusals_to_stop_trust
from schoolgate.rules.refusals import Control

_LEADING = (Role.HEADTEACHER, Role.CHAIR, Role.SENIOR_LEADER, Role.SAFEGUARDING_LEAD, Role.TRUST_OFFICER)
SUSPENDED = (Control.NOTHING_WHILE_SUSPENDED.value,)


@action(may=Permission.POSTS_STOP, unless=refusals_to_stop, records=EventType.POSTS_STOPPED)
def stop_posts(actor: Actor, school: School, *, reason: str = "") -> Done:
    """From this moment nothing goes out from this school until somebody resumes."""
    return Done(_stop(actor, school.trust_id, school, reason), {"reason": reason}, controls=SUSPENDED)


@action(may=Permission.POSTS_STOP, unless=refusals_to_stop_trust, records=EventType.POSTS_STOPPED)
def stop_trust_posts(actor: Actor, trust: Trust, *, reason: str = "") -> Done:
    """From this moment nothing goes out from any school of the trust until the trust resumes."""
    return Done(_stop(actor, trust.pk, None, reason), {"reason": reason}, controls=SUSPENDED)


def _stop(actor: Actor, trust_id: int, school: School | None, reason: str) -> Stop:
    role = next((role for role in _LEADING if role in actor.roles), None)
    return Stop.objects.create(
        trust_id=trust_id,
        school=school,
        stopped_at=actor.now,
        stopped_by=actor.person,
        role_words=ROLE_WORDS[role] if role else "",
        reason=reason,
    )


@action(may=Permission.POSTS_STOP, unless=refusals_to_resume, records=EventType.POSTS_RESUMED, in_person=True)
def resume_posts(actor: Actor, stop: Stop) -> Done:
    """Posts go out again; what missed its time while stopped is asked for a new one."""
    stop.resumed_at, stop.resumed_by = actor.now, actor.person
    stop.save(update_fields=["resumed_at", "resumed_by"])
    return Done(stop, controls=SUSPENDED)
