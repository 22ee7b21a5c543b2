"""What every page says when posts are stopped."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.kernel.holding import words_of_hold
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.stopping import stop_in_force
from schoolgate.web import said_times
from schoolgate.web.door import SchoolRequest


def stopped(request: SchoolRequest) -> dict[str, Any] | None:
    """ "All posts are stopped (by the headteacher, today 08:12)", with a way to resume for those who may."""
    actor = request.actor
    if actor.school is None:
        return None
    stop = stop_in_force(actor.school)
    if stop is None:
        return None
    # What else is said while all posts are stopped asks no query of its own where they are not.
    request.stop_in_force = stop  # type: ignore[attr-defined]
    if words_of_hold(actor.school.pk):
        return None  # Its own banner says more.
    when = said_times.when(stop.stopped_at, actor.now)
    who = _("by the %(role)s, ") % {"role": stop.role_words} if stop.role_words else ""
    may = actor.may(Permission.POSTS_STOP)
    return {
        "words": _("All posts are stopped (%(who)s%(when)s).") % {"who": who, "when": when},
        "link": reverse("posts:stop", args=[actor.school.slug]) if may else "",
    }
