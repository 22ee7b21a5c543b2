"""Pages: whom the policy binds, the posts it wants held, who answers for whom, one person's own."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Appointment, Person
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy, in_force
from schoolgate.pupils.grown_ups import said_by
from schoolgate.rules.staffing import PICTURE_QUESTIONS, bound_kinds, uses_asked_by
from schoolgate.staffing import queries
from schoolgate.staffing.actions import (
    agree_adjustment,
    answer_about_picture,
    change_addresses,
    confirm_remit,
    end_adjustment,
    name_manager,
    say_ties,
)
from schoolgate.staffing.forms import (
    AddressesForm,
    AdjustmentForm,
    ConfirmForm,
    ManagerForm,
    OneManagerForm,
    PictureForm,
    TiesForm,
)
from schoolgate.staffing.models import Adjustment, LineManager
from schoolgate.staffing.posts_wanted import wanted_posts
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 25


@screen(Permission.PERSON_READ)
def bound(request: SchoolRequest) -> HttpResponse:
    """Everyone with a post here: of which kind, whether the policy binds them, and who answers for them."""
    school, today = request.actor.school, today_of(request.actor.now)
    policy = current_policy(school)
    setting = policy.settings["bound_people"]
    words = dict(setting.definition.shape.choices)  # type: ignore[attr-defined]  # it is a list of choices
    kind = request.GET.get("kind", "")
    known = {*words, queries.TWO_ROLES}
    ids = queries.people_and_kinds(school, today, kind=kind if kind in known else "")
    page = Paginator(ids, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "staffing/bound.html",
        {
            "page": page,
            "people": queries.bound_people(
                school, policy, request.actor.now, list(page.object_list), words=words
            ),
            "policy": policy,
            "version": in_force(school).first(),
            "setting": setting,
            "clauses": [policy.clauses[one] for one in setting.clauses if one in policy.clauses],
            "kinds": words.items(),
            "bound_kinds": bound_kinds(policy),
            "kind": kind,
            "without": queries.without_manager(school, today).count(),
            "other_addresses": queries.at_other_addresses(school, today),
        },
    )


@screen(Permission.PERSON_READ)
def posts(request: SchoolRequest) -> HttpResponse:
    """The posts that law and the policy want held, who holds them, and which are empty."""
    actor = request.actor
    wanted = wanted_posts(actor.school, current_policy(actor.school), actor.now)
    return render(request, "staffing/posts.html", {"wanted": wanted})


@screen(Permission.REMIT_CONFIRM)
def confirm(request: SchoolRequest, appointment_id: int) -> HttpResponse:
    """A governor's word on what the safeguarding lead's work includes."""
    actor = request.actor
    held = get_object_or_404(
        Appointment.objects.select_related("person"), pk=appointment_id, school=actor.school
    )
    form = ConfirmForm.of(request)
    if form.does(confirm_remit, actor, held):
        say(request, _("Confirmed."))
        return redirect(url("staffing:posts", school_slug=actor.school.slug))
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Is being safe online part of this post?"),
            "what_happens": _(
                "You confirm for the governors that the work of %(name)s as safeguarding lead includes it."
            )
            % {"name": held.person},
            "yes": _("Confirm"),
            "back": url("staffing:posts", school_slug=actor.school.slug),
            "form": form,
        },
    )


@screen(Permission.PERSON_APPOINT)
def managers(request: SchoolRequest) -> HttpResponse:
    """Everyone for whom nobody is named yet, and one form for as many of them as one likes."""
    actor = request.actor
    form = ManagerForm.of(request, actor=actor)
    if form.does(name_manager, actor, actor.school):
        say(request, _("Saved."))
        return redirect(url("staffing:managers", school_slug=actor.school.slug))
    return render(request, "staffing/managers.html", {"form": form})


@screen(Permission.PERSON_APPOINT)
def addresses(request: SchoolRequest) -> HttpResponse:
    """What the school's own e-mail addresses end with."""
    actor = request.actor
    form = AddressesForm.of(request, initial={"domains": "\n".join(actor.school.domains)})
    if form.does(change_addresses, actor, actor.school):
        say(request, _("Saved."))
        return redirect(url("staffing:bound", school_slug=actor.school.slug))
    return render(request, "staffing/addresses.html", {"form": form})


@screen(Permission.TIE_SAY)
def person(request: SchoolRequest, person_id: int) -> HttpResponse:
    """What goes for one person: who answers for them, what they are besides, what is adapted for them."""
    actor = request.actor
    shown = _person_here(actor, person_id)
    is_own = shown.pk == actor.person_id
    sees_adjustments = is_own or actor.may(Permission.ADJUSTMENT_KEEP)
    named = LineManager.objects.filter(person=shown).select_related("manager").first()
    return render(
        request,
        "staffing/person.html",
        {
            "person": shown,
            "is_own": is_own,
            "manager": named.manager if named else None,
            "ties": queries.ties_of(shown),
            "answered": _answered(shown) if is_own or actor.may(Permission.CONSENT_READ) else None,
            "may_say_ties": not say_ties.why_not(actor, shown, kinds=()),
            "sees_adjustments": sees_adjustments,
            "adjustments": queries.adjustments_of(shown, today_of(actor.now)) if sees_adjustments else (),
        },
    )


@screen(Permission.PERSON_APPOINT)
def manager(request: SchoolRequest, person_id: int) -> HttpResponse:
    """Who answers for one person."""
    shown = _person_here(request.actor, person_id)
    form = OneManagerForm.of(request, actor=request.actor)
    if form.does(name_manager, request.actor, request.actor.school, people=[shown.pk]):
        say(request, _("Saved."))
        return redirect(_page_of(request, shown))
    return _a_form(request, shown, form, _("Who answers for %(name)s?") % {"name": shown})


@screen(Permission.TIE_SAY)
def ties(request: SchoolRequest, person_id: int) -> HttpResponse:
    """What somebody is besides working here."""
    shown = _person_here(request.actor, person_id)
    form = TiesForm.of(request, initial={"kinds": sorted(queries.ties_of(shown))})
    if form.does(say_ties, request.actor, shown):
        say(request, _("Saved."))
        return redirect(_page_of(request, shown))
    return _a_form(request, shown, form, _("What %(name)s is besides") % {"name": shown})


@screen(Permission.OWN_PICTURE)
def picture(request: SchoolRequest, person_id: int) -> HttpResponse:
    """Where a grown-up may be shown."""
    shown = _person_here(request.actor, person_id)
    form = PictureForm.of(request, initial=_answered(shown))
    if form.does(answer_about_picture, request.actor, shown):
        say(request, _("Saved. It counts from now on."))
        return redirect(_page_of(request, shown))
    question = _("May pictures show %(name)s?") % {"name": shown}
    return render(request, "staffing/picture.html", {"person": shown, "form": form, "question": question})


def _answered(person: Person) -> dict[str, str]:
    """What somebody answered: by question where all its uses are alike, else by use; nothing where it is open."""
    said = said_by(person.pk)
    answered: dict[str, str] = {}
    for question in PICTURE_QUESTIONS:
        uses = uses_asked_by(question)
        answers = {said.get(use) for use in uses}
        if len(answers) == 1:
            (alike,) = answers
            answered |= {} if alike is None else {question: str(alike)}
        else:
            answered |= {question: "apart"} | {use: str(said[use]) for use in uses if use in said}
    return answered


@screen(Permission.ADJUSTMENT_KEEP)
def adjust(request: SchoolRequest, person_id: int) -> HttpResponse:
    """Adapt the rules to what one person needs."""
    shown = _person_here(request.actor, person_id)
    form = AdjustmentForm.of(request)
    if form.does(agree_adjustment, request.actor, shown):
        say(request, _("Agreed."))
        return redirect(_page_of(request, shown))
    return _a_form(request, shown, form, _("Adapt the rules for %(name)s") % {"name": shown})


@screen(Permission.ADJUSTMENT_KEEP)
def end_adjusting(request: SchoolRequest, adjustment_id: int) -> HttpResponse:
    """From now on the rules go for them as for everybody."""
    found: Adjustment = get_object_or_404(Adjustment.objects.select_related("person"), pk=adjustment_id)
    form = ConfirmForm.of(request)
    if form.does(end_adjustment, request.actor, found):
        say(request, _("It has ended."))
        return redirect(_page_of(request, found.person))
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("End this adjustment?"),
            "what_happens": _("From now on the rules go for %(name)s as for everybody.")
            % {"name": found.person},
            "yes": _("End it"),
            "back": _page_of(request, found.person),
            "form": form,
        },
    )


def _a_form(request: SchoolRequest, shown: Person, form: object, question: str) -> HttpResponse:
    return render(request, "staffing/form.html", {"person": shown, "form": form, "question": question})


def _person_here(actor: Actor, person_id: int) -> Person:
    """Somebody with a post here today."""
    return get_object_or_404(people_of(actor.school, today_of(actor.now)), pk=person_id)


def _page_of(request: SchoolRequest, shown: Person) -> str:
    return url("staffing:person", school_slug=request.actor.school.slug, person_id=shown.pk)
