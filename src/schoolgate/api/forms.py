"""Making a key for a program."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.permissions import PERMISSION_WORDS, Permission
from schoolgate.web.forms import ActionForm


class MakeTokenForm(ActionForm):
    """What the program is called, what it may do, until when."""

    name = forms.CharField(
        label=_("What is the program called?"),
        help_text=_("So that you know it again, like “Website calendar”."),
        max_length=80,
        error_messages={"required": _("Give the program a name.")},
    )
    may_write = forms.ChoiceField(
        label=_("May it change things?"),
        choices=[("no", _("No, it only reads")), ("yes", _("Yes, it reads and changes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it may change things.")},
    )
    permissions = forms.MultipleChoiceField(
        label=_("What is it for?"),
        help_text=_("Choose only what it needs. It can never do more than you may do yourself."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the program needs.")},
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("A year from today at most. Then you make a new one."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is not a day. Write it like 2026-11-20, or choose it in the calendar."),
        },
    )

    def __init__(self, *args: Any, own: Iterable[Permission], **given: Any) -> None:
        super().__init__(*args, **given)
        words = sorted((_sentence(PERMISSION_WORDS[one]), one.value) for one in own)
        field = cast(forms.MultipleChoiceField, self.fields["permissions"])
        field.choices = [(value, said) for said, value in words]

    def clean_may_write(self) -> bool:
        return self.cleaned_data["may_write"] == "yes"


class RevokeForm(ActionForm):
    """Nothing to fill in."""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
