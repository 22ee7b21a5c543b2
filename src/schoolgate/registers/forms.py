"""Forms of registers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.rules.forms.own import OwnRegister
from schoolgate.web.asking import QuestionsForm
from schoolgate.web.forms import ActionForm


class EndForm(ActionForm):
    """Why an entry holds no more."""

    because = forms.CharField(label=_("Why does it hold no more?"), max_length=400, required=False)


class ButtonForm(ActionForm):
    """A button, nothing to fill in."""


class TieCodeForm(ActionForm):
    """A code for a device, and what counts as taken with it."""

    camera_only = forms.BooleanField(
        label=_("Only what is taken with “Take a picture” counts"),
        help_text=_("For a tablet or phone. A picture chosen from its library may have come from another camera: "
                    "then its author is asked. Leave it open where pictures come from a camera by its card."),
        required=False,
    )  # fmt: skip


class TieForm(ActionForm):
    """The code that whoever keeps the register made for this device."""

    code = forms.CharField(
        label=_("The code for this device"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Write the code that you were given.")},
    )

    def given(self) -> dict[str, Any]:
        return {}


class MakeRegisterForm(QuestionsForm):
    """A register of the school's own."""

    looked_at_months = forms.IntegerField(
        label=_("After how many months is each entry looked at again?"),
        help_text=_("0 if nobody has to."),
        min_value=0,
        max_value=60,
        initial=0,
    )
    is_closed = forms.BooleanField(label=_("Only those who keep registers may read it"), required=False)

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        made = OwnRegister(
            said["title"], self.questions(), said["sentence"], said["looked_at_months"], said["is_closed"]
        )
        return {"document": made.to_json()}
