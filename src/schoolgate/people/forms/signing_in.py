"""Signing in and choosing a new password, in our words."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schoolgate.audit.event_types import EventType
from schoolgate.people.models import User
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.people.oidc.queries import in_use
from schoolgate.people.sign_in_trail import record_of_signing_in
from schoolgate.web.forms import ActionForm


class SignInForm(LoginForm):
    """Address and password; a passkey needs neither."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].error_messages["required"] = _("Write your e-mail address.")
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Write your password.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"

    def other_ways(self) -> list[SignInProvider]:
        """Where else people may sign in. One query."""
        return list(in_use())


class ForgottenPasswordForm(ResetPasswordForm):
    """Somebody has forgotten their password. The e-mail follows; whether the address is known is never told."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].error_messages["required"] = _("Write your e-mail address.")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def save(self, request: HttpRequest, **_given: Any) -> str:  # noqa: ARG002 - allauth's signature
        email = self.cleaned_data["email"]
        record_of_signing_in(EventType.PASSWORD_FORGOTTEN, User.objects.filter(email__iexact=email).first())
        return email


class EndSessionsForm(ActionForm):
    """Nothing to fill in."""
