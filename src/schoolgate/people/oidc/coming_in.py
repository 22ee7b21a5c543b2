"""Whoever comes back from a provider: matched to somebody the trust knows, or told why not."""

from hmac import compare_digest
from typing import Any, NoReturn
from urllib.parse import urlencode

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from schoolgate.audit.event_types import EventType
from schoolgate.people.models import User
from schoolgate.people.oidc.asking import GuardedSession
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.people.oidc.queries import expected_of, known
from schoolgate.people.second_factor import outside_factor_was_shown, signed_in_again
from schoolgate.people.sign_in_trail import record_of_signing_in
from schoolgate.rules.outside_accounts import (
    OutsideAccount,
    refusals_to_count_as_again,
    refusals_to_sign_in_from_outside,
    shown_a_second_factor,
)
from schoolgate.rules.refusals import Refusal
from schoolgate.web.door import moment


class OutsideAccounts(DefaultSocialAccountAdapter):
    """allauth's adapter: nobody signs up, and an account leads only to somebody who is here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def get_requests_session(self) -> GuardedSession:
        return GuardedSession()

    def send_notification_mail(self, *args: Any, **given: Any) -> None:
        """The trail tells; no e-mail of allauth's in its own words."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Before allauth signs anybody in."""
        provider: SignInProvider = sociallogin.provider.set_by_trust
        claims: dict[str, Any] = sociallogin.claims
        _must_answer_this_question(sociallogin.state, claims)
        account = account_from(claims)
        knows, user = known(provider, account)
        refusals = list(refusals_to_sign_in_from_outside(account, expected_of(provider), knows))
        again = sociallogin.state.get("again")
        if again and not refusals:
            refusals = _refusals_to_again(
                request, sociallogin.state, claims, user if knows.by_subject else None
            )
        if refusals or user is None:
            turn_away(request, provider, user, refusals, account.address, sociallogin.state)
        two_factors = shown_a_second_factor(
            claims.get("amr"), claims.get("acr"), trust_counts_it=provider.counts_second_factor
        )
        if again:
            signed_in_again(request, provider.pk, two_factors=two_factors, at=moment().timestamp())
            record_of_signing_in(EventType.SIGNED_IN, user, {"with": ["socialaccount"], "again": True})
            raise ImmediateHttpResponse(
                redirect(sociallogin.state.get("next") or settings.LOGIN_REDIRECT_URL)
            )
        if not knows.by_subject:
            SocialAccount.objects.update_or_create(
                provider=provider.key, uid=account.subject, defaults={"user": user, "extra_data": {}}
            )
            record_of_signing_in(EventType.OUTSIDE_ACCOUNT_LINKED, user, {"provider": provider.pk})
        sociallogin.account = SocialAccount.objects.get(provider=provider.key, uid=account.subject)
        sociallogin.user, sociallogin.token = user, None
        sociallogin.email_addresses = []
        if two_factors:
            outside_factor_was_shown(request, provider.pk)


def _must_answer_this_question(state: dict[str, Any], claims: dict[str, Any]) -> None:
    """A token that was made for another question, perhaps caught somewhere, is none."""
    asked, said = state.get("nonce"), claims.get("nonce")
    if not asked or not isinstance(said, str) or not compare_digest(asked.encode(), said.encode()):
        raise OAuth2Error("the token answers another question")


def _refusals_to_again(
    request: HttpRequest, state: dict[str, Any], claims: dict[str, Any], user: User | None
) -> list[Refusal]:
    """Whether whoever is signed in here has just signed in there, as the same person."""
    is_the_same = user is not None and request.user.pk == user.pk == state["again"]
    found = refusals_to_count_as_again(
        is_the_same=is_the_same, signed_in_at=claims.get("auth_time"), asked_at=state["asked_at"]
    )
    return list(found)


def account_from(claims: dict[str, Any]) -> OutsideAccount:
    """What the provider signed, of which only the account's marks are looked at."""
    return OutsideAccount(
        subject=str(claims.get("sub", ""))[:190],
        address=str(claims.get("email") or claims.get("preferred_username") or "")[:254],
        address_is_verified=claims.get("email_verified") is True and bool(claims.get("email")),
        hosted_domain=str(claims.get("hd", "")),
        tenant=str(claims.get("tid", "")),
    )


def turn_away(
    request: HttpRequest,
    provider: SignInProvider,
    user: User | None,
    refusals: list[Refusal],
    address: str,
    state: dict[str, Any],
) -> NoReturn:
    """The page with the sentence, and a way to another account; the trail of this trust keeps that somebody tried."""
    record_of_signing_in(
        EventType.SIGN_IN_REFUSED, user, {"provider": provider.pk}, trust_id=provider.trust_id
    )
    onward = {"next": state.get("next") or settings.LOGIN_REDIRECT_URL}
    if state.get("again"):
        another = f"{reverse('people:outside_again', args=[provider.pk])}?{urlencode(onward)}"
    else:
        another = f"{reverse('people:outside', args=[provider.pk])}?{urlencode({**onward, 'another': '1'})}"
    given = {"refusals": refusals, "provider": provider, "address": address, "another": another}
    page = render(request, "people/oidc/refused.html", given, status=403)
    page.headers["Cache-Control"] = "private, no-store"
    raise ImmediateHttpResponse(page)
