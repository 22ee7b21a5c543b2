"""The office's pages: how far families have answered, sending links, what families sent."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from schoolgate.families import progress as reads
from schoolgate.families.actions.links import send_links, settle_matter, take_links
from schoolgate.families.checked import unchecked
from schoolgate.families.forms import SendForm, SettleForm, TakeForm
from schoolgate.families.models import FamilyMatter
from schoolgate.families.waiting import kind_words
from schoolgate.kernel.permissions import Permission
from schoolgate.pupils.importing.harmless import harmless_csv
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import use_words
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

PER_PAGE = 40


@screen(Permission.CONSENT_MAINTAIN)
def progress(request: SchoolRequest) -> HttpResponse:
    """Who has answered, who can be asked and reminded, and what families sent."""
    return _progress(request, SendForm.of(request))


def _progress(request: SchoolRequest, form: SendForm) -> HttpResponse:
    school, now = request.actor.school, request.actor.now
    asked = reads.asked_of(school, now)
    waits = [one for one in asked if one.unanswered]
    page = Paginator(waits if request.GET.get("all") != "1" else asked, PER_PAGE).get_page(
        request.GET.get("page")
    )
    children = Pupil.objects.in_bulk([pupil for one in page for pupil in one.pupils])
    matters = FamilyMatter.objects.filter(settled_at__isnull=True).select_related("adult", "pupil")
    return render(
        request,
        "families/progress.html",
        {
            "figures": reads.figures_of(school, now, asked),
            "first": len(reads.to_ask(asked)),
            "reminders": len(reads.to_remind(school, asked, now)),
            "texts": len(reads.with_telephone(asked)),
            "page": page,
            "lines": [(one, [children[pupil] for pupil in one.pupils]) for one in page],
            "shows_all": request.GET.get("all") == "1",
            "matters": matters.order_by("came_at", "pk")[:PER_PAGE],
            "kind_words": kind_words(),
            "form": form,
            "unchecked": [one.english_name for one in unchecked(school)],
        },
    )


@screen(Permission.CONSENT_MAINTAIN)
@require_POST
def send(request: SchoolRequest) -> HttpResponse:
    """Send links: to those without an answer, as a reminder, or to one."""
    school = request.actor.school
    form = SendForm.of(request)
    which = request.POST.get("which", "")
    adults = _whom(request, which)
    if form.does(send_links, request.actor, school, adults=adults, reminds=which == "reminders"):
        many = len(adults)
        say(
            request,
            ngettext("%(many)s link is on its way.", "%(many)s links are on their way.", many)
            % {"many": many},
        )
        return redirect("families:progress", school.slug)
    return _progress(request, form)


def _whom(request: SchoolRequest, which: str) -> Sequence[int]:
    """Whom it goes to, as the roll stands at this moment."""
    asked = reads.asked_of(request.actor.school, request.actor.now)
    if which == "reminders":
        return reads.to_remind(request.actor.school, asked, request.actor.now)
    if which == "first":
        return reads.to_ask(asked)
    adult = request.POST.get("adult", "")
    return [int(adult)] if adult.isdecimal() and len(adult) < 18 else []


@screen(Permission.CONSENT_MAINTAIN)
def texts(request: SchoolRequest) -> HttpResponse:
    """A file of links for the school's own text service. That it was made is recorded."""
    school = request.actor.school
    form = TakeForm.of(request)
    if form.does(take_links, request.actor, school) and form.done is not None:
        rows = [[telephone, address] for telephone, address in form.done.subject.links_taken]
        data = harmless_csv(["telephone", "link"], rows)
        response = HttpResponse(data, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="links-{school.slug}.csv"'
        return response
    asked = reads.asked_of(school, request.actor.now)
    given = {"form": form, "texts": len(reads.with_telephone(asked))}
    return render(request, "families/texts.html", given)


@screen(Permission.CONSENT_MAINTAIN)
def matter(request: SchoolRequest, matter_id: int) -> HttpResponse:
    """Something that a family sent, and what came of it."""
    found: FamilyMatter = get_object_or_404(
        FamilyMatter.objects.select_related("adult", "pupil"), pk=matter_id
    )
    form = SettleForm.of(request)
    if form.does(settle_matter, request.actor, found):
        say(request, _("Written down."))
        return redirect("families:progress", request.actor.school.slug)
    return render(
        request,
        "families/matter.html",
        {
            "matter": found,
            "form": form,
            "kind": kind_words()[found.kind],
            "uses": [use_words(use) for use in found.uses],
        },
    )
