"""Somebody may have broken in: the button, what it did, and the end of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.credentials.actions.suspecting import (
    BREACH,
    end_compromise,
    suspect_compromise,
    take_back_suspicion,
)
from schoolgate.credentials.forms import BecauseForm, SuspectForm
from schoolgate.credentials.models import Compromise, SharedLogin
from schoolgate.credentials.suspecting import entry_of, open_compromise, report_of
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Action
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts.models import Post
from schoolgate.rules.posts.states import State
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.ACCOUNT_MAINTAIN)
def suspect(request: SchoolRequest, account_id: int) -> HttpResponse:
    """One line, one button: everything stops there at once."""
    account = get_object_or_404(OfficialAccount, pk=account_id, school=request.actor.school)
    form = SuspectForm.of(request)
    if form.does(suspect_compromise, request.actor, account):
        say(request, _("%(name)s is stopped.") % {"name": account.name})
        found = open_compromise(account)
        if found is not None:
            return redirect("credentials:compromise", request.actor.school.slug, found.pk)
        return redirect("official_accounts:account", request.actor.school.slug, account.pk)
    context = {
        "form": form,
        "question": _("Has somebody broken into %(name)s?") % {"name": account.name},
        "what_happens": [
            _("At once: nothing goes there, posts meant for it are held, its logins are to be changed."),
            _("The headteacher and the data protection lead are told, and find out what was reached."),
        ],
        "yes": _("Stop it now"),
        "stops": True,
        "back": reverse("official_accounts:account", args=[request.actor.school.slug, account.pk]),
        "nav_current": "accounts",
    }
    return render(request, "web/confirm.html", context, status=409 if form.refusals else 200)


@screen(Permission.ACCOUNT_MAINTAIN)
def compromise(request: SchoolRequest, compromise_id: int) -> HttpResponse:
    """What happened, what is left to do, and who does it."""
    found = _found(compromise_id)
    about = f"compromise:{found.pk}:"
    context = {
        "compromise": found,
        "logins": list(SharedLogin.objects.filter(account=found.account, removed_at__isnull=True)),
        "held": Post.objects.filter(
            targets__account=found.account, state=State.HELD, changed_at__gte=found.suspected_at
        ).count(),
        "entry": entry_of(request.actor, found),
        "report": report_of(request.actor, found),
        "duties": list(Duty.objects.filter(key=BREACH, about__startswith=about).order_by("due_at")),
    }
    return render(request, "credentials/compromise.html", context)


@screen(Permission.ACCOUNT_MAINTAIN)
def end(request: SchoolRequest, compromise_id: int) -> HttpResponse:
    """It is safe again."""
    question = _("Is %(name)s safe again?")
    return _ends(request, _found(compromise_id), end_compromise, question, _("It is safe again"))


@screen(Permission.ACCOUNT_MAINTAIN)
def take_back(request: SchoolRequest, compromise_id: int) -> HttpResponse:
    """It was a mistake."""
    question = _("Was it a mistake to stop %(name)s?")
    return _ends(request, _found(compromise_id), take_back_suspicion, question, _("It was a mistake"))


def _ends(request: SchoolRequest, found: Compromise, action: Action, question: str, yes: str) -> HttpResponse:
    form = BecauseForm.of(request)
    if form.does(action, request.actor, found):
        say(request, _("Posts may go to %(name)s again. Those that were held wait for a new look.")
            % {"name": found.account.name})  # fmt: skip
        return redirect("credentials:compromise", request.actor.school.slug, found.pk)
    context = {
        "form": form,
        "question": question % {"name": found.account.name},
        "back": reverse("credentials:compromise", args=[request.actor.school.slug, found.pk]),
        "yes": yes,
        "nav_current": "accounts",
    }
    return render(request, "credentials/form.html", context, status=409 if form.refusals else 200)


def _found(compromise_id: int) -> Compromise:
    found: Compromise = get_object_or_404(
        Compromise.objects.select_related("account", "suspected_by", "ended_by"), pk=compromise_id
    )
    return found
