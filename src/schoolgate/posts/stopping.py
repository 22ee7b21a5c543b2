"""The emergency stop: whether one is in force, and why it cannot be set or lifted."""

from django.db.models import Q

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School, Trust
from schoolgate.posts.models import Stop
from schoolgate.rules.refusals import Control, Refusal


def stop_in_force(school: School) -> Stop | None:
    """The newest stop of this school or its trust that nobody has lifted."""
    return (
        Stop.objects.filter(
            Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id), resumed_at__isnull=True
        )
        .order_by("-stopped_at")
        .first()
    )


def words_of_stop(school: School) -> str:
    """One sentence, empty when nothing is stopped."""
    stop = stop_in_force(school)
    if stop is None:
        return ""
    return f"All posts are stopped{f' by the {stop.role_words}' if stop.role_words else ''}."


def refusals_to_stop(actor: Actor, school: School, *, reason: str = "") -> list[Refusal]:
    if Stop.objects.filter(school=school, resumed_at__isnull=True).exists():
        return [
            Refusal(
                Control.NOTHING_WHILE_SUSPENDED, "All posts are stopped already.", "Nothing is left to do."
            )
        ]
    return []


def refusals_to_stop_trust(actor: Actor, trust: Trust, *, reason: str = "") -> list[Refusal]:
    if Stop.objects.filter(trust=trust, school__isnull=True, resumed_at__isnull=True).exists():
        return [
            Refusal(
                Control.NOTHING_WHILE_SUSPENDED,
                "All posts of the trust are stopped already.",
                "Nothing is left to do.",
            )
        ]
    return []


def refusals_to_resume(actor: Actor, stop: Stop) -> list[Refusal]:
    """What the trust stopped, the trust resumes."""
    if stop.school_id is None and actor.school is not None:
        return [
            Refusal(
                Control.NOTHING_WHILE_SUSPENDED,
                "The trust stopped them, so the trust resumes them.",
                "Ask the trust.",
            )
        ]
    if stop.resumed_at is not None:
        return [Refusal(Control.STATE, "Posts were resumed already.", "Nothing is left to do.")]
    return []
