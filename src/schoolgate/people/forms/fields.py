"""Questions that several forms of people ask alike."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.permissions import ROLE_WORDS, Role
from schoolgate.web.fields import day_field

__all__ = ["address_field", "choose", "clock_field", "day_field", "name_field", "role_choices"]
# A text, or one that is translated when it is shown; Django gives the second no type of its own.
Words = Any


def clock_field(label: Words) -> forms.TimeField:
    """A time of day, as the clock on the wall shows it."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Choose a time."),
            "invalid": _("This is not a time. Write it like 15:30."),
        },
    )


def role_choices(roles: Iterable[Role]) -> list[tuple[str, Words]]:
    """The roles to choose from, in words, by the alphabet."""
    words = [(role.value, ROLE_WORDS[role][:1].upper() + ROLE_WORDS[role][1:]) for role in roles]
    return [("", _("Choose a role")), *sorted(words, key=lambda choice: choice[1].casefold())]


def choose(field: forms.Field, choices: list[tuple[str, Words]]) -> None:
    """These are the choices of this question for whoever asks now."""
    cast(forms.ChoiceField, field).choices = choices


def name_field(
    label: Words, *, required: bool = True, length: int = 80, autocomplete: str = "off"
) -> forms.CharField:
    """A short text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=length,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
        error_messages={"required": format_lazy(_("{what}: this is missing. Write it down."), what=label)},
    )


def address_field(*, required: bool = False, help_text: Words = "") -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"),
        required=required,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Write an e-mail address."),
            "invalid": _("This is not an e-mail address. It looks like name@school.example."),
        },
    )
