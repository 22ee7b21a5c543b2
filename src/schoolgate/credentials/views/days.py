"""The code of a day: made and shown by the office, signed without a login by whoever is here for a day."""

import csv
import io

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_scopes import scope

from schoolgate.credentials.actions.days import end_day_code, make_day_code, sign_for_a_day
from schoolgate.credentials.day_codes import code_of_today, counts, ends_at, lines_of
from schoolgate.credentials.forms import ButtonForm, SignForADayForm
from schoolgate.credentials.models import DayCode, DayEntry
from schoolgate.kernel.actor import clock
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.letters import whole_address
from schoolgate.requests.showing import on_paper
from schoolgate.web.door import SchoolRequest, moment, public, screen
from schoolgate.web.forms import say
from schoolgate.web.qr_codes import drawn

PER_PAGE = 50
# What a spreadsheet would take for a formula is made plain text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@screen(Permission.DAY_CODE_MAKE)
def day(request: SchoolRequest) -> HttpResponse:
    """The code of today, or the button that makes one; who has signed, today and before."""
    school, now = request.actor.school, request.actor.now
    code = code_of_today(school, now)
    entries = DayEntry.objects.filter(school=school).select_related("code").order_by("-signed_at", "-pk")
    context = {
        "code": code,
        "address": _address_of(code) if code else "",
        "qr": drawn(_address_of(code)) if code else "",
        "lines": code.lines if code else lines_of(school),
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "form": ButtonForm.of(request),
        "on_paper": on_paper(now),
    }
    return render(request, "credentials/day.html", context)


@screen(Permission.DAY_CODE_MAKE)
@require_POST
def make(request: SchoolRequest) -> HttpResponse:
    """A code for today."""
    form = ButtonForm.of(request)
    if not form.does(make_day_code, request.actor, request.actor.school):
        say(request, _("There is a code for today already."))
    return redirect("credentials:day", request.actor.school.slug)


@screen(Permission.DAY_CODE_MAKE)
@require_POST
def end(request: SchoolRequest, code_id: int) -> HttpResponse:
    """Nobody signs with it any more."""
    code = get_object_or_404(DayCode, pk=code_id, school=request.actor.school)
    if ButtonForm.of(request).does(end_day_code, request.actor, code):
        say(request, _("The code has ended."))
    return redirect("credentials:day", request.actor.school.slug)


@screen(Permission.DAY_CODE_MAKE)
def export(request: SchoolRequest) -> HttpResponse:
    """Everyone who ever signed, as a table for a spreadsheet."""
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow([_("Day"), _("Name"), _("From"), _("Signed at")])
    for one in DayEntry.objects.filter(school=request.actor.school).select_related("code"):
        row = (one.code.on.isoformat(), one.name, one.comes_from, one.signed_at.isoformat(timespec="seconds"))
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    answer = HttpResponse(lines.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="here-for-a-day.csv"'
    return answer


@public
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """The few lines that bind, a name, a tick. No login; gone at midnight."""
    now = moment()
    code = DayCode._base_manager.select_related("school__trust").filter(key=key).first()
    if code is None or not counts(code, now):
        return _never_kept(render(request, "credentials/day_over.html", status=404))
    form = SignForADayForm.of(request)
    with scope(school=code.school):
        if form.does(sign_for_a_day, clock(code.school, now), code):
            return _never_kept(
                render(request, "credentials/day_signed.html", {"code": code, "ends_at": ends_at(code)})
            )
    context = {"code": code, "form": form, "ends_at": ends_at(code), "now": now}
    answer = render(request, "credentials/day_sign.html", context, status=409 if form.refusals else 200)
    return _never_kept(answer)


def _address_of(code: DayCode) -> str:
    return whole_address(reverse("credentials:sign_for_a_day", args=[code.key]))


def _never_kept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    # Nobody elsewhere learns the address; with "no-referrer" a browser would not say where its form comes from.
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
