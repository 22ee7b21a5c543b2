"""The form for taking a picture out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.rules.posts.taking_out import PURPOSES
from schoolgate.web.forms import ActionForm


class TakeOutForm(ActionForm):
    """What the picture is for, and that it goes on no account of one's own. Nothing is chosen beforehand."""

    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        required=False,
        choices=[(key, purpose.words) for key, purpose in PURPOSES.items()],
        widget=forms.RadioSelect,
    )
    promised = forms.BooleanField(label=_("I will not put it on an account of my own"), required=False)

    def given(self) -> dict[str, Any]:
        return {"purpose": self.cleaned_data["purpose"], "promised": self.cleaned_data["promised"]}
