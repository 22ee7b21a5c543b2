"""Forms of managers, ties, adjustments and the school's addresses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.actor import Actor
from schoolgate.people.queries import today_of
from schoolgate.rules.consents import Said, use_words
from schoolgate.rules.staffing import PICTURE_QUESTIONS, uses_asked_by
from schoolgate.staffing.models import Tie
from schoolgate.staffing.queries import staff_of, without_manager
from schoolgate.web.fields import day_field, person_field
from schoolgate.web.forms import ActionForm

ASKED_APART = tuple(use for question in PICTURE_QUESTIONS for use in uses_asked_by(question))


def _use_words(use: str) -> str:
    words = use_words(use)
    return words[:1].upper() + words[1:]


def _yes_or_no(label: Any) -> forms.ChoiceField:
    choices = [(Said.YES, _("Yes")), (Said.NO, _("No"))]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)


class AddressesForm(ActionForm):
    """What the school's addresses end with, one a line."""

    domains = forms.CharField(
        label=_("What stands after the @ in the school's own addresses"),
        help_text=_("One a line, such as ourschool.sch.uk. Leave empty to take every address."),
        widget=forms.Textarea(attrs={"spellcheck": "false"}),
        required=False,
        max_length=1000,
    )

    def clean_domains(self) -> list[str]:
        written: str = self.cleaned_data["domains"]
        return [line.strip().lstrip("@").lower() for line in written.splitlines() if line.strip()]


class ManagerForm(ActionForm):
    """Who answers for these people."""

    def __init__(self, *given: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*given, **more)
        on = today_of(actor.now)
        without = [(one.pk, str(one)) for one in without_manager(actor.school, on)]
        self.fields["people"] = forms.TypedMultipleChoiceField(
            label=_("For whom"),
            choices=without,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose who it is for.")},
        )
        self.fields["manager"] = person_field(_("Who answers for them"), staff_of(actor.school, on))


class OneManagerForm(ActionForm):
    """Who answers for one person."""

    def __init__(self, *given: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*given, **more)
        staff = staff_of(actor.school, today_of(actor.now))
        self.fields["manager"] = person_field(_("Who answers for them"), staff)


class TiesForm(ActionForm):
    """Also a parent, also a neighbour."""

    kinds = forms.MultipleChoiceField(
        label=_("Besides working here"),
        choices=[(Tie.As.PARENT, _("also a parent here")), (Tie.As.RESIDENT, _("also a neighbour"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class AdjustmentForm(ActionForm):
    """What is adapted, until when."""

    words = forms.CharField(
        label=_("What is adapted"),
        help_text=_("One line. Only you, HR and the person themselves read it."),
        max_length=400,
        error_messages={"required": _("Write it in one line.")},
    )
    until = day_field(_("Until"))


class ConfirmForm(ActionForm):
    """Nothing to fill in."""


class PictureForm(ActionForm):
    """Yes or no for pictures of oneself: online, in print, in newspapers, or each use apart. Nothing is answered
    beforehand, and what is said of one use goes before what is said of all of a kind."""

    online = _yes_or_no(_("On our website, our noticeboard and social media?"))
    print = _yes_or_no(_("In what we print and put up in school?"))
    press = _yes_or_no(_("In newspapers and on other people's sites, where the school no longer has a say?"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for use in ASKED_APART:
            self.fields[use] = forms.ChoiceField(
                label=_use_words(use),
                choices=[("", _("as above")), (Said.YES, _("Yes")), (Said.NO, _("No"))],
                required=False,
            )

    def apart(self) -> list[forms.BoundField]:
        """The questions of each use."""
        return [self[use] for use in ASKED_APART]

    def is_apart(self) -> bool:
        """Whether something was answered for one use alone, so that it is seen."""
        return any(self[use].value() for use in ASKED_APART)

    def given(self) -> dict[str, Any]:
        said = super().given()
        answers = {
            use: Said(said[question])
            for question in PICTURE_QUESTIONS
            if said[question]
            for use in uses_asked_by(question)
        }
        return {"answers": answers | {use: Said(said[use]) for use in ASKED_APART if said[use]}}
