"""Pages of wishes: who asked not to be filmed, noting one more, and its end."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url
from schoolgate.wishes.actions import end_wish, note_wish
from schoolgate.wishes.forms import EndForm, WishForm
from schoolgate.wishes.models import Wish
from schoolgate.wishes.occasions import occasions_now
from schoolgate.wishes.queries import in_force


@screen(Permission.PUPIL_NAME)
def wishes(request: SchoolRequest) -> HttpResponse:
    """Everyone who asked not to be filmed, and a form for one more."""
    actor = request.actor
    today = today_of(actor.now)
    occasions = occasions_now(actor.school, today)
    asked = request.GET.get("at", "")
    form = WishForm.of(
        request, occasions=occasions, initial={"occasion": asked if asked in occasions else ""}
    )
    if form.does(note_wish, actor, actor.school):
        say(request, _("Noted. Whoever takes pictures there reads it."))
        return redirect(url("wishes:wishes", school_slug=actor.school.slug))
    return render(request, "wishes/wishes.html", {"form": form, "wishes": in_force(actor.school, today)})


@screen(Permission.PUPIL_NAME)
def end(request: SchoolRequest, wish_id: int) -> HttpResponse:
    """It counts no more; what was written goes at once."""
    actor = request.actor
    wish = get_object_or_404(Wish, pk=wish_id, school=actor.school)
    form = EndForm.of(request)
    back = url("wishes:wishes", school_slug=actor.school.slug)
    if form.does(end_wish, actor, wish):
        say(request, _("It is gone."))
        return redirect(back)
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("May they be filmed again?"),
            "what_happens": _("The note about them goes at once, and nobody is told of it any more."),
            "yes": _("Take the note away"),
            "back": back,
            "form": form,
        },
    )
