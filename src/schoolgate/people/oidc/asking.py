"""Asking a provider: allauth's OpenID Connect, with the calls guarded, the token's signature checked, PKCE always.

Each question carries a nonce that the token must carry back, so that a token made for another question is none. A
question may ask for a sign-in just now (`again`), and for two factors where the trust lets them count.
"""

from secrets import token_urlsafe
from typing import Any, Self

import httpx
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from schoolgate.connectors.destinations import GuardedTransport
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.people.oidc.sealing import opened
from schoolgate.rules.outside_accounts import TWO_FACTORS_ACR

Which = SignInProvider.Which
PATIENCE_S = 10
_AGAIN = {"prompt": "login", "max_age": "0"}
# A browser that is signed in there with one account would otherwise come straight back with it.
_ANOTHER = {Which.GOOGLE: "select_account", Which.ENTRA: "select_account", Which.OTHER: "login"}


class GuardedSession(httpx.Client):
    """Stands where allauth expects a session of requests: never leads inside a network, follows no redirect."""

    def __init__(self) -> None:
        transport = GuardedTransport(allow_loopback=settings.MAY_CALL_THIS_MACHINE, encrypted=True)
        super().__init__(transport=transport, timeout=PATIENCE_S, trust_env=False)

    def __enter__(self) -> Self:
        super().__enter__()
        return self


class SchoolsProvider(OpenIDConnectProvider):
    """A provider that a trust has set."""

    pkce_enabled_default = True

    def __init__(self, request: HttpRequest, provider: SignInProvider) -> None:
        self.set_by_trust = provider
        super().__init__(request, app=_app_of(provider))

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]

    def ask(
        self, request: HttpRequest, next_url: str, *, again: int = 0, now: float = 0, is_another: bool = False
    ) -> HttpResponse:
        """To the provider's page. With `again`, the number of a login, whoever is there signs in once more.

        With `is_another` they choose an account there, also where their browser knows one.
        """
        nonce = token_urlsafe(24)
        given = {"nonce": nonce, **(_AGAIN if again else {}), **self._two_factors(request)}
        if is_another:
            given["prompt"] = _ANOTHER[Which(self.set_by_trust.which)]
        stashed = {"nonce": nonce, **({"again": again, "asked_at": now} if again else {})}
        there: HttpResponse = self.redirect(
            request, AuthProcess.LOGIN, next_url=next_url, auth_params=given, **stashed
        )
        return there

    def _two_factors(self, request: HttpRequest) -> dict[str, str]:
        """Asked for in the words that the provider says it knows; it may still say no."""
        if not self.set_by_trust.counts_second_factor:
            return {}
        known = self.get_oauth2_adapter(request).openid_config.get("acr_values_supported") or ()
        wanted = [one for one in TWO_FACTORS_ACR if one in known]
        return {"acr_values": " ".join(wanted)} if wanted else {}

    def get_oauth2_adapter(self, request: HttpRequest) -> "Asking":
        return Asking(request, self.set_by_trust)

    def get_callback_url(self) -> str:
        return reverse("people:outside_back", args=[self.set_by_trust.pk])


class Asking(OpenIDConnectOAuth2Adapter):
    """The conversation with one provider."""

    def __init__(self, request: HttpRequest, provider: SignInProvider) -> None:
        self.set_by_trust = provider
        super().__init__(request, provider.key)

    def get_provider(self) -> SchoolsProvider:
        return SchoolsProvider(self.request, self.set_by_trust)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002 - allauth's signature
        return f"{settings.SITE_ADDRESS}{reverse('people:outside_back', args=[self.set_by_trust.pk])}"

    @property
    def openid_config(self) -> dict[str, Any]:
        """What it says about itself; it must be the very issuer that the trust named."""
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != self.set_by_trust.issuer:
            raise OAuth2Error("the issuer is another one")
        return config

    def complete_login(
        self,
        request: HttpRequest,
        app: SocialApp,
        token: SocialToken,  # noqa: ARG002 - allauth's signature
        **given: Any,
    ) -> SocialLogin:
        """Only what is signed counts: the token of who it is, checked with the provider's published keys."""
        signed = given["response"].get("id_token")
        if not signed:
            raise OAuth2Error("no id_token")
        config = self.openid_config
        claims = jwtkit.verify_and_decode(
            credential=signed,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        # Looked at, and not kept: allauth would store what it finds here.
        login.account.extra_data = {}
        login.claims = claims
        return login


def _app_of(provider: SignInProvider) -> SocialApp:
    """As allauth knows a registration; it is never stored."""
    return SocialApp(
        provider="openid_connect",
        provider_id=provider.key,
        name=str(provider),
        client_id=provider.client_id,
        secret=opened(provider.sealed_secret),
        settings={"server_url": provider.issuer, "fetch_userinfo": False},
    )
