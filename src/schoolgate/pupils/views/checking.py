"""The page that keeps the record of consents current."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import lists
from schoolgate.pupils.actions.checking import check_consents
from schoolgate.pupils.checking import to_look_through
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say
from schoolgate.web.jinja_environment import url

MOST_SHOWN = 30


@screen(Permission.CONSENT_READ)
def current(request: SchoolRequest) -> HttpResponse:
    """What is unanswered, what changed and whose answers ended since somebody last looked through it."""
    actor = request.actor
    form = ActionForm.of(request)
    if form.does(check_consents, actor, actor.school):
        say(request, _("Kept: you have looked through it today."))
        return redirect(url("pupils:current", school_slug=actor.school.slug))
    seen = to_look_through(actor.school, actor.now)
    shown = [*seen.changed[:MOST_SHOWN], *seen.left[:MOST_SHOWN]]
    lines = {line.id: line for line in lists.roll_lines(actor.school, shown)}
    return render(
        request,
        "pupils/current.html",
        {
            "seen": seen,
            "changed": [lines[pk] for pk in seen.changed[:MOST_SHOWN]],
            "left": [lines[pk] for pk in seen.left[:MOST_SHOWN]],
            "form": form,
        },
    )
