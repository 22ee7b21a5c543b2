"""Reads of duties: whose they are, and why one cannot be done."""

from django.db.models import Q, QuerySet

from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.rules.refusals import Control, Refusal


def owed_by(actor: Actor) -> QuerySet[Duty]:
    """Open duties of this person, or of a post they hold, soonest first."""
    return Duty.objects.filter(
        Q(owed_by_id=actor.person_id)
        | Q(owed_by__isnull=True, owed_by_role__in=[role.value for role in actor.roles]),
        done_at__isnull=True,
    ).order_by("due_at")


def refusals_to_do(actor: Actor, duty: Duty, *, outcome: str) -> list[Refusal]:
    """Somebody else's duty, one that is done, or one without a word on what came of it."""
    control = Control.STATE
    if duty.done_at is not None:
        return [Refusal(control, "This is done already.", "Nothing is left to do.")]
    theirs = duty.owed_by_id == actor.person_id or (
        duty.owed_by_id is None and duty.owed_by_role in {role.value for role in actor.roles}
    )
    if not theirs:
        return [Refusal(control, "This is somebody else’s to do.", "Tell them if it cannot wait.")]
    if duty.closes_itself:
        return [
            Refusal(
                control,
                "This closes by itself once the work is done.",
                "Open what it is about, and do it there.",
            )
        ]
    if not outcome.strip():
        return [
            Refusal(
                control,
                "It is not said what came of it.",
                "Write one line, for whoever asks later.",
                about="outcome",
            )
        ]
    return []
