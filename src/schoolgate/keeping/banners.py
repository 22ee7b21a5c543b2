"""What every page says while a school is held after a restore."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.keeping.holds import hold_of
from schoolgate.kernel.permissions import Permission
from schoolgate.web.door import SchoolRequest
from schoolgate.web.said_times import in_full


def held(request: SchoolRequest) -> dict[str, Any] | None:
    """A hold always has a stop in force beside it, so where no stop was found nothing is asked."""
    actor = request.actor
    if actor.school is None or getattr(request, "stop_in_force", None) is None:
        return None
    hold = hold_of(actor.school)
    if hold is None:
        return None
    may = actor.may(Permission.POSTS_STOP)
    return {
        "words": _(
            "The school was put back from a backup of %(day)s. Nothing goes out until somebody has looked."
        )
        % {"day": in_full(hold.made_at)},
        "link": reverse("keeping:hold", args=[actor.school.slug]) if may else "",
        "link_words": _("See what was found"),
    }


def trial(request: SchoolRequest) -> dict[str, Any] | None:
    """What was waived is seen by everybody."""
    if not settings.IS_TRIAL:
        return None
    return {"words": _("This is a trial. Real pupils' data does not belong here."), "link": ""}
