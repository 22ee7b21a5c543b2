"""Questions that forms of several nouns ask alike."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

# A text, or one that is translated when it is shown; Django gives the second no type of its own.
Words = Any


def day_field(label: Words, *, required: bool = True, help_text: Words = "") -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is not a day. Write it like 2026-11-20, or choose it in the calendar."),
        },
    )


def person_field(label: Words, people: Iterable[Model]) -> forms.TypedChoiceField:
    """One of these people, by the id; nobody is chosen beforehand."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("Choose somebody")), *((one.pk, str(one)) for one in people)],
        coerce=int,
        error_messages={"required": _("Choose somebody.")},
    )
