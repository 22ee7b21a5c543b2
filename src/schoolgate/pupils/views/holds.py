"""Children for whom not simply a parent decides: for the keepers of the restricted list alone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import holds as queries
from schoolgate.pupils.actions.holds import end_hold, hold_pupil, read_holds, say_who_decides
from schoolgate.pupils.forms.holds import DECIDES_WORDS, WHY_WORDS, DecidesForm, EndHoldForm, HoldForm
from schoolgate.pupils.models import OnHold, Pupil
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.PUPIL_RESTRICT)
def holds(request: SchoolRequest) -> HttpResponse:
    """Who is on hold, and who decides. That it was opened is recorded."""
    read_holds(request.actor, request.actor.school)
    found = queries.on_hold(request.actor.school)
    given = {"held": found, "why_words": WHY_WORDS, "decides_words": DECIDES_WORDS}
    return render(request, "pupils/holds.html", given)


@screen(Permission.PUPIL_RESTRICT)
def hold(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """Put a child on hold."""
    pupil = get_object_or_404(Pupil, pk=pupil_id)
    form = HoldForm.of(request)
    if form.does(hold_pupil, request.actor, pupil):
        say(request, _("Done. Until you say who decides, this child is shown nowhere new."))
        return _back(request)
    return render(request, "pupils/hold.html", {"form": form, "pupil": pupil})


@screen(Permission.PUPIL_RESTRICT)
def decide(request: SchoolRequest, hold_id: int) -> HttpResponse:
    """Say who decides."""
    found = _hold(hold_id)
    given = {"decides": found.decides, "decider": found.decider, "seen_in": found.seen_in}
    form = DecidesForm.of(request, initial=given)
    if form.does(say_who_decides, request.actor, found):
        say(request, _("Written down. Ask whoever decides; what others agreed to no longer counts."))
        return _back(request)
    return render(
        request, "pupils/decides.html", {"form": form, "hold": found, "why": WHY_WORDS[OnHold.Why(found.why)]}
    )


@screen(Permission.PUPIL_RESTRICT)
def end(request: SchoolRequest, hold_id: int) -> HttpResponse:
    """End a hold."""
    found = _hold(hold_id)
    form = EndHoldForm.of(request)
    if form.does(end_hold, request.actor, found):
        say(request, _("Done. This child is asked about like every other."))
        return _back(request)
    return render(request, "pupils/end_hold.html", {"form": form, "hold": found})


def _hold(hold_id: int) -> OnHold:
    found: OnHold = get_object_or_404(OnHold.objects.select_related("pupil"), pk=hold_id)
    return found


def _back(request: SchoolRequest) -> HttpResponse:
    return redirect("pupils:holds", request.actor.school.slug)
