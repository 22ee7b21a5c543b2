"""Forms of shared logins."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.credentials.leaving import Line
from schoolgate.credentials.models import LoginOpening
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person
from schoolgate.web.fields import day_field, person_field
from schoolgate.web.forms import ActionForm

_NEVER_FILLED_IN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


def _secret(label: Any, help_text: Any = "", most: int = 200) -> forms.CharField:
    widget = forms.PasswordInput(attrs={**_NEVER_FILLED_IN, "autocomplete": "new-password"})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=most, widget=widget, strip=False
    )


class ChangeLoginForm(ActionForm):
    """The new content of a login; or where else it is kept."""

    sign_in_name = forms.CharField(
        label=_("Name to sign in with"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs=_NEVER_FILLED_IN),
    )
    password = _secret(_("Password"), _("At least 12 characters. Three or four chance words are good."))
    seed = _secret(
        _("Secret of the app for codes, if there is one"),
        _("The letters and figures beside the QR code. From then on people are shown codes, never this."),
        300,
    )
    recovery = forms.CharField(
        label=_("Recovery codes, if there are any"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={**_NEVER_FILLED_IN, "rows": 3}),
    )
    words = forms.CharField(
        label=_("Words beside it"),
        help_text=_("Such as the answer to a security question. Sealed too."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={**_NEVER_FILLED_IN, "rows": 2}),
    )
    has_two_steps = forms.BooleanField(label=_("It asks for a second step when one signs in"), required=False)
    kept_where = forms.CharField(
        label=_("Or: where else it is kept"),
        help_text=_("Such as “the network manager’s safe”. Then leave the password empty."),
        required=False,
        max_length=120,
    )


class AddLoginForm(ChangeLoginForm):
    """A login that was not here before."""

    def __init__(self, *given: Any, accounts: Iterable[OfficialAccount], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["account"] = forms.TypedChoiceField(
            label=_("For which account"),
            choices=[("", _("Choose one")), *((one.pk, one.name) for one in accounts)],
            coerce=int,
            error_messages={"required": _("Choose the account.")},
        )
        self.fields["name"] = forms.CharField(
            label=_("What do you call it?"),
            help_text=_("“Facebook page”, “website editor”"),
            max_length=80,
            error_messages={"required": _("Give it a name.")},
        )
        self.order_fields(("account", "name"))

    def given(self) -> dict[str, Any]:
        """All but the account, which is what the login is added to."""
        return {name: value for name, value in super().given().items() if name != "account"}


class NamePersonForm(ActionForm):
    """Who may open a login, from when until when."""

    first_on = day_field(_("First day"))
    last_on = day_field(_("Last day"), required=False, help_text=_("Leave empty if you do not know it yet."))

    def __init__(self, *given: Any, people: Iterable[Person], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person"] = person_field(_("Who"), people)
        self.order_fields(("person", "first_on", "last_on"))


class EndNamingForm(ActionForm):
    """The last day on which somebody may open a login."""

    last_on = day_field(
        _("Last day"), help_text=_("On this day they may still open it; the day after no more.")
    )


class OpenForm(ActionForm):
    """One thing of a login; the button says which."""

    what = forms.ChoiceField(choices=LoginOpening.What.choices, widget=forms.HiddenInput)


class EmergencyForm(OpenForm):
    """Why it cannot wait."""

    what = forms.ChoiceField(
        label=_("What do you need?"),
        choices=LoginOpening.What.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    reason = forms.CharField(
        label=_("Why can it not wait?"),
        help_text=_("One line. The headteacher and the chair of governors read it."),
        max_length=300,
        error_messages={"required": _("Write in a line why it cannot wait.")},
    )


class ButtonForm(ActionForm):
    """A button, nothing to fill in."""


class SuspectForm(ActionForm):
    """What makes one think so."""

    words = forms.CharField(
        label=_("What makes you think so?"),
        help_text=_("One line, without passwords."),
        max_length=300,
        error_messages={"required": _("Write in a line what you saw.")},
    )


class BecauseForm(ActionForm):
    """Why it is over."""

    because = forms.CharField(
        label=_("Why?"),
        help_text=_("One line, for whoever asks later."),
        max_length=300,
        error_messages={"required": _("Write it in one line.")},
    )


class HandOverForm(ActionForm):
    """What is passed on, and to whom."""

    def __init__(self, *given: Any, lines: Iterable[Line], people: Iterable[Person], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["keys"] = forms.MultipleChoiceField(
            label=_("What"),
            choices=[(line.key, f"{line.what} ({line.standing})") for line in lines],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose what to pass on.")},
        )
        self.fields["to"] = person_field(_("To whom"), people)


class CertifyForm(ActionForm):
    """They were told what goes on after leaving."""

    was_told = forms.BooleanField(
        label=_("They have signed that confidentiality goes on after leaving"), required=False
    )


class SignForADayForm(ActionForm):
    """A name, where from, a tick."""

    name = forms.CharField(
        label=_("Your first name and surname"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your first name and your surname.")},
    )
    comes_from = forms.CharField(
        label=_("Agency or company, if you come from one"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    agreed = forms.BooleanField(label=_("I have read these lines and keep to them today"), required=False)
