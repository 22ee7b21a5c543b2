"""Going to a provider and coming back; the page on which a trust sets one."""

import httpx
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from schoolgate.connectors.destinations import NotAllowed
from schoolgate.kernel.permissions import Permission
from schoolgate.people.oidc.actions import end_provider, set_provider
from schoolgate.people.oidc.asking import Asking, SchoolsProvider
from schoolgate.people.oidc.forms import EndProviderForm, SetProviderForm
from schoolgate.people.oidc.queries import in_use, only_for_the_whole_trust
from schoolgate.web.door import SchoolRequest, across_schools, moment, public, screen
from schoolgate.web.forms import say

# The provider is away, lies inside a network, or says something that does not fit together.
NOT_AS_IT_SHOULD = (httpx.HTTPError, NotAllowed, OAuth2Error, ValueError)


@public
def begin(request: HttpRequest, provider_id: int) -> HttpResponse:
    """To the provider's own page; nothing is changed by it."""
    provider = SchoolsProvider(request, get_object_or_404(in_use(), pk=provider_id))
    try:
        return provider.ask(request, _onward(request), is_another="another" in request.GET)
    except NOT_AS_IT_SHOULD:
        return _no_answer(request)


@across_schools
def again(request: SchoolRequest, provider_id: int) -> HttpResponse:
    """To the provider's page, to sign in there once more: for what wants to know that it is still the same person."""
    provider = get_object_or_404(in_use(), pk=provider_id, trust_id=request.actor.trust_id)
    get_object_or_404(SocialAccount, provider=provider.key, user_id=request.user.pk)
    asking = SchoolsProvider(request, provider)
    try:
        return asking.ask(request, _onward(request), again=request.user.pk or 0, now=moment().timestamp())
    except NOT_AS_IT_SHOULD:
        return _no_answer(request)


@public
def back(request: HttpRequest, provider_id: int) -> HttpResponse:
    """From the provider, with what it says about who came."""
    provider = get_object_or_404(in_use(), pk=provider_id)
    try:
        came: HttpResponse = OAuth2CallbackView.adapter_view(Asking(request, provider))(request)
    except NOT_AS_IT_SHOULD:
        return _no_answer(request)
    return came


@public
def not_this_time(request: HttpRequest) -> HttpResponse:
    """They went back from the provider's page without signing in."""
    say(request, _("You are not signed in. Try again, or sign in another way."))
    return redirect("account_login")


def _onward(request: HttpRequest) -> str:
    """Where they wanted to; never to another site."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else settings.LOGIN_REDIRECT_URL


def _no_answer(request: HttpRequest) -> HttpResponse:
    return render(request, "people/oidc/no_answer.html", status=502)


@screen(Permission.SIGN_IN_SET)
def providers(request: SchoolRequest) -> HttpResponse:
    """Where people of the trust may sign in besides here."""
    actor = request.actor
    form = SetProviderForm.of(request)
    if form.does(set_provider, actor, actor.school.trust):
        say(request, _("People can sign in there now. Try it yourself before you tell them."))
        return redirect("people:providers", school_slug=actor.school.slug)
    here = in_use().filter(trust_id=actor.trust_id)
    return render(
        request,
        "people/oidc/providers.html",
        {
            "form": form,
            "providers": [(one, f"{settings.SITE_ADDRESS}{_back_to(one.pk)}") for one in here],
            "not_here": only_for_the_whole_trust(actor),
        },
    )


@screen(Permission.SIGN_IN_SET)
def end(request: SchoolRequest, provider_id: int) -> HttpResponse:
    """Nobody signs in from there any more."""
    actor = request.actor
    provider = get_object_or_404(in_use(), pk=provider_id, trust_id=actor.trust_id)
    form = EndProviderForm.of(request)
    if form.does(end_provider, actor, actor.school.trust, provider=provider.pk):
        say(request, _("Nobody signs in with %(provider)s any more.") % {"provider": provider})
        return redirect("people:providers", school_slug=actor.school.slug)
    return render(request, "people/oidc/end.html", {"form": form, "provider": provider})


def _back_to(provider_id: int) -> str:
    return reverse("people:outside_back", args=[provider_id])
