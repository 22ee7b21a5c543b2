"""How sign-in behaves: nobody signs up by themselves; second factors are kept unreadable without the key file."""

from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.secret_files import kept_secret
from schoolgate.people.second_factor import again_at_provider, signed_in_just_now
from schoolgate.web.door import moment

KEY_FILE = "second-factor"


class SchoolgateAdapter(DefaultAccountAdapter):
    """allauth's adapter with signing up closed, and refusals in plain words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This login is switched off. Ask your school's headteacher."),
        "email_password_mismatch": _(
            "The address or the password is not right. Try again, or choose a new password."
        ),
        "enter_current_password": _("This is not your password of now. Type it again."),
        "incorrect_password": _("This is not your password. Type it again."),
        "incorrect_code": _("This code is not right, or it is too old. Type the newest one."),
        "too_many_login_attempts": _("That was wrong too often. Wait five minutes, or use your passkey."),
        "rate_limited": _("That was too often. Wait a few minutes and try again."),
        "same_as_current": _("This is the password you have. Choose another one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not of whoever signed in a moment ago: asking for the password twice in a row protects nobody."""
        request = context.request
        if not super().is_reauthentication_required(app=app) or signed_in_just_now(request, moment()):
            return False
        if not get_reauthentication_flows(request.user) and again_at_provider(request.user):
            # With neither password nor second factor here allauth would let them through; their provider asks them.
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """allauth's, and signing in once more with the account that one has elsewhere."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        page = again_at_provider(user) if user.is_authenticated else ""
        words = gettext("Sign in once more with the account that the school gave you")
        return [*found, {"id": "outside", "description": words, "url": page}] if page else found


class SchoolgateMfaAdapter(DefaultMFAAdapter):
    """Codes and keys: secrets sealed with a key that is not in the database, names that people understand."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it is too old. Type the newest one."),
    }

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as wrong_key:
            raise RuntimeError(
                f"Second factors can't be read: {KEY_FILE} in the folder of keys is not the one they were sealed with."
            ) from wrong_key

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return "Schoolgate"


@cache
def _seal() -> Fernet:
    """The key is made at the first use and lies beside the other keys, never in the database."""
    secret = kept_secret(settings.KEYS_DIR / KEY_FILE)
    return Fernet(urlsafe_b64encode(sha256(secret.encode()).digest()))
