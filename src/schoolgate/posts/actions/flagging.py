"""Asking the author to look at a post that shows a grown-up who asked not to be shown any more."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.models import Post
from schoolgate.rules.refusals import Control, Refusal

ASKED_TO_STAY_OUT = "duty.asked_to_stay_out"


def _refusals_to_flag(actor: Actor, post: Post) -> list[Refusal]:
    asked = Duty.objects.filter(
        school=post.school_id, key=ASKED_TO_STAY_OUT, about=f"post:{post.pk}", done_at__isnull=True
    )
    if not asked.exists():
        return []
    return [
        Refusal(Control.STATE, "Somebody has been asked to look at it already.", "Nothing is left to do.")
    ]


@action(may=Permission.POST_TAKE_DOWN, unless=_refusals_to_flag, records=EventType.POST_FLAGGED)
def flag_post(actor: Actor, post: Post) -> Done:
    """Somebody shown in it asked to stay out: within a day its author takes it down or says why not."""
    Duty.objects.create(
        school_id=post.school_id,
        key=ASKED_TO_STAY_OUT,
        what=_("Somebody in a picture asked not to be shown any more"),
        more=_("Take the post down, or cover them and publish it again."),
        link=reverse("posts:post", args=[post.school.slug, post.pk]),
        about=f"post:{post.pk}",
        owed_by_id=post.author_id,
        due_at=actor.now + timedelta(days=1),
    )
    return Done(post, {}, (Control.CONSENT_FOR_EVERY_USE.value,))
