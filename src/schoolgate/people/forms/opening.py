"""The first visit, and a further school of a trust."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from schoolgate.people.forms.fields import address_field, name_field
from schoolgate.people.models import Nation
from schoolgate.people.opening import code_is_right, policies_to_choose_from
from schoolgate.web.forms import ActionForm


class OpenSchoolForm(ActionForm):
    """A school and its headteacher."""

    school_name = name_field(_("Name of the school"), length=200, autocomplete="organization")
    nation = forms.ChoiceField(
        label=_("The school lies in"),
        choices=Nation.choices,
        widget=forms.RadioSelect,
        help_text=_("So that we know the bank holidays."),
        error_messages={"required": _("Choose one of the four.")},
    )
    title = name_field(
        _("Title, if they use one"), required=False, length=20, autocomplete="honorific-prefix"
    )
    forename = name_field(_("First name"), autocomplete="given-name")
    surname = name_field(_("Last name"), autocomplete="family-name")
    email = address_field(required=True, help_text=_("We write to it, so that they can choose a password."))


class SetUpForm(OpenSchoolForm):
    """The first visit: the school, and whoever leads it, who is signed in afterwards."""

    trust_name = name_field(_("Name of the trust, if the school is in one"), required=False, length=200)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 letters or signs. Three words that do not belong together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        error_messages={"required": _("Choose a password.")},
    )
    policy = forms.ChoiceField(
        label=_("Which policy does the school start from?"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "You read it and sign it in the last step. Every single thing in it can be set otherwise later."
        ),
    )
    code = forms.CharField(
        label=_("Set-up code"),
        help_text=_(
            "You are not at the machine on which Schoolgate runs. There, “sudo schoolgate set_up_code” shows it."
        ),
        error_messages={"required": _("Write the code that the machine shows.")},
    )

    def __init__(self, *args: Any, needs_code: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["title"].label = _("Your title, if you use one")
        self.fields["forename"].label = _("Your first name")
        self.fields["surname"].label = _("Your last name")
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].help_text = _("You sign in with it.")
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        later = ("", _("Decide later. Until then the careful rules for a fresh school hold."))
        choices = [(code, f"{title}. {words}") for code, title, words in policies_to_choose_from()]
        policy = self.fields["policy"]
        policy.choices = [*choices, later]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.initial.setdefault("policy", "")
        if not needs_code:
            del self.fields["code"]

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]

    def clean_code(self) -> str:
        if not code_is_right(self.cleaned_data["code"]):
            raise forms.ValidationError(_("This is not the code that the machine shows."))
        return ""

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in super().given().items() if name not in {"code", "policy"}}
