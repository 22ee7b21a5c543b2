"""Codes for pupils who answer for themselves: who may have one, and the slips, which are shown once."""

from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.families.actions.codes import give_codes
from schoolgate.families.codes import AnswersAlone, who_may_have_one
from schoolgate.families.forms import TakeForm
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.letters import whole_address
from schoolgate.pupils.models import Pupil
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.jinja_environment import url
from schoolgate.web.qr_codes import drawn


@screen(Permission.PUPIL_CODE_GIVE)
def codes(request: SchoolRequest) -> HttpResponse:
    """Pupils who answer alone, class by class; a code for one, or slips for all that are shown."""
    actor = request.actor
    class_name = request.GET.get("class", "")[:40]
    offered = who_may_have_one(actor)
    rows = [one for one in offered if class_name in ("", one.pupil.class_name)]
    form = TakeForm.of(request)
    if form.does(give_codes, actor, actor.school, pupils=_whom(request, rows)):
        return _slips(request, form)
    given = {
        "form": form,
        "rows": rows,
        "class_name": class_name,
        "classes": sorted({one.pupil.class_name for one in offered} - {""}),
    }
    return render(request, "families/codes.html", given)


def _whom(request: SchoolRequest, rows: list[AnswersAlone]) -> list[int]:
    """The one who was chosen, or all that are shown."""
    chosen = request.POST.get("pupil", "")
    return [int(chosen)] if chosen.isdecimal() and len(chosen) < 18 else [one.pupil.pk for one in rows]


def _slips(request: SchoolRequest, form: TakeForm) -> HttpResponse:
    school = request.actor.school
    made = form.done.subject.slips if form.done is not None else []
    pupils = Pupil.objects.in_bulk([slip.pupil for slip in made])
    address = whole_address(url("families:own_answers", school_slug=school.slug))
    given = {
        "slips": [(pupils[slip.pupil], slip) for slip in made],
        "address": address,
        "square": drawn(address),
    }
    return render(request, "families/slips.html", given)
