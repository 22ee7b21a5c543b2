"""Forms of the office: whom a link goes to, what came of a matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from schoolgate.web.forms import ActionForm


class SendForm(ActionForm):
    """To all who have not answered, to all who may be reminded, or to one adult."""

    which = forms.ChoiceField(
        choices=[("first", "first"), ("reminders", "reminders"), ("one", "one")], required=False
    )
    adult = forms.IntegerField(required=False)

    def given(self) -> dict[str, Any]:
        return {}


class TakeForm(ActionForm):
    """A button."""


class SettleForm(ActionForm):
    """What came of it."""

    outcome = forms.CharField(
        label=gettext_lazy("What came of it"),
        help_text=gettext_lazy("One line. For example: rang both parents, it stays a no."),
        max_length=300,
        required=False,
    )
