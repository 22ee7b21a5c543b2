"""Forms of clubs, trips and events, and of the printed sheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.rules.exposure import Less
from schoolgate.showing.models import Group
from schoolgate.web.fields import day_field
from schoolgate.web.forms import ActionForm

# By their keys in rules.before_pictures.
HOLDER_WORDS = {
    "staff": _("a colleague"),
    "supply": _("a supply teacher"),
    "photographer": _("a photographer"),
    "volunteer": _("a volunteer"),
}


class MakeGroupForm(ActionForm):
    """A club, trip or event."""

    name = forms.CharField(
        label=_("What is it called?"), max_length=80, help_text=_("Such as Choir, or Farm trip of Year 2.")
    )
    sort = forms.ChoiceField(
        label=_("What is it?"), choices=Group.Sort.choices, widget=forms.RadioSelect, initial=Group.Sort.CLUB
    )
    last_on = day_field(
        _("Until which day?"), help_text=_("The day of the trip, or the last day of the club.")
    )

    def __init__(self, *given: Any, classes: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["classes"] = forms.MultipleChoiceField(
            label=_("Which classes go?"),
            help_text=_("All of them to begin with. Take out who stays, or add others, on the next page."),
            choices=[(one, one) for one in classes],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class ChoosePupilsForm(ActionForm):
    """Who of one class goes."""

    def __init__(self, *given: Any, pupils: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["pupils"] = forms.TypedMultipleChoiceField(
            label=_("Who goes?"),
            choices=pupils,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class PrintForm(ActionForm):
    """For whom the sheet is."""

    holder = forms.ChoiceField(
        label=_("Who will hold it?"), choices=list(HOLDER_WORDS.items()), initial="staff"
    )


class LessForm(ActionForm):
    """How less is to be shown."""

    less = forms.ChoiceField(choices=[(one.value, one.value) for one in Less])


class ButtonForm(ActionForm):
    """A button, nothing to fill in."""
