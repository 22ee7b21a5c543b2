"""Objections with a reason: those that wait, and deciding one. The data protection lead alone reads them."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.families.actions.objections import decide_objection
from schoolgate.families.forms import DecideForm
from schoolgate.families.models import Objection
from schoolgate.kernel.permissions import Permission
from schoolgate.rules.consents import use_words
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

PER_PAGE = 40


@screen(Permission.PERSONAL_DATA_KEEP)
def objections(request: SchoolRequest) -> HttpResponse:
    """Those that wait first, then what was decided."""
    found = Objection.objects.filter(school=request.actor.school).select_related("pupil", "decided_by")
    found = found.order_by(F("decided_at").desc(nulls_first=True), "due_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "families/objections.html", {"page": page})


@screen(Permission.PERSONAL_DATA_KEEP)
def objection(request: SchoolRequest, objection_id: int) -> HttpResponse:
    """One objection with its reason, and what becomes of it."""
    found: Objection = get_object_or_404(
        Objection.objects.select_related("pupil__school", "adult", "decided_by"), pk=objection_id
    )
    form = DecideForm.of(request)
    if form.does(decide_objection, request.actor, found):
        say(request, _("Decided."))
        return redirect("families:objections", request.actor.school.slug)
    given = {"objection": found, "form": form, "uses": [use_words(use) for use in found.uses]}
    return render(request, "families/objection.html", given, status=409 if form.refusals else 200)
