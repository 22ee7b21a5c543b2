"""A form of the school's own, made on a page; and those there are."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.requests.actions import make_form, retire_form
from schoolgate.requests.forms import ButtonForm, MakeForm
from schoolgate.requests.models import FormVersion
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.FORM_MAKE)
def make(request: SchoolRequest) -> HttpResponse:
    """Questions, who may ask, who decides: no more is needed."""
    form = MakeForm.of(request)
    if form.does(make_form, request.actor, request.actor.school):
        say(request, _("Your form is there. People find it under “Ask for leave”."))
        return redirect("requests:requests", request.actor.school.slug)
    own = FormVersion.objects.filter(is_own=True, retired_at__isnull=True).order_by("pk")
    context = {"form": form, "own": list(own)}
    return render(request, "requests/make.html", context, status=409 if form.refusals else 200)


@screen(Permission.FORM_MAKE)
@require_POST
def retire(request: SchoolRequest, version_id: int) -> HttpResponse:
    """Nobody asks by it any more."""
    found = get_object_or_404(FormVersion, pk=version_id, is_own=True)
    if ButtonForm.of(request).does(retire_form, request.actor, found):
        say(request, _("Nobody can ask by it any more. What was asked stays."))
    return redirect("requests:make", request.actor.school.slug)
