"""Forms of a breach: each asks for one thing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.breaches.words import MEANT, RISKS
from schoolgate.rules.breaches import LONGEST, Decided, Meant
from schoolgate.web.forms import ActionForm


def _risks() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What happened to the information?"),
        help_text=_("What could have happened counts too. Choose all that fit."),
        choices=[(one.value, words) for one, words in RISKS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one; it can be changed.")},
    )


def _meant() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Was it meant?"),
        choices=[(one.value, words) for one, words in MEANT.items()],
        widget=forms.RadioSelect,
        initial=Meant.UNKNOWN.value,
    )


class ReportForm(ActionForm):
    """What happened, of what kind, since when, and what was done at once."""

    what = forms.CharField(
        label=_("What happened?"),
        help_text=_("What you know now is enough. Name no child, and nobody who is hurt by it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": _("Write it in a line or two.")},
    )
    risks = _risks()
    meant = _meant()
    found_at = forms.DateTimeField(
        label=_("When was it found?"),
        help_text=_("Leave it empty for just now. The 72 hours of the law run from then."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
        error_messages={"invalid": _("This is not a time. Write it like 2026-11-20T15:30.")},
    )
    at_once = forms.CharField(
        label=_("What have you done already to limit it?"),
        help_text=_(
            "Taken the post down, asked for it back, changed the password. Do that first if you can."
        ),
        max_length=300,
        required=False,
    )


class DescribeForm(ActionForm):
    """What is known of it by now."""

    risks = _risks()
    meant = _meant()
    effects = forms.CharField(
        label=_("What did it do to people, or what could it do?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    people_many = forms.IntegerField(
        label=_("How many people are concerned, as far as you know?"),
        min_value=0,
        max_value=1_000_000,
        required=False,
    )


class StepForm(ActionForm):
    """One thing that limits it."""

    words = forms.CharField(
        label=_("What is done to limit it?"),
        max_length=300,
        error_messages={"required": _("Write it in a line.")},
    )
    is_done = forms.BooleanField(label=_("It is done already"), required=False)


class DecideForm(ActionForm):
    """Whether somebody is told, and why."""

    decided = forms.ChoiceField(label=_("Are they told?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), max_length=400, error_messages={"required": _("Write in a line why.")}
    )

    def __init__(self, *given: Any, tell: Any, not_needed: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["decided"].choices = [  # type: ignore[attr-defined]  # it is a list of choices
            (Decided.TELL.value, tell),
            (Decided.NOT_NEEDED.value, not_needed),
        ]


class ToldForm(ActionForm):
    """How the Information Commissioner calls it."""

    reference = forms.CharField(label=_("Their reference, if you have one"), max_length=80, required=False)


class CloseForm(ActionForm):
    """What is learnt from it."""

    lessons = forms.CharField(
        label=_("What is done so that it does not happen again?"),
        max_length=400,
        error_messages={"required": _("Write it in a line.")},
    )


class ButtonForm(ActionForm):
    """Nothing to fill in."""
