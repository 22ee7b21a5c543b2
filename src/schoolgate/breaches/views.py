"""Pages of breaches: reporting one, the register, one breach, and a small form for each step."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from schoolgate.breaches import actions, queries
from schoolgate.breaches import words as said
from schoolgate.breaches.forms import (
    ButtonForm,
    CloseForm,
    DecideForm,
    DescribeForm,
    ReportForm,
    StepForm,
    ToldForm,
)
from schoolgate.breaches.models import Breach, BreachStep
from schoolgate.kernel.actions import Action
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.models import Post
from schoolgate.registers.queries import registers_for
from schoolgate.rules.breaches import Meant, Risk
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say
from schoolgate.web.jinja_environment import url

PER_PAGE = 25
COMPANIONS = "companion_policies"


@screen(Permission.BREACH_REPORT)
def report(request: SchoolRequest) -> HttpResponse:
    """Anybody who works here reports it, at once. From a post's page it says which post."""
    actor = request.actor
    given = request.GET.get("post", "")
    post = Post.objects.filter(school=actor.school, pk=int(given)).first() if given.isdecimal() else None
    begins = {
        "what": _("A picture or words went out that should not have."),
        "risks": [Risk.DISCLOSURE.value],
    }
    form = ReportForm.of(request, initial=begins if post else {})
    if form.does(actions.report_breach, actor, actor.school, about=f"post:{post.pk}" if post else ""):
        say(request, _("Thank you. Those who must know are told now. You have done the right thing."))
        keeps = actor.may(Permission.BREACH_KEEP)
        slug = actor.school.slug
        return redirect(
            url("breaches:breach", school_slug=slug, breach_id=form.done_id) if keeps else url("today")
        )
    return render(request, "breaches/report.html", {"form": form, "post": post})


@screen(Permission.BREACH_KEEP)
def breaches(request: SchoolRequest) -> HttpResponse:
    """The register, the newest first, by kind and by whether it was meant."""
    risk, meant = request.GET.get("risk", ""), request.GET.get("meant", "")
    found = queries.register_of(
        request.actor.school,
        risk=risk if risk in set(Risk) else "",
        meant=meant if meant in set(Meant) else "",
        is_open=request.GET.get("open") == "1",
    )
    return render(
        request,
        "breaches/breaches.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "risks": said.RISKS,
            "short": said.SHORT,
            "meants": said.MEANT,
            "risk": risk,
            "meant": meant,
            "now": request.actor.now,
        },
    )


@screen(Permission.BREACH_KEEP)
def breach(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """One breach: what is known, what limits it, who is told, and what is still to do."""
    found = _found(request, breach_id)
    return render(
        request,
        "breaches/breach.html",
        {
            "breach": found,
            "steps": found.steps.select_related("owner"),
            "short": said.SHORT,
            "meants": said.MEANT,
            "gap": found.reported_at - found.found_at,
            "companions": COMPANIONS if COMPANIONS in registers_for(request.actor) else "",
        },
    )


@screen(Permission.BREACH_KEEP)
def describe(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """What is known of it by now."""
    found = _found(request, breach_id)
    known = {name: getattr(found, name) for name in ("risks", "meant", "effects", "people_many")}
    form = DescribeForm.of(request, initial=known)
    return _step(request, found, form, actions.describe_breach, _("What is known by now"))


@screen(Permission.BREACH_KEEP)
def step(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """One thing more that limits it."""
    form = StepForm.of(request)
    return _step(
        request, _found(request, breach_id), form, actions.take_breach_step, _("What is done to limit it")
    )


@screen(Permission.BREACH_KEEP)
def finish(request: SchoolRequest, step_id: int) -> HttpResponse:
    """One of them is done."""
    done: BreachStep = get_object_or_404(
        BreachStep.objects.select_related("breach__school"), pk=step_id, breach__school=request.actor.school
    )
    form = ButtonForm.of(request)
    if form.does(actions.finish_breach_step, request.actor, done.breach, step=done.pk):
        return redirect(_back(request, done.breach))
    return _confirm(request, done.breach, form, _("Is this done?"), done.words, _("It is done"))


@screen(Permission.BREACH_KEEP)
def ico(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """Whether the Information Commissioner is told."""
    found = _found(request, breach_id)
    form = DecideForm.of(
        request,
        tell=_("Yes: people could be harmed"),
        not_needed=_("No: it is unlikely that anybody is harmed"),
        initial={"decided": found.ico, "reason": found.ico_because},
    )
    return _step(request, found, form, actions.decide_about_ico, _("Is the Information Commissioner told?"))


@screen(Permission.BREACH_KEEP)
def people(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """Whether the people concerned are told."""
    found = _found(request, breach_id)
    form = DecideForm.of(
        request,
        tell=_("Yes: the risk to them is high"),
        not_needed=_("No: the risk is not high, or it was taken away in time"),
        initial={"decided": found.people, "reason": found.people_because},
    )
    return _step(request, found, form, actions.decide_about_people, _("Are the people concerned told?"))


@screen(Permission.BREACH_KEEP)
def ico_told(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """The Information Commissioner was told."""
    form = ToldForm.of(request)
    return _step(
        request,
        _found(request, breach_id),
        form,
        actions.say_ico_told,
        _("The Information Commissioner was told"),
    )


@screen(Permission.BREACH_KEEP)
def people_told(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """The people concerned were told."""
    found = _found(request, breach_id)
    form = ButtonForm.of(request)
    if form.does(actions.say_people_told, request.actor, found):
        return redirect(_back(request, found))
    what = _("They know in plain words what happened, what it may do to them, what is done, and whom to ask.")
    return _confirm(request, found, form, _("Were they told?"), what, _("They were told"))


@screen(Permission.BREACH_KEEP)
def close(request: SchoolRequest, breach_id: int) -> HttpResponse:
    """Everything is done and said."""
    form = CloseForm.of(request)
    return _step(request, _found(request, breach_id), form, actions.close_breach, _("Close this breach"))


def _found(request: SchoolRequest, breach_id: int) -> Breach:
    found: Breach = get_object_or_404(
        Breach.objects.select_related("reported_by", "ico_decided_by", "people_decided_by", "closed_by"),
        pk=breach_id,
        school=request.actor.school,
    )
    return found


def _back(request: SchoolRequest, found: Breach) -> str:
    return url("breaches:breach", school_slug=request.actor.school.slug, breach_id=found.pk)


def _step(
    request: SchoolRequest, found: Breach, form: ActionForm, action: Action, question: str | Promise
) -> HttpResponse:
    if form.does(action, request.actor, found):
        say(request, _("Saved."))
        return redirect(_back(request, found))
    context = {"breach": found, "form": form, "question": question, "back": _back(request, found)}
    return render(request, "breaches/step.html", context | {"step": action.name})


def _confirm(
    request: SchoolRequest, found: Breach, form: ActionForm, question: str, what: str, yes: str
) -> HttpResponse:
    context = {"question": question, "what_happens": what, "yes": yes, "back": _back(request, found)}
    return render(request, "web/confirm.html", context | {"form": form})
