"""Noting that somebody asked not to be filmed, and that they may be again."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.rules.refusals import Control
from schoolgate.rules.wishes import Lasts, last_day
from schoolgate.wishes import queries
from schoolgate.wishes.models import Wish

_CONTROLS = ("noun.consents.staff_and_visitors", Control.CONSENT_FOR_EVERY_USE.value)


@action(may=Permission.PUPIL_NAME, unless=queries.refusals_to_note, records=EventType.WISH_NOTED)
def note_wish(
    actor: Actor,
    school: School,
    *,
    name: str = "",
    words: str = "",
    occasion: str = "",
    lasts: str = Lasts.DAY.value,
) -> Done:
    """Somebody asked not to be filmed: from now on whoever takes pictures there reads it. No reason is asked."""
    until = last_day(today_of(actor.now), Lasts(lasts))
    wish = Wish.objects.create(
        school=school,
        name=name.strip(),
        words=words.strip(),
        occasion=occasion.strip(),
        lasts=lasts,
        until_on=until,
        noted_at=actor.now,
        noted_by=actor.person,
    )
    return Done(wish, {"lasts": lasts, "until": until.isoformat()}, _CONTROLS)


@action(may=Permission.PUPIL_NAME, unless=queries.refusals_to_end, records=EventType.WISH_ENDED)
def end_wish(actor: Actor, wish: Wish) -> Done:
    """They may be filmed again, or it was noted by mistake."""
    wish.ended_at = actor.now
    wish.name = wish.words = ""
    wish.save(update_fields=["ended_at", "name", "words"])
    return Done(wish, {}, _CONTROLS)
