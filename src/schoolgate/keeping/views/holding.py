"""What was found after a restore, and letting posts go out again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.keeping.actions.holding import lift_hold
from schoolgate.keeping.holds import hold_of
from schoolgate.keeping.telling import replayed_words, rows_of
from schoolgate.kernel.permissions import Permission
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say


@screen(Permission.POSTS_STOP)
def hold(request: SchoolRequest) -> HttpResponse:
    """Everything that was put back and seen; one button when it has been looked at."""
    school = request.actor.school
    found = hold_of(school)
    if found is None:
        return render(request, "keeping/not_held.html")
    form = ActionForm.of(request)
    if form.does(lift_hold, request.actor, found):
        say(request, _("Posts go out again."))
        return redirect("today")
    return render(
        request,
        "keeping/hold.html",
        {
            "form": form,
            "hold": found,
            "replayed": replayed_words(found),
            "rows": rows_of(found),
            "why_not": lift_hold.why_not(request.actor, found),
        },
    )
