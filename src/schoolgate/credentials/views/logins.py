"""Shared logins: all of them, one, what is in it for a minute, who saw what."""

from secrets import token_urlsafe

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.credentials import queries
from schoolgate.credentials.actions.keeping import (
    add_login,
    change_login,
    end_login_naming,
    name_for_login,
    remove_login,
)
from schoolgate.credentials.forms import (
    AddLoginForm,
    ButtonForm,
    ChangeLoginForm,
    EndNamingForm,
    NamePersonForm,
    OpenForm,
)
from schoolgate.credentials.fresh import is_fresh
from schoolgate.credentials.models import LoginChange, LoginOpening, LoginPerson, SharedLogin
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person
from schoolgate.people.queries import today_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

PER_PAGE = 25
NEWEST = 20


@screen(Permission.LOGIN_OPEN)
def logins(request: SchoolRequest) -> HttpResponse:
    """Every login one may open, or keeps; those to be changed soonest stand out."""
    found = queries.logins_for(request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "credentials/logins.html", {"page": page})


@screen(Permission.LOGIN_OPEN)
def login(request: SchoolRequest, login_id: int) -> HttpResponse:
    """One login: what lies in it, who may open it, who did, when it was changed."""
    return page_of_login(request, found_login(request, login_id))


def page_of_login(request: SchoolRequest, found: SharedLogin, form: OpenForm | None = None) -> HttpResponse:
    """The page of one login, with what stood against opening it."""
    keeps = request.actor.may(Permission.LOGIN_KEEP)
    context = {
        "login": found,
        "form": form,
        "open_form": ButtonForm(initial={"form_key": token_urlsafe(24)}),
        "whats": [(what, words) for what, words in LoginOpening.What.choices if what in found.holds],
        "is_fresh": is_fresh(request),
        "is_suspended": found.account.standing == OfficialAccount.Standing.SUSPENDED,
        "people": list(queries.people_of_login(found)),
        "today": today_of(request.actor.now),
        "openings": list(queries.openings_of(found)[:NEWEST]) if keeps else [],
        "changes": list(LoginChange.objects.filter(login=found).select_related("person")[:NEWEST]),
        "keeps": keeps,
    }
    return render(request, "credentials/login.html", context, status=409 if form is not None else 200)


@screen(Permission.LOGIN_KEEP)
def add(request: SchoolRequest) -> HttpResponse:
    """Put a login into the vault."""
    accounts = OfficialAccount.objects.filter(school=request.actor.school).exclude(standing="closed")
    form = AddLoginForm.of(request, accounts=accounts.order_by("name"))
    account = None
    if form.is_bound and form.is_valid():
        account = get_object_or_404(OfficialAccount, pk=form.cleaned_data["account"])
    if account is not None and form.does(add_login, request.actor, account):
        say(request, _("It lies in the vault. Now say who may open it."))
        return redirect("credentials:login", request.actor.school.slug, form.done_id)
    return _form(request, form, _("Put a login into the vault"), reverse_of(request, "logins"))


@screen(Permission.LOGIN_OPEN)
def change(request: SchoolRequest, login_id: int) -> HttpResponse:
    """It was changed where it signs in: keep the new one."""
    found = found_login(request, login_id)
    form = ChangeLoginForm.of(
        request, initial={"kept_where": found.kept_where, "has_two_steps": found.has_two_steps}
    )
    if form.does(change_login, request.actor, found):
        say(request, _("Kept. What was there before is gone."))
        return redirect("credentials:login", request.actor.school.slug, found.pk)
    intro = _(
        "First change it where it signs in. Then write the new one here: you say by this that it was changed."
    )
    return _form(
        request, form, _("%(name)s was changed") % {"name": found.name}, _back(request, found), intro
    )


@screen(Permission.LOGIN_KEEP)
def remove(request: SchoolRequest, login_id: int) -> HttpResponse:
    """Are you sure; then its content is gone."""
    found = found_login(request, login_id)
    form = ButtonForm.of(request)
    if form.does(remove_login, request.actor, found):
        say(request, _("Its content is gone. Who saw it stays known."))
        return redirect("credentials:logins", request.actor.school.slug)
    context = {
        "form": form,
        "question": _("Remove %(name)s from the vault?") % {"name": found.name},
        "what_happens": _("What lies in it is gone. Who saw it, and when, stays known."),
        "yes": _("Remove it"),
        "cannot_be_undone": True,
        "back": _back(request, found),
        "nav_current": "logins",
    }
    return render(request, "web/confirm.html", context, status=409 if form.refusals else 200)


@screen(Permission.LOGIN_NAME)
def name(request: SchoolRequest, login_id: int) -> HttpResponse:
    """The headteacher's word: who may open it."""
    found = found_login(request, login_id)
    form = NamePersonForm.of(
        request,
        people=queries.could_open(request.actor),
        initial={"first_on": today_of(request.actor.now)},
    )
    if form.does(name_for_login, request.actor, found):
        say(request, _("Named."))
        return redirect("credentials:login", request.actor.school.slug, found.pk)
    return _form(request, form, _("Who may open %(name)s?") % {"name": found.name}, _back(request, found))


@screen(Permission.LOGIN_NAME)
def end_naming(request: SchoolRequest, named_id: int) -> HttpResponse:
    """From when somebody opens it no more."""
    named: LoginPerson = get_object_or_404(
        LoginPerson.objects.select_related("login__account", "person"),
        pk=named_id,
        school=request.actor.school,
    )
    form = EndNamingForm.of(request, initial={"last_on": today_of(request.actor.now)})
    if form.does(end_login_naming, request.actor, named):
        say(request, _("Kept."))
        return redirect("credentials:login", request.actor.school.slug, named.login_id)
    question = _("%(name)s opens it no more") % {"name": named.person}
    return _form(request, form, question, _back(request, named.login))


@screen(Permission.LOGIN_KEEP)
def seen(request: SchoolRequest, person_id: int) -> HttpResponse:
    """Whatever one person was ever shown."""
    person = get_object_or_404(Person, pk=person_id, trust_id=request.actor.trust_id)
    found = queries.seen_by(person.pk).filter(school=request.actor.school)
    if not found.exists() and not person.appointments.filter(school=request.actor.school).exists():
        raise Http404
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "credentials/seen.html", {"person": person, "page": page})


def found_login(request: SchoolRequest, login_id: int) -> SharedLogin:
    """A login that this person may know of; every other is not there."""
    return get_object_or_404(queries.logins_for(request.actor), pk=login_id)


def reverse_of(request: SchoolRequest, page: str, *ids: int) -> str:
    """The address of a page of this room."""
    return reverse(f"credentials:{page}", args=[request.actor.school.slug, *ids])


def _back(request: SchoolRequest, found: SharedLogin) -> str:
    return reverse_of(request, "login", found.pk)


def _form(
    request: SchoolRequest,
    form: ChangeLoginForm | NamePersonForm | EndNamingForm,
    question: str,
    back: str,
    intro: str = "",
) -> HttpResponse:
    context = {"form": form, "question": question, "back": back, "intro": intro}
    return render(request, "credentials/form.html", context, status=409 if form.refusals else 200)
