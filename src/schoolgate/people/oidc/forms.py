"""The form of a way to sign in from outside."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from schoolgate.people.oidc.models import SignInProvider
from schoolgate.web.forms import ActionForm

Which = SignInProvider.Which
ISSUERS = {
    Which.GOOGLE: "https://accounts.google.com",
    Which.ENTRA: "https://login.microsoftonline.com/{tenant}/v2.0",
}
_TENANT = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+")


class SetProviderForm(ActionForm):
    """What Google's or Microsoft's page of registrations gives, and who counts."""

    which = forms.ChoiceField(
        label=_("Where are the accounts?"), choices=Which.choices, widget=forms.RadioSelect
    )
    domains = forms.CharField(
        label=_("Which addresses are yours?"),
        help_text=_("The part after the @. Several with commas: oakfield.example, trust.example"),
        max_length=400,
        required=False,
    )
    tenant = forms.CharField(
        label=_("Tenant (Microsoft only)"),
        help_text=_("“Directory (tenant) ID” on the overview of the registration."),
        max_length=80,
        required=False,
    )
    issuer = forms.URLField(
        label=_("Issuer (another provider only)"),
        help_text=_("The address that it names itself by. It begins with https://"),
        max_length=190,
        required=False,
        assume_scheme="https",
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=200)
    secret = forms.CharField(
        label=_("Client secret"),
        help_text=_("It is kept sealed and shown to nobody again."),
        max_length=300,
        widget=forms.PasswordInput,
    )
    counts_second_factor = forms.BooleanField(
        label=_("A second step that they did there counts here too"),
        help_text=_("Only where accounts of your trust always ask for one."),
        required=False,
    )

    def clean_domains(self) -> list[str]:
        words = [word.strip().lstrip("@").casefold() for word in self.cleaned_data["domains"].split(",")]
        found = [word for word in words if word]
        if not all(_DOMAIN.fullmatch(word) for word in found):
            raise forms.ValidationError(_now("Write only what stands after the @, such as oakfield.example."))
        return found

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        which = said.get("which")
        if which == Which.ENTRA and said.get("tenant") and not _TENANT.fullmatch(said["tenant"]):
            self.add_error(
                "tenant", _now("This is 36 letters, digits and dashes. Copy it, rather than its name.")
            )
        if which in ISSUERS:
            said["issuer"] = ISSUERS[Which(which)].format(tenant=said.get("tenant") or "common")
        elif which and not said.get("issuer") and "issuer" not in self.errors:
            self.add_error("issuer", _now("Write the address that the provider names itself by."))
        return said


class EndProviderForm(ActionForm):
    """Nothing to fill in."""
