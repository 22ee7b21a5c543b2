"""Complaints about how data are handled: the page for everybody, what became of it, and the page of whoever answers."""

from secrets import token_urlsafe
from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.concerns.counting import is_flood
from schoolgate.kernel.actor import clock
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.personal_data import queries
from schoolgate.personal_data.actions.complaining import (
    acknowledge_complaint,
    answer_complaint,
    make_data_complaint,
    say_whose_records,
)
from schoolgate.personal_data.codes import code_for, digest_for
from schoolgate.personal_data.forms import AcknowledgeForm, AnswerForm, CodeForm, ComplainForm, WhoseForm
from schoolgate.personal_data.meanwhile import can_be_about
from schoolgate.personal_data.models import Controller, DataComplaint
from schoolgate.personal_data.subjects import Subject, found, named_in, subject_of
from schoolgate.rules.keeping_times import ACKNOWLEDGED_WITHIN_DAYS
from schoolgate.web.door import SchoolRequest, moment, public, recognise, screen
from schoolgate.web.forms import ActionForm, say
from schoolgate.web.jinja_environment import url

_Form = TypeVar("_Form", bound=ActionForm)


@public
def complain(request: SchoolRequest, school_slug: str) -> HttpResponse:
    """Anybody complains, without a login; the code they get is shown once."""
    school = get_object_or_404(School.objects.select_related("trust"), slug=school_slug)
    recognise(request)
    now = moment()
    form = ComplainForm.of(request)
    with scope(school=school):
        context = {
            "school": school,
            "form": form,
            "days": ACKNOWLEDGED_WITHIN_DAYS,
            "controller": Controller.objects.filter(school=school).first(),
        }
        if form.is_bound and form.is_valid():
            if is_flood(request, "data-complaint", now):
                form.add_error(None, _("Too many came from here. Wait an hour, or ring the school."))
            else:
                code = code_for(form.cleaned_data["form_key"])
                if form.does(make_data_complaint, clock(school, now), school, code_digest=digest_for(code)):
                    return _never_kept(render(request, "personal_data/sent.html", {**context, "code": code}))
        return _never_kept(render(request, "personal_data/complain.html", context))


@public
def what_became(request: SchoolRequest, school_slug: str) -> HttpResponse:
    """With the code: whether it was acknowledged, what comes next, what came of it."""
    school = get_object_or_404(School, slug=school_slug)
    recognise(request)
    form, complaint = CodeForm(request.POST or None), None
    if form.is_bound and form.is_valid():
        if is_flood(request, "data-code", moment()):
            form.add_error(
                "code", _("Too many codes were tried from here. Wait an hour, or ring the school.")
            )
        else:
            digest = digest_for(form.cleaned_data["code"])
            with scope(school=school):
                complaint = DataComplaint.objects.filter(school=school, code_digest=digest).first()
            if complaint is None or not digest:
                form.add_error(
                    "code", _("We do not know this code. Look at it again: it has 16 letters and figures.")
                )
    return _never_kept(
        render(request, "personal_data/answer.html", {"school": school, "form": form, "complaint": complaint})
    )


def _never_kept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@screen(Permission.DATA_COMPLAINT_READ)
def complaints(request: SchoolRequest) -> HttpResponse:
    """Those that are for this reader: open ones first, the soonest due on top."""
    found = queries.complaints_of(request.actor)
    return render(
        request,
        "personal_data/complaints.html",
        {
            "open": found.filter(closed_at__isnull=True).order_by("due_on", "pk"),
            "closed": found.filter(closed_at__isnull=False).order_by("-closed_at")[:50],
            "today": today_of(request.actor.now),
        },
    )


@screen(Permission.DATA_COMPLAINT_READ)
def complaint(request: SchoolRequest, complaint_id: int) -> HttpResponse:
    """One complaint: acknowledged in time, then answered."""
    shown = get_object_or_404(queries.complaints_of(request.actor), pk=complaint_id)
    step = request.POST.get("step")
    acknowledging = _form(AcknowledgeForm, request, asked=step == "acknowledge")
    answering = _form(AnswerForm, request, asked=step == "answer")
    whose = _form(WhoseForm, request, asked=step == "whose")
    page = url("personal_data:complaint", school_slug=shown.school.slug, complaint_id=shown.pk)
    if whose.does(say_whose_records, request.actor, shown):
        say(request, _("Saved. What is due of everybody else goes again."))
        return redirect(page)
    if acknowledging.does(acknowledge_complaint, request.actor, shown) or answering.does(
        answer_complaint, request.actor, shown
    ):
        say(request, _("Saved. They can read it with their code."))
        return redirect(page)
    words = request.GET.get("q", "").strip()[:80]
    return render(
        request,
        "personal_data/complaint.html",
        {
            "complaint": shown,
            "acknowledging": acknowledging,
            "answering": answering,
            "whose": whose,
            "kept": [subject_of(hold.whose, shown.school).name for hold in queries.holds_of(shown)],
            "meanwhile": [] if shown.records_said_at else [one.name for one in can_be_about(shown)],
            "words": words,
            "found": _found(shown, words),
            "today": today_of(request.actor.now),
        },
    )


def _found(complaint: DataComplaint, words: str) -> list[Subject]:
    """Whom its own words name, or whom the reader looked for; nobody twice, nobody whose records are kept already."""
    school = complaint.school
    if complaint.closed_at is not None:
        return []
    kept = {subject_of(hold.whose, school).id for hold in queries.holds_of(complaint)}
    return [
        one
        for one in (
            found(school, words) if words else named_in(school, f"{complaint.words}\n{complaint.reach}")
        )
        if one.id not in kept
    ]


def _form(form: type[_Form], request: SchoolRequest, *, asked: bool) -> _Form:
    """Of the forms of a page the one that was sent; the others fresh, each with a key of its own."""
    return form.of(request) if asked else form(initial={"form_key": token_urlsafe(24)})
