"""What comes back on paper or by word, keyed in, one child after the other."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.families.actions.keying import key_answer_in
from schoolgate.families.forms import KeyInForm
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils.answer_queries import answered_meanwhile
from schoolgate.pupils.lists import Answered, adults_of, found_on_roll, uses_of
from schoolgate.pupils.models import Pupil
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.CONSENT_MAINTAIN)
def key_in(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """What came back for one child; then the next child of the class that has an answer missing."""
    school = request.actor.school
    pupil = get_object_or_404(Pupil, pk=pupil_id)
    ties = [tie for tie in adults_of(pupil) if tie.may_be_written_to]
    form = KeyInForm.of(request, ties=ties, uses=uses_of(school))
    meanwhile = answered_meanwhile(request.actor, pupil, request.POST.get("opened", ""))
    if not meanwhile and form.does(key_answer_in, request.actor, pupil):
        say(request, _("Written down for %(name)s.") % {"name": pupil.full_name})
        return _next_after(request, pupil)
    form.refusals += meanwhile
    context = {
        "form": form,
        "pupil": pupil,
        "has_adults": bool(ties),
        "opened": request.actor.now.isoformat(),
    }
    return render(request, "families/key_in.html", context)


def _next_after(request: SchoolRequest, pupil: Pupil) -> HttpResponse:
    school = request.actor.school
    today = today_of(request.actor.now)
    waiting = found_on_roll(school, today, class_name=pupil.class_name, answered=Answered.OPEN)
    if pupil.class_name and (left := [pk for pk in waiting if pk != pupil.pk]):
        return redirect("families:key_in", school.slug, left[0])
    return redirect("families:progress", school.slug)
