"""Forms of the office: whom a link goes to, what came of a matter."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.families.language import ENGLISH, Language
from schoolgate.pupils.each_use import AnswersForm
from schoolgate.pupils.models import Responsibility
from schoolgate.rules.consents import Said
from schoolgate.rules.families import PAPER, SPOKEN
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


class PrintForm(ActionForm):
    """For whom letters are, in which language, and as what."""

    class_name = forms.ChoiceField(
        label=gettext_lazy("Letters for"),
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Whoever has answered gets none."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), widget=forms.RadioSelect)
    easy = forms.BooleanField(label=gettext_lazy("Easy Read: short lines with pictures"), required=False)

    def __init__(
        self, *given: Any, classes: Iterable[str], languages: Iterable[Language], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        without = [("", _("Everybody without an e-mail address"))]
        self.fields["class_name"].choices = without + [(one, one) for one in classes]  # type: ignore[attr-defined]
        known = [(one.code, one.name) for one in languages]
        self.fields["language"].choices = known  # type: ignore[attr-defined]
        self.fields["language"].initial = ENGLISH

    def given(self) -> dict[str, Any]:
        """What the action is given; language and look are the paper's."""
        return {"class_name": self.cleaned_data["class_name"]}


class SettleForm(ActionForm):
    """What came of it."""

    outcome = forms.CharField(
        label=gettext_lazy("What came of it"),
        help_text=gettext_lazy(
            "One line. For example: taken down, and wrote to the family. Or: rang both parents, it stays a no."
        ),
        max_length=300,
        required=False,
    )


class DecideForm(ActionForm):
    """Whether it stays a no, or the school goes on and why."""

    is_upheld = forms.TypedChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=[
            ("yes", gettext_lazy("It stays a no")),
            ("no", gettext_lazy("The school goes on, for compelling grounds")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    grounds = forms.CharField(
        label=gettext_lazy("The grounds, if the school goes on"),
        help_text=gettext_lazy("Whoever objected reads these words. Name nobody else."),
        max_length=500,
        widget=forms.Textarea,
        required=False,
    )


class KeyInForm(AnswersForm):
    """Who answered, how it came, and the answers: all at once, or each by itself."""

    how = forms.ChoiceField(
        label=gettext_lazy("How it came"),
        choices=[(SPOKEN, gettext_lazy("By word, to me")), (PAPER, gettext_lazy("On paper"))],
        widget=forms.RadioSelect,
        required=False,
    )
    everything = forms.ChoiceField(
        label=gettext_lazy("The answer"),
        choices=[
            (Said.YES, gettext_lazy("Yes to everything")),
            (Said.NO, gettext_lazy("No to everything")),
            ("each", gettext_lazy("Each by itself, below")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Why they object, if they said so"),
        help_text=gettext_lazy(
            "Only for what the school does as its task. The data protection lead reads it."
        ),
        max_length=500,
        required=False,
    )

    def __init__(self, *given: Any, ties: Iterable[Responsibility], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(tie.adult_id, tie.adult.name) for tie in ties]
        self.fields["adult"] = forms.TypedChoiceField(
            label=_("Who answered"),
            choices=choices,
            coerce=int,
            empty_value=None,
            initial=choices[0][0] if len(choices) == 1 else None,
            widget=forms.RadioSelect,
            required=False,
        )

    def given(self) -> dict[str, Any]:
        given = super().given()
        everything = given.pop("everything")
        if everything in (Said.YES, Said.NO):
            given["answers"] = dict.fromkeys(self.uses, Said(everything))
        return given


class CheckedForm(ActionForm):
    """Who has read a translation, and when."""

    checked_by = forms.CharField(
        label=gettext_lazy("Who has read it"),
        help_text=gettext_lazy("Their name or post, and how they know the language."),
        max_length=120,
        required=False,
    )
    checked_on = forms.DateField(
        label=gettext_lazy("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Write the day.")},
        required=False,
    )


class WithdrawForm(ActionForm):
    """A button, nothing to fill in."""
