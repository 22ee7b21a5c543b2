"""Keys for programs, under one's own account: all of mine, a new one shown once, and revoking."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.api.actions import make_token, revoke_token
from schoolgate.api.forms import MakeTokenForm, RevokeForm
from schoolgate.api.operations import of_use_to_programs
from schoolgate.api.tokens import own_permissions, tokens_of, why_it_opens_nothing
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import PERMISSION_WORDS, Permission
from schoolgate.people.queries import today_of
from schoolgate.people.second_factor import METHODS, again_at_provider, has_one, page_to_show_it_again
from schoolgate.web.door import SchoolRequest, across_schools
from schoolgate.web.forms import say

USUAL_DAYS = timedelta(days=90)
# Filling in the form takes longer than opening it.
FILLING_IN_S = 600
PER_PAGE = 50


@across_schools
def keys(request: SchoolRequest) -> HttpResponse:
    """Every key I made, what it may do, and whether it is used."""
    now = request.actor.now
    mine = [
        (
            one,
            why_it_opens_nothing(one, now),
            [PERMISSION_WORDS[Permission(each)] for each in one.permissions],
        )
        for one in tokens_of(request.actor.person).select_related("person__user")[:PER_PAGE]
    ]
    return render(request, "api/keys.html", {"keys": mine, "form": RevokeForm.of(request)})


@across_schools
def new(request: SchoolRequest) -> HttpResponse:
    """Make a key, with the second factor shown just now. It is shown on this answer and never again."""
    now = request.actor.now
    patience = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + (FILLING_IN_S if request.method == "POST" else 0)
    if not _shown_within(request, now, patience):
        if not has_one(request.user) and not again_at_provider(request.user, counts_second_factor=True):
            return render(request, "api/no_second_factor.html")
        return redirect(page_to_show_it_again(request.user, reverse("api:new_key")))
    actor = _at_the_trust(request.actor)
    offered = own_permissions(actor.person, now) & of_use_to_programs()
    form = MakeTokenForm.of(request, own=offered, initial={"ends_on": today_of(now) + USUAL_DAYS})
    if form.does(make_token, actor, actor.person):
        if form.done is None:
            say(request, _("This key was made already. If you did not copy it, revoke it and make another."))
            return redirect("api:keys")
        return render(request, "api/key_made.html", {"token": form.done.subject})
    return render(request, "api/new_key.html", {"form": form})


@across_schools
def revoke(request: SchoolRequest, token_id: int) -> HttpResponse:
    """Shut a program out, at once."""
    actor = _at_the_trust(request.actor)
    token = get_object_or_404(tokens_of(actor.person), pk=token_id)
    form = RevokeForm.of(request)
    if form.does(revoke_token, actor, token):
        say(request, _("Revoked. The program can do nothing with it any more."))
        return redirect("api:keys")
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Revoke the key of %(name)s?") % {"name": token.name},
            "what_happens": _("The program that uses it is shut out at once. You can make it another key."),
            "yes": _("Revoke it"),
            "back": reverse("api:keys"),
            "form": form,
            "nav_current": "signing_in",
        },
    )


def _at_the_trust(actor: Actor) -> Actor:
    """What concerns signing in belongs to the trust's log, whichever school one is at."""
    return replace(actor, school=None)


def _shown_within(request: SchoolRequest, now: datetime, seconds: int) -> bool:
    """Whether a second factor was shown in this session so lately."""
    shown = [one["at"] for one in request.session.get(METHODS, ()) if one.get("method") == "mfa"]
    return bool(shown) and now.timestamp() - max(shown) <= seconds
