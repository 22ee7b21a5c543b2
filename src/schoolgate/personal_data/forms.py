"""Forms of copies, holds, corrections, complaints, keeping times and the controller."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.personal_data.classes import CLASSES
from schoolgate.personal_data.correctable import CORRECTABLE
from schoolgate.personal_data.mentions import Mention
from schoolgate.personal_data.models import AskedAs, Controller, DataComplaint, LegalHold
from schoolgate.web.forms import ActionForm

MOST_WORDS = 4000


def _who_asked(*without: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who asked?"),
        choices=[one for one in AskedAs.choices if one[0] not in without],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who asked.")},
    )


class CopyForm(ActionForm):
    """For whom a copy is made."""

    asked_as = _who_asked("school")

    def __init__(self, *given: Any, mentions: Sequence[Mention] = (), **more: Any) -> None:
        super().__init__(*given, **more)
        self.mentions = mentions
        keys = {one.key for one in mentions}
        self.chosen = keys & set(_ticked(self.data)) if self.is_bound else _sure(mentions)

    def let_in(self) -> list[Mention]:
        """The mentions that go into the copy."""
        return [one for one in self.mentions if one.key in self.chosen]


def _ticked(data: Any) -> list[str]:
    return data.getlist("mention") if hasattr(data, "getlist") else list(data.get("mention", ()))


def _sure(mentions: Sequence[Mention]) -> set[str]:
    return {one.key for one in mentions if one.is_certain}


class HoldForm(ActionForm):
    """Why somebody's data are kept."""

    why = forms.ChoiceField(
        label=_("Why is it kept?"),
        choices=LegalHold.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why.")},
    )


class EraseForm(ActionForm):
    """Who asked to be taken out."""

    asked_as = _who_asked("school", "law")


class CorrectForm(ActionForm):
    """What is wrong, and what is right."""

    field = forms.ChoiceField(
        label=_("What is wrong?"),
        widget=forms.Select,
        error_messages={"required": _("Choose what is wrong.")},
    )
    value = forms.CharField(label=_("What is right?"), required=False, max_length=254)
    asked_as = _who_asked()

    def __init__(self, *given: Any, kind: str, **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(one.name, one.title) for one in CORRECTABLE[kind].values()]
        self.fields["field"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]  # it is a ChoiceField


class ReleaseForm(ActionForm):
    """Nothing but the button."""


class TimeForm(ActionForm):
    """How many years a class of record is kept."""

    key = forms.ChoiceField(
        label=_("Class of record"), error_messages={"required": _("Choose a class of record.")}
    )
    years = forms.IntegerField(
        label=_("Years"),
        min_value=0,
        max_value=99,
        error_messages={"required": _("Write a number of years."), "invalid": _("Write a number of years.")},
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["key"].choices = [("", _("Choose")), *((one.key, one.title) for one in CLASSES)]  # type: ignore[attr-defined]  # it is a ChoiceField


class ControllerForm(ActionForm):
    """Who answers in law."""

    who = forms.ChoiceField(
        label=_("Who answers in law for the data?"), choices=Controller.Who.choices, widget=forms.RadioSelect
    )
    registration = forms.CharField(
        label=_("Registration number with the Information Commissioner"), required=False, max_length=20
    )
    officer = forms.CharField(
        label=_("How the data protection officer is reached"), required=False, max_length=200
    )


class ComplainForm(ActionForm):
    """What is wrong, in words, and how to reach whoever says so."""

    comes_from = forms.ChoiceField(
        label=_("I am"), choices=DataComplaint.From.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Say who you are.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("Say what was done with whose data, and what you want. Words only, no files."),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Say what is wrong.")},
    )
    about_the_lead = forms.BooleanField(
        label=_("It is about whoever leads on data protection here"),
        help_text=_("Then the headteacher reads it, and they do not."),
        required=False,
    )
    reach = forms.CharField(
        label=_("Name, and e-mail address or telephone (if you like)"),
        help_text=_("You can see the answer with your code also without it."),
        required=False,
        max_length=200,
    )


class CodeForm(forms.Form):
    """The code of a complaint."""

    code = forms.CharField(
        label=_("Your code"), max_length=40, error_messages={"required": _("Write your code.")}
    )


class AcknowledgeForm(ActionForm):
    """That it has come, and what happens next."""

    says_now = forms.CharField(
        label=_("What happens next (they can read this)"),
        widget=forms.Textarea,
        required=False,
        max_length=1000,
    )


class WhoseForm(ActionForm):
    """Whose records a complaint is about; nobody's where the button says so."""

    who = forms.CharField(max_length=30, required=False)

    def clean_who(self) -> str:
        """As the trail names somebody: "pupil:12"."""
        who: str = self.cleaned_data["who"]
        kind, _colon, number = who.partition(":")
        if who and not (kind in ("pupil", "adult", "person") and number.isdecimal()):
            raise forms.ValidationError(_("Choose somebody from the list."))
        return who

    def given(self) -> dict[str, Any]:
        kind, _colon, number = self.cleaned_data["who"].partition(":")
        return {"kind": kind, "number": int(number) if number else None}


class AnswerForm(ActionForm):
    """What came of it."""

    upheld = forms.TypedChoiceField(
        label=_("Were they right?"),
        choices=[("yes", _("Yes, or in part")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether they were right.")},
    )
    outcome = forms.CharField(
        label=_("What came of it (they can read this)"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
