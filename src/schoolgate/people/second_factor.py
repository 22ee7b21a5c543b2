"""The second factor: required of everyone who can approve or see pupils' data, before any page opens."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import NEEDS_SECOND_FACTOR
from schoolgate.people.oidc.models import SignInProvider

# Where allauth keeps how this session was signed in.
METHODS = "account_authentication_methods"
CHOOSING = "people:second_factor"
# Where a request carries it until its session is made. No header of a request can have this name.
_OUTSIDE = "schoolgate.outside_factor"


def ask_for_second_factor(request: HttpRequest, actor: Actor) -> HttpResponse | None:
    """Sends to the page where one is shown or added; None when it is in order. No query where it is."""
    if not actor.roles & NEEDS_SECOND_FACTOR or has_shown_one(request):
        return None
    if request.resolver_match is not None and request.resolver_match.view_name == CHOOSING:
        return None
    page = "mfa_reauthenticate" if has_one(request.user) else CHOOSING
    wanted = request.get_full_path() if request.method == "GET" else "/today"
    return redirect(f"{reverse(page)}?{urlencode({'next': wanted})}")


def has_shown_one(request: HttpRequest) -> bool:
    """Whether a passkey or a code was used in this session, at sign-in or since."""
    return any(method.get("method") == "mfa" for method in request.session.get(METHODS, ()))


def has_one(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this login has a passkey or an app for codes. Recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def signed_in_just_now(request: HttpRequest, now: datetime) -> bool:
    """Whether this session was signed in within the last minutes, with the second factor if there is one."""
    methods = request.session.get(METHODS, ())
    if not methods or now.timestamp() - methods[-1]["at"] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return False
    return has_shown_one(request) or not has_one(request.user)


def note_it_was_shown(request: HttpRequest, authenticator: Authenticator, at: float) -> None:
    """Adding one proves that one has it: nobody is asked for it again in the same session."""
    method = {"method": "mfa", "at": at, "id": authenticator.pk, "type": authenticator.type}
    request.session[METHODS] = [*request.session.get(METHODS, ()), method]


def outside_factor_was_shown(request: HttpRequest, provider_id: int) -> None:
    """The provider saw a second factor, and the trust lets it count; noted when the session is there."""
    request.META[_OUTSIDE] = provider_id


def note_outside_factor(request: HttpRequest) -> None:
    """Nobody is asked for another one in this session."""
    provider_id = request.META.pop(_OUTSIDE, None)
    if provider_id is not None:
        signed_in_at = request.session[METHODS][-1]["at"]
        method = {"method": "mfa", "at": signed_in_at, "type": "outside", "id": provider_id}
        request.session[METHODS] = [*request.session[METHODS], method]


def signed_in_again(request: HttpRequest, provider_id: int, *, two_factors: bool, at: float) -> None:
    """Whoever is in this session has just signed in at the provider once more."""
    shown = [{"method": "socialaccount", "at": at, "reauthenticated": True, "id": provider_id}]
    if two_factors:
        shown.append(
            {"method": "mfa", "at": at, "reauthenticated": True, "type": "outside", "id": provider_id}
        )
    request.session[METHODS] = [*request.session.get(METHODS, ()), *shown]


def page_to_show_it_again(user: AbstractBaseUser | AnonymousUser, after: str) -> str:
    """Where somebody shows a second factor anew before something that needs it fresh; from there on to `after`.

    Their own passkey or code; else their provider's, where the trust lets it count; else the page to add a first one.
    """
    if has_one(user):
        page = reverse("mfa_reauthenticate")
    else:
        page = again_at_provider(user, counts_second_factor=True) or reverse(CHOOSING)
    return f"{page}?{urlencode({'next': after})}"


def again_at_provider(user: AbstractBaseUser | AnonymousUser, **of_provider: bool) -> str:
    """Where this person signs in once more with the account they have elsewhere; nothing for who has none."""
    accounts = SocialAccount.objects.filter(user_id=user.pk).values_list("provider", flat=True)
    used = set(accounts)
    found = (one for one in SignInProvider.objects.filter(ended_at=None, **of_provider) if one.key in used)
    provider = next(found, None) if used else None
    return reverse("people:outside_again", args=[provider.pk]) if provider is not None else ""
