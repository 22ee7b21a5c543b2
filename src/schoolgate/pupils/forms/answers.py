"""Forms of answers: what a family said, what it takes back, how a question is settled, the restricted list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.pupils.answer_queries import choices_of
from schoolgate.pupils.each_use import AnswersForm
from schoolgate.pupils.importing.vocabulary import Code
from schoolgate.pupils.models import OfficeQuestion
from schoolgate.pupils.records import finding_from_json, record_from_json
from schoolgate.rules.answers import CAPACITIES
from schoolgate.rules.consents import ALL_USES, CAPACITY_WORDS, Capacity, use_words
from schoolgate.web.forms import ActionForm

_NAMES_IN_DOUBT = frozenset(
    {
        Code.FORMULA_CELL,
        Code.MARKUP_IN_CELL,
        Code.MOJIBAKE,
        Code.BAD_ENCODING,
        Code.NAME_IN_ONE_CELL,
        Code.ODD_CHARACTER,
        Code.CONTROL_CHARACTER,
        Code.OVERSIZE_CELL,
    }
)


class _FromSomebody(ActionForm):
    """Who gave an answer, in what capacity, and where that can be seen."""

    given_by = forms.CharField(label=gettext_lazy("Who said so"), max_length=160, required=False)
    capacity = forms.ChoiceField(
        label=gettext_lazy("In what capacity"),
        choices=[(one, CAPACITY_WORDS[one]) for one in CAPACITIES],
        widget=forms.RadioSelect,
        required=False,
    )
    evidence = forms.CharField(
        label=gettext_lazy("Where it can be seen"),
        help_text=gettext_lazy(
            "For example: form in the new pupils’ booklet, e-mail of 3 March, call noted by the office."
        ),
        max_length=200,
        required=False,
    )

    def clean_capacity(self) -> Capacity | str:
        chosen = self.cleaned_data["capacity"]
        return Capacity(chosen) if chosen else ""


class RecordAnswerForm(AnswersForm, _FromSomebody):
    """What somebody answered, and on which day."""

    answered_on = forms.DateField(
        label=gettext_lazy("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose the day."),
            "invalid": gettext_lazy("This is not a day. Write it like 2026-11-20, or choose it."),
        },
    )


class _Uses(forms.MultipleChoiceField):
    """Uses to tick. One that was taken back a moment ago, by the same form, is no mistake."""

    def valid_value(self, value: str) -> bool:
        return value in ALL_USES


class WithdrawForm(_FromSomebody):
    """The uses to be taken back; who said so may be left out, a no needs no proof."""

    def __init__(self, *given: Any, uses: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["uses"] = _Uses(
            label=_("What is taken back"),
            choices=[(use, use_words(use)) for use in uses],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose what is taken back.")},
        )


class AssessForm(ActionForm):
    """Whether a pupil understands what it means to be shown."""

    understands = forms.TypedChoiceField(
        label=gettext_lazy("Does the pupil understand what it means to be shown?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    because = forms.CharField(
        label=gettext_lazy("What that rests on"),
        help_text=gettext_lazy("For example: Ms Keene talked it through with the pupil on 3 March."),
        max_length=200,
        required=False,
    )
    tells_parents = forms.BooleanField(
        label=gettext_lazy("Write to the parents when the pupil has answered"),
        help_text=gettext_lazy("Leave it empty where the pupil’s answer stays with the school."),
        required=False,
    )


class SettleForm(ActionForm):
    """One question, with the answers that it can have."""

    def __init__(self, *given: Any, question: OfficeQuestion, words: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["answer"] = forms.ChoiceField(
            label=words["question"],
            choices=[(one, words[one]) for one in choices_of(question)],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one of the answers.")},
        )
        if question.about == OfficeQuestion.About.CONSENT:
            self._ask_who()
        elif _names_are_in_doubt(question):
            self._ask_names(question)

    def _ask_who(self) -> None:
        optional = _("Needed for a yes only.")
        self.fields["given_by"] = forms.CharField(
            label=_("Who said so"), help_text=optional, max_length=160, required=False
        )
        self.fields["evidence"] = forms.CharField(
            label=_("Where it can be seen"), help_text=optional, max_length=200, required=False
        )

    def _ask_names(self, question: OfficeQuestion) -> None:
        record = record_from_json(question.record)
        for name, label, value in (
            ("forename", _("Forename"), record.legal_forename),
            ("surname", _("Surname"), record.legal_surname),
        ):
            self.fields[name] = forms.CharField(label=label, initial=value, max_length=100, required=False)


def _names_are_in_doubt(question: OfficeQuestion) -> bool:
    codes = {finding_from_json(kept).code for kept in question.findings}
    return bool(codes & _NAMES_IN_DOUBT) and question.pupil_id is None and bool(question.record)


class AdultForm(ActionForm):
    """What an adult of the family may do."""

    may_answer = forms.BooleanField(
        label=gettext_lazy("May answer for the child"),
        help_text=gettext_lazy("Tick this only for somebody with parental responsibility."),
        required=False,
    )
    may_be_written_to = forms.BooleanField(
        label=gettext_lazy("May be written to about the child"),
        help_text=gettext_lazy("Take the tick out where a court forbids contact. No import brings it back."),
        required=False,
    )


class RestrictForm(ActionForm):
    """Why a child is put on the list, and who asked for it."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy(
            "One line. Only the keepers of this list read it, and every look is recorded."
        ),
        max_length=400,
        error_messages={"required": gettext_lazy("Write why, in one line.")},
    )
    source = forms.CharField(label=gettext_lazy("Who asked for it"), max_length=200, required=False)


class LiftForm(ActionForm):
    """Why a child may be shown again."""

    because = forms.CharField(
        label=gettext_lazy("Why the child may be shown again"),
        max_length=400,
        error_messages={"required": gettext_lazy("Write why.")},
    )
