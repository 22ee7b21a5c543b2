"""Official accounts: all of them, one of them, its key, and whether posts may go there."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.connectors import connector_for
from schoolgate.connectors.contract import Checked, Surroundings
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts import naming, platforms, queries, register, surroundings
from schoolgate.official_accounts.actions import (
    add_account,
    change_account,
    close_account,
    connect_account,
    resume_account,
    suspend_account,
)
from schoolgate.official_accounts.audiences import in_words
from schoolgate.official_accounts.forms import (
    AddAccountForm,
    ButtonForm,
    ChangeAccountForm,
    ConnectAccountForm,
    SuspendForm,
)
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.official_accounts.sealing import credentials_of
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.requests.queries import facts_for, may_ask_for
from schoolgate.rules.account_safety import lines_under
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

# Somebody waits for the answer.
PATIENCE_S = 8.0


@screen(Permission.ACCOUNT_READ)
def accounts(request: SchoolRequest) -> HttpResponse:
    """Everything that speaks for the school, what needs a hand first."""
    actor = request.actor
    found = register.kept(actor.school, queries.accounts_of(actor.school), actor.now)
    return render(
        request,
        "official_accounts/accounts.html",
        {
            "accounts": [(one.account, queries.is_connected(one.account), one) for one in found],
            "others": surroundings.run_by_others(actor.school),
            "reads_registers": actor.may(Permission.REGISTER_READ),
            "may_ask": may_ask_for(actor, register.APPLICATION),
            "may_maintain": actor.may(Permission.ACCOUNT_MAINTAIN),
        },
    )


@screen(Permission.ACCOUNT_MAINTAIN)
def add(request: SchoolRequest) -> HttpResponse:
    """A new place; a WordPress is connected next."""
    further = platforms.choices(platforms.platforms_of(request.actor.school))
    form = AddAccountForm.of(request, platforms=further)
    if form.does(add_account, request.actor, request.actor.school):
        account = get_object_or_404(OfficialAccount, pk=form.done_id)
        say(request, _("%(name)s is added.") % {"name": account.name})
        found = "record" if form.cleaned_data["is_there_already"] else "account"
        page = "connect" if account.connector == "wordpress" else found
        return redirect(f"official_accounts:{page}", request.actor.school.slug, account.pk)
    return render(request, "official_accounts/add.html", {"form": form}, status=409 if form.refusals else 200)


@screen(Permission.ACCOUNT_READ)
def account(request: SchoolRequest, account_id: int) -> HttpResponse:
    """One account: what it is for, its standing, and what can be done."""
    return _account_page(request, _account(account_id))


@screen(Permission.ACCOUNT_MAINTAIN)
def change(request: SchoolRequest, account_id: int) -> HttpResponse:
    """What it is called, what it is for, where it is."""
    found = _account(account_id)
    form = ChangeAccountForm.of(
        request, initial={"name": found.name, "purpose": found.purpose, "address": found.address}
    )
    if form.does(change_account, request.actor, found):
        say(request, _("Kept."))
        return redirect("official_accounts:account", request.actor.school.slug, found.pk)
    return render(
        request,
        "official_accounts/change.html",
        {"account": found, "form": form},
        status=409 if form.refusals else 200,
    )


@screen(Permission.ACCOUNT_MAINTAIN)
def connect(request: SchoolRequest, account_id: int) -> HttpResponse:
    """Give the key; it is tried at once."""
    found = get_object_or_404(OfficialAccount, pk=account_id, connector="wordpress")
    form = ConnectAccountForm.of(
        request, initial={"address": found.address, "sign_in_name": found.sign_in_name}
    )
    if form.does(connect_account, request.actor, found):
        found.refresh_from_db()
        _say_checked(request, _checked(found))
        return redirect("official_accounts:account", request.actor.school.slug, found.pk)
    return render(
        request,
        "official_accounts/connect.html",
        {"account": found, "form": form},
        status=409 if form.refusals else 200,
    )


@screen(Permission.ACCOUNT_MAINTAIN)
@require_POST
def check(request: SchoolRequest, account_id: int) -> HttpResponse:
    """Try the key; nothing is changed, here or there."""
    found = _account(account_id)
    _say_checked(request, _checked(found))
    return redirect("official_accounts:account", request.actor.school.slug, found.pk)


@screen(Permission.ACCOUNT_MAINTAIN)
@require_POST
def suspend(request: SchoolRequest, account_id: int) -> HttpResponse:
    """Nothing goes there for now."""
    found = _account(account_id)
    form = SuspendForm.of(request)
    if form.does(suspend_account, request.actor, found):
        say(request, _("Nothing goes to %(name)s until you say so.") % {"name": found.name})
        return redirect("official_accounts:account", request.actor.school.slug, found.pk)
    return _account_page(request, found, form)


@screen(Permission.ACCOUNT_MAINTAIN)
@require_POST
def resume(request: SchoolRequest, account_id: int) -> HttpResponse:
    """Posts may go there again."""
    found = _account(account_id)
    form = ButtonForm.of(request)
    if form.does(resume_account, request.actor, found):
        say(request, _("Posts go to %(name)s again.") % {"name": found.name})
        return redirect("official_accounts:account", request.actor.school.slug, found.pk)
    return _account_page(request, found, form)


@screen(Permission.ACCOUNT_MAINTAIN)
def close(request: SchoolRequest, account_id: int) -> HttpResponse:
    """Are you sure; then it is closed for good."""
    found = _account(account_id)
    form = ButtonForm.of(request)
    if form.does(close_account, request.actor, found):
        say(request, _("%(name)s is closed.") % {"name": found.name})
        return redirect("official_accounts:accounts", request.actor.school.slug)
    return render(
        request,
        "web/confirm.html",
        {
            "form": form,
            "question": _("Close %(name)s?") % {"name": found.name},
            "what_happens": [
                _("Nothing goes there any more, and its key is forgotten."),
                _("What is up there stays up. Our program can then no longer take it down by itself."),
            ],
            "yes": _("Close it"),
            "cannot_be_undone": True,
            "back": _page_of(request, found),
            "nav_current": "accounts",
        },
        status=409 if form.refusals else 200,
    )


def _account(account_id: int) -> OfficialAccount:
    return get_object_or_404(OfficialAccount, pk=account_id)


def _page_of(request: SchoolRequest, found: OfficialAccount) -> str:
    return reverse("official_accounts:account", args=[request.actor.school.slug, found.pk])


def _account_page(
    request: SchoolRequest, found: OfficialAccount, form: ButtonForm | SuspendForm | None = None
) -> HttpResponse:
    found = get_object_or_404(queries.accounts_of(request.actor.school), pk=found.pk)
    kept = register.kept(request.actor.school, [found], request.actor.now)[0]
    policy = current_policy(request.actor.school)
    context = {
        "account": found,
        "is_connected": queries.is_connected(found),
        "kept": kept,
        "reads_application": register.reads_application(request.actor, kept),
        "reviews": list(found.reviews.select_related("reviewed_by")[:5]),
        "may_maintain": request.actor.may(Permission.ACCOUNT_MAINTAIN) and found.standing != "closed",
        "consulted": surroundings.consulted(found),
        "said_of": in_words,
        "least_age": policy.setting("minimum_age"),
        "safety": [(line, kept.record.safety.get(line.key)) for line in lines_under(policy)]
        if kept.record
        else [],
        "people": list(naming.people_named(found)),
        "lacking": surroundings.lacking(request.actor, found, policy),
        "staff": facts_for(request.actor.school, today_of(request.actor.now)).staff,
        "today": today_of(request.actor.now),
        "suspend_form": form if isinstance(form, SuspendForm) else SuspendForm(),
        "form": form,
    }
    return render(request, "official_accounts/account.html", context, status=409 if form is not None else 200)


def _checked(found: OfficialAccount) -> Checked:
    surroundings = Surroundings(allow_loopback=settings.MAY_CALL_THIS_MACHINE, patience_s=PATIENCE_S)
    return connector_for(found.connector, surroundings).check_credentials(credentials_of(found))


def _say_checked(request: SchoolRequest, checked: Checked) -> None:
    if checked.accepted:
        say(request, checked.words)
    else:
        messages.warning(request, checked.words)
