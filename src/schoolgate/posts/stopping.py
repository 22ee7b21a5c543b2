"""The emergency stop: whether one is in force, and why it cannot be set or lifted."""

from django.db.models import Q, QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.holding import words_of_hold
from schoolgate.kernel.kept import kept
from schoolgate.people.models import School, Trust
from schoolgate.posts.models import Stop
from schoolgate.rules.refusals import Control, Refusal


def stop_in_force(school: School) -> Stop | None:
    """The newest stop of this school or its trust that nobody has lifted."""
    return _stops_in_force.one(school.pk, school.trust_id)


@kept
def _stops_in_force(school_id: int, trust_id: int) -> QuerySet[Stop]:
    return Stop.objects.filter(
        Q(school_id=school_id) | Q(school__isnull=True, trust_id=trust_id), resumed_at__isnull=True
    ).order_by("-stopped_at")


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
    """What the trust stopped, the trust resumes; after a restore, whoever has seen what was found."""
    if stop.school_id is not None and (held := words_of_hold(stop.school_id)):
        return [
            Refusal(
                Control.NOTHING_WHILE_SUSPENDED, held, "Look at what was found, and let posts go out there."
            )
        ]
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
