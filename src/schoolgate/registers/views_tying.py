"""Tying a device: the code for it, the page on the device itself, and untying."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.letters import whole_address
from schoolgate.registers.actions import make_tie_code, tie_device, untie_device
from schoolgate.registers.forms import ButtonForm, TieCodeForm, TieForm
from schoolgate.registers.models import Entry, TiedDevice
from schoolgate.registers.tying import (
    COOKIE,
    REGISTER,
    digest_of,
    name_of,
    new_code,
    new_word,
    tie_of,
)
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.qr_codes import drawn

_A_YEAR_S = 365 * 24 * 60 * 60


@screen(Permission.REGISTER_KEEP)
def tied(request: SchoolRequest, entry_id: int) -> HttpResponse:
    """Which browsers are known on this device, and a new code, shown once."""
    entry: Entry = get_object_or_404(Entry, pk=entry_id, key=REGISTER)
    form, code = TieCodeForm.of(request), ""
    if form.is_bound and form.is_valid():
        made = new_code()
        if form.does(make_tie_code, request.actor, entry, code_digest=digest_of("code", made)):
            code = "" if form.was_done_before else made
    address = whole_address(reverse("registers:tie", args=[request.actor.school.slug]))
    context = {
        "entry": entry,
        "form": form,
        "code": code,
        "address": address,
        "qr": drawn(f"{address}?code={code}") if code else "",
        "known": list(
            entry.tied.filter(tied_at__isnull=False, ended_at__isnull=True).select_related("tied_by")
        ),
    }
    return render(request, "registers/tied.html", context, status=409 if form.refusals else 200)


@screen(Permission.POST_WRITE)
def tie(request: SchoolRequest) -> HttpResponse:
    """On the device itself: the code, and from then on it is known."""
    form = TieForm.of(request, initial={"code": request.GET.get("code", "")[:20]})
    if form.is_bound and form.is_valid():
        found = TiedDevice.objects.filter(code_digest=digest_of("code", form.cleaned_data["code"])).first()
        word = new_word()
        if found is None:
            form.add_error("code", _("We do not know this code. Look at it again, or ask for a new one."))
        elif form.does(tie_device, request.actor, found, kept_digest=digest_of("word", word)):
            say(
                request,
                _("Schoolgate knows this device now. Pictures taken on it need no more words about it."),
            )
            answer = redirect("registers:tie", request.actor.school.slug)
            answer.set_cookie(
                COOKIE,
                word,
                max_age=_A_YEAR_S,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
            return answer
    tied_as = tie_of(request, request.actor)
    context = {
        "form": form,
        "device": tied_as and name_of(tied_as),
        "camera_only": tied_as and tied_as.camera_only,
    }
    return render(request, "registers/tie.html", context, status=409 if form.refusals else 200)


@screen(Permission.REGISTER_KEEP)
@require_POST
def untie(request: SchoolRequest, tie_id: int) -> HttpResponse:
    """It is lost, or somebody else's now."""
    found: TiedDevice = get_object_or_404(TiedDevice, pk=tie_id)
    form = ButtonForm.of(request)
    if form.does(untie_device, request.actor, found):
        say(request, _("Schoolgate knows it no longer."))
    else:
        say(request, " ".join(one.words for one in form.refusals))
    return redirect("registers:tied", request.actor.school.slug, found.entry_id)
