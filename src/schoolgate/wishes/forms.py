"""The form of a wish."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.rules.wishes import Lasts
from schoolgate.web.forms import ActionForm


class WishForm(ActionForm):
    """Who asked, where, and for how long. There is no field for a reason."""

    words = forms.CharField(
        label=_("What do they look like, or where are they?"),
        help_text=_("So that whoever holds the camera knows: two adults by the door, a green coat."),
        max_length=160,
        required=False,
    )
    name = forms.CharField(
        label=_("Their name, if you know it"),
        help_text=_("You need not ask for it. With a name, a picture that names them is stopped too."),
        max_length=120,
        required=False,
    )
    lasts = forms.ChoiceField(
        label=_("For how long?"),
        choices=[
            (Lasts.DAY.value, _("For this occasion. It goes after 30 days, when its pictures are chosen.")),
            (Lasts.YEAR.value, _("Whenever they are here. It goes after a year.")),
        ],
        widget=forms.RadioSelect,
        initial=Lasts.DAY.value,
    )

    def __init__(self, *given: Any, occasions: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["occasion"] = forms.ChoiceField(
            label=_("Where?"),
            choices=[("", _("Everywhere in school")), *((one, one) for one in occasions)],
            required=False,
        )


class EndForm(ActionForm):
    """Nothing to fill in."""
