"""Pages of duties: one of mine, what everybody owes, one of the school's own, and measures asked for."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.duties import queries
from schoolgate.duties.actions import direct_measure, do_duty, end_duty, make_duty
from schoolgate.duties.forms import DirectForm, DoDutyForm, MakeDutyForm, PlainForm
from schoolgate.duties.models import OwnDuty
from schoolgate.duties.told import asked_by
from schoolgate.kernel.permissions import Permission
from schoolgate.policies.queries import current_policy
from schoolgate.rules.duties.kinds import often_words
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 30


@screen(Permission.DUTY_DO)
def do(request: SchoolRequest, duty_id: int) -> HttpResponse:
    """One duty of mine: what it is, until when, why, and saying that it is done."""
    duty = get_object_or_404(queries.owed_by(request.actor), pk=duty_id)
    if duty.closes_itself and not duty.closes_by:
        return redirect(duty.link)
    form = DoDutyForm.of(request, initial={"outcome": queries.said_of(duty)})
    if form.does(do_duty, request.actor, duty):
        say(request, _("Done. Thank you."))
        return redirect("today")
    clauses = queries.clauses_behind(request.actor.school, duty)
    return render(request, "duties/do.html", {"duty": duty, "form": form, "clauses": clauses})


@screen(Permission.DUTY_DO)
def duties(request: SchoolRequest) -> HttpResponse:
    """What is owed at the school, the longest due first, with who heard that it is late."""
    actor = request.actor
    context = {
        "page": Paginator(queries.seen_by(actor), PER_PAGE).get_page(request.GET.get("page")),
        "now": actor.now,
        "own": [(one, often_words(one.of_task.every, 12)) for one in queries.own_duties(actor.school)]
        if actor.may(Permission.FORM_MAKE)
        else [],
        "asked": asked_by(current_policy(actor.school)),
        "stands": queries.how_each_stands(actor) if actor.may(Permission.DUTIES_READ) else {},
        "opened": request.GET.get("open", ""),
        "clauses": current_policy(actor.school).clauses_of("access.head_sees_all_open"),
    }
    return render(request, "duties/duties.html", context)


@screen(Permission.DUTIES_READ)
def done(request: SchoolRequest) -> HttpResponse:
    """What was done lately, by whom, and what came of it: the log of looks, talks and searches."""
    found = queries.done_lately(request.actor)
    context = {"page": Paginator(found, PER_PAGE).get_page(request.GET.get("page"))}
    return render(request, "duties/done.html", context)


@screen(Permission.FORM_MAKE)
def make(request: SchoolRequest) -> HttpResponse:
    """A duty of the school's own; it stands on Today at once."""
    form = MakeDutyForm.of(request)
    back = url("duties:duties", school_slug=request.actor.school.slug)
    if form.does(make_duty, request.actor, request.actor.school):
        say(request, _("It stands on Today of whoever owes it."))
        return redirect(back)
    question = _("What else is to be done?")
    context = {"form": form, "question": question, "yes": _("Make it"), "back": back}
    return render(request, "duties/form.html", context, status=409 if form.refusals else 200)


@screen(Permission.FORM_MAKE)
def end(request: SchoolRequest, own_id: int) -> HttpResponse:
    """End a duty of the school's own."""
    found = get_object_or_404(OwnDuty, pk=own_id, ended_at__isnull=True)
    form = PlainForm.of(request)
    back = url("duties:duties", school_slug=request.actor.school.slug)
    if form.does(end_duty, request.actor, found):
        say(request, _("It comes no more."))
        return redirect(back)
    context = {
        "question": _("End this?"),
        "what_happens": [
            _("“%(what)s” comes no more, and nobody has to do what is open of it.") % {"what": found},
            _("What was done stays known."),
        ],
        "yes": _("End it"),
        "back": back,
        "form": form,
    }
    return render(request, "web/confirm.html", context)


@screen(Permission.DUTIES_READ)
def measures(request: SchoolRequest) -> HttpResponse:
    """Every measure of security and data protection that the headteacher asked for, and what came of it."""
    school = request.actor.school
    context = {
        "page": Paginator(queries.measures(school), PER_PAGE).get_page(request.GET.get("page")),
        "words": queries.MEASURES,
        "clauses": current_policy(school).clauses_of(queries.MEASURE),
    }
    return render(request, "duties/measures.html", context)


@screen(Permission.DUTY_DIRECT)
def direct(request: SchoolRequest) -> HttpResponse:
    """Ask for a measure."""
    form = DirectForm.of(request)
    back = url("duties:measures", school_slug=request.actor.school.slug)
    if form.does(direct_measure, request.actor, request.actor.school):
        say(request, _("It stands on their Today."))
        return redirect(back)
    question = _("Ask for a measure")
    context = {"form": form, "question": question, "yes": _("Ask for it"), "back": back}
    return render(request, "duties/form.html", context, status=409 if form.refusals else 200)
