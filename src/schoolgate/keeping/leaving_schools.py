"""Why a school cannot be taken out or removed."""

from schoolgate.keeping.models import Hold
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.posts.models import Delivery
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC
from schoolgate.rules.refusals import Control, Refusal


def refusals_to_let_go(actor: Actor, school: School) -> list[Refusal]:
    """What is public must come down first: afterwards nobody could call it back."""
    public = Delivery._base_manager.filter(
        post__school=school, state__in=[*MAY_BE_PUBLIC, Delivery.State.COMING_DOWN]
    ).exclude(account__connector="noticeboard")
    if number := public.count():
        return [
            Refusal(
                Control.STATE,
                f"{number} posts of this school are up or coming down. Afterwards nobody could call them back.",
                "Take them down first, or say with --leave-what-is-up that they stay.",
            )
        ]
    return []


def refusals_to_remove(actor: Actor, school: School, **_: object) -> list[Refusal]:
    """A school that is held after a restore is not the one that people know."""
    if Hold._base_manager.filter(school=school, lifted_at__isnull=True).exists():
        return [
            Refusal(
                Control.STATE,
                "The school was put back from a backup, and nobody has looked yet.",
                "Look at “After the restore” first.",
            )
        ]
    return []
