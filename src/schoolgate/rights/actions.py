"""Reminding those who have not signed what their right to post, or the policy, asks of them."""

from collections.abc import Collection

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.moments import queries
from schoolgate.people.models import School


@action(may=Permission.SIGNATURES_READ, unless=queries.refusals_to_remind, records=EventType.SIGNERS_REMINDED)
def remind_to_sign(actor: Actor, school: School, *, people: Collection[int]) -> Done:
    """Remind these people by e-mail that something waits for their signature."""
    return Done(school, {"people": sorted(people)}, (queries.READ_AND_SIGN,))
