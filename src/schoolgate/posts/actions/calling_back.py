"""Calling back every picture of a pupil, and telling the family what was found and what became of it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.calendars import school_calendar
from schoolgate.people.queries import holders, today_of
from schoolgate.posts.models import Recall
from schoolgate.posts.publishing.recalls import refusals_to_recall, refusals_to_tell_family
from schoolgate.pupils.models import Pupil

WITHDRAWAL = ("noun.consents.withdrawal", "noun.posts.takedown")
OLDER_WITHIN_SCHOOL_DAYS = 5
# Whoever keeps consents looks through what is older; the first of these that somebody holds.
_LOOKS_THROUGH_OLDER = (Role.DATA_PROTECTION_LEAD, Role.OFFICE, Role.HEADTEACHER)


@action(may=Permission.POST_TAKE_DOWN, unless=refusals_to_recall, records=EventType.PUPIL_RECALLED)
def recall_pupil(
    actor: Actor,
    pupil: Pupil,
    *,
    event_id: int,
    tells_family: bool,
    post_ids: Sequence[int],
    since_on: date | None,
) -> Done:
    """Write down what we know of this pupil in public, and ask somebody to look through what is older."""
    recall = Recall.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        because_of_event_id=event_id,
        tells_family=tells_family,
        asked_at=actor.now,
        posts_found=len(post_ids),
        published_since_on=since_on,
    )
    _ask_to_look_through_older(actor, recall)
    return Done(recall, {"pupil": pupil.pk, "posts": list(post_ids)}, controls=WITHDRAWAL)


def _ask_to_look_through_older(actor: Actor, recall: Recall) -> None:
    school, today = recall.school, today_of(actor.now)
    role = next((role for role in _LOOKS_THROUGH_OLDER if holders(school, [role], today).exists()), None)
    Duty.objects.create(
        school_id=recall.school_id,
        key="duty.older_posts_looked_through",
        what=_("Look through older posts for %(pupil)s") % {"pupil": recall.pupil.short_name},
        more=_("A picture or name from before we kept count. Take down what you find, then say what it was."),
        about=f"recall:{recall.pk}",
        owed_by_role=role or Role.HEADTEACHER,
        due_at=school_calendar(school, actor.now).school_days_after(actor.now, OLDER_WITHIN_SCHOOL_DAYS),
    )


@action(may=Permission.FAMILY_TELL, unless=refusals_to_tell_family, records=EventType.FAMILY_TOLD)
def tell_family(actor: Actor, recall: Recall, *, what: str) -> Done:
    """Tell the family what was found ("found") or what became of it ("result"); the e-mail follows."""
    if what == "found":
        recall.family_told_at = actor.now
    else:
        recall.result_told_at = actor.now
    recall.save(update_fields=["family_told_at", "result_told_at"])
    return Done(recall, {"what": what}, controls=WITHDRAWAL)
