"""Forms made of data: a question becomes a field of its kind; what is wrong with an answer the rule says."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.rules.forms import Kind, Question
from schoolgate.rules.forms.own import OwnQuestion
from schoolgate.rules.forms.questions import KIND_WORDS
from schoolgate.web.fields import day_field
from schoolgate.web.forms import ActionForm

People = Iterable[tuple[int, str]]
# As many questions as a form made on screen can have.
MOST_QUESTIONS = 12


class AnswersForm(ActionForm):
    """These questions, with what is answered so far. Nothing is required here: the rule says what is missing."""

    def __init__(self, *given: Any, questions: Iterable[Question], people: People = (), **more: Any) -> None:
        super().__init__(*given, **more)
        self.questions = tuple(questions)
        named = list(people)
        for one in self.questions:
            self.fields[one.key] = field_of(one, named)

    @classmethod
    def shown(cls, answers: Mapping[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
        """Stored answers as the fields show them."""
        kinds = {one.key: one.kind for one in questions}
        return {key: _as_shown(kinds.get(key), value) for key, value in answers.items()}

    def answers(self) -> dict[str, Any]:
        """What was given, as it is stored."""
        return {one.key: _as_stored(one.kind, self.cleaned_data.get(one.key)) for one in self.questions}

    def given(self) -> dict[str, Any]:
        return {"answers": self.answers()}


class QuestionsForm(ActionForm):
    """A name, and questions row by row: what a school makes itself on a page. Empty rows are left out."""

    title = forms.CharField(label=_("What is it called?"), max_length=100, required=False)
    sentence = forms.CharField(label=_("What is it for, in a sentence?"), max_length=300, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for row in range(1, MOST_QUESTIONS + 1):
            self.fields[f"asks_{row}"] = forms.CharField(
                label=_("Question %(row)s") % {"row": row}, max_length=200, required=False
            )
            self.fields[f"kind_{row}"] = forms.ChoiceField(
                label=_("What is the answer?"),
                choices=[(kind.value, words) for kind, words in KIND_WORDS.items()],
                required=False,
            )
            self.fields[f"choices_{row}"] = forms.CharField(
                label=_("Its choices, if it is a list: one on each line"),
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"may_stay_empty_{row}"] = forms.BooleanField(
                label=_("May stay empty"), required=False
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each question, for the page."""
        names = ("asks", "kind", "choices", "may_stay_empty")
        return [[self[f"{name}_{row}"] for name in names] for row in range(1, MOST_QUESTIONS + 1)]

    def questions(self) -> tuple[OwnQuestion, ...]:
        """The rows that ask something."""
        rows = range(1, MOST_QUESTIONS + 1)
        return tuple(self._question(row) for row in rows if self.cleaned_data.get(f"asks_{row}", "").strip())

    def _question(self, row: int) -> OwnQuestion:
        said = self.cleaned_data
        lines = (line.strip() for line in said[f"choices_{row}"].splitlines())
        return OwnQuestion(
            said[f"asks_{row}"],
            Kind(said[f"kind_{row}"] or Kind.LINE),
            tuple(line for line in lines if line),
            said[f"may_stay_empty_{row}"],
        )


def field_of(one: Question, people: list[tuple[int, str]]) -> forms.Field:
    """The field that asks this question."""
    shared: dict[str, Any] = {"label": one.asks, "help_text": one.help, "required": False}
    return _MADE[one.kind](one, people, shared)


def _area(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    if one.kind is Kind.PAIRS and not one.help:
        shared["help_text"] = _("One on each line, with a colon between the two.")
    rows = 4 if one.kind is Kind.WORDS else 3
    return forms.CharField(max_length=one.longest, widget=forms.Textarea(attrs={"rows": rows}), **shared)


def _line(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=one.longest, **shared)


def _choice(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    ways: list[tuple[str, Any]] = [*one.choices.items()] or [("yes", _("Yes")), ("no", _("No"))]
    return forms.ChoiceField(choices=ways, widget=forms.RadioSelect, **shared)


def _several(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=list(one.choices.items()), widget=widget, **shared)


def _person(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    named = [("", _("Choose somebody")), *people]
    return forms.TypedChoiceField(choices=named, coerce=int, empty_value=None, **shared)


def _people(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    widget = forms.CheckboxSelectMultiple
    return forms.TypedMultipleChoiceField(choices=people, coerce=int, widget=widget, **shared)


def _number(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    return forms.IntegerField(min_value=one.least, max_value=one.most or 100_000, **shared)


def _day(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    return day_field(one.asks, required=False, help_text=one.help)


def _email(one: Question, people: list[tuple[int, str]], shared: dict[str, Any]) -> forms.Field:
    return forms.EmailField(max_length=190, **shared)


_MADE = {
    Kind.LINE: _line,
    Kind.WORDS: _area,
    Kind.PAIRS: _area,
    Kind.ADDRESS: _area,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _choice,
    Kind.SEVERAL: _several,
    Kind.PERSON: _person,
    Kind.PEOPLE: _people,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.SCHOOL_EMAIL: _email,
}


def _as_stored(kind: Kind, value: Any) -> Any:
    if value in (None, "", []):
        return [] if kind in (Kind.PEOPLE, Kind.SEVERAL, Kind.PAIRS) else ""
    if kind is Kind.DAY:
        return value.isoformat()
    if kind is Kind.PAIRS:
        return [[side.strip() for side in line.split(":", 1)] for line in value.splitlines() if line.strip()]
    if kind is Kind.ADDRESS:
        return "\n".join(value.split())
    return value


def _as_shown(kind: Kind | None, value: Any) -> Any:
    if kind is Kind.PAIRS:
        return "\n".join(": ".join(pair) for pair in value)
    return value
