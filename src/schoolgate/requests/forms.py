"""Forms of requests: a decision, what was done, and looking after leave."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.permissions import ROLE_WORDS, Role
from schoolgate.rules.forms.own import MAY_DECIDE, OwnForm
from schoolgate.web.asking import QuestionsForm
from schoolgate.web.fields import day_field
from schoolgate.web.forms import ActionForm

# The kinds of people to whom a form that a school makes itself can be open, as its page calls them.
KINDS_IN_WORDS = {
    "staff": _("staff"),
    "volunteer": _("volunteers"),
    "parent": _("parents"),
    "governor": _("governors"),
}


class DecideForm(ActionForm):
    """Yes or no, with its sign-offs, its reason, and the conditions of a leave."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    says_yes = forms.TypedChoiceField(
        label=_("What do you say?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    because = forms.CharField(
        label=_("Your reasons"),
        help_text=_("A no needs one. Who asked reads it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *given: Any,
        signs: Iterable[tuple[str, str]] = (),
        has_conditions: bool = False,
        has_end: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        named = list(signs)
        if named:
            self.fields["signs"] = forms.MultipleChoiceField(
                label=_("With a yes you sign off"),
                choices=named,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if has_conditions:
            self.fields["conditions"] = forms.CharField(
                label=_("Under which conditions?"), required=False, max_length=1000
            )
        if has_end:
            self.fields["until"] = day_field(_("Until when, if it ends?"), required=False)
        self.order_fields(("says_yes", "signs", "conditions", "until", "because"))


class DoneForm(ActionForm):
    """What was done."""

    words = forms.CharField(
        label=_("What did you do?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RevokeForm(ActionForm):
    """Why leave is taken back."""

    because = forms.CharField(label=_("Why?"), max_length=1000, required=False)


class ReviewForm(ActionForm):
    """When leave is looked at next."""

    again_on = day_field(_("Look at it again on"))


class ButtonForm(ActionForm):
    """A button, nothing to fill in."""


class MakeForm(QuestionsForm):
    """A form of the school's own: its questions, who asks, who decides in which order, who does it."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        posts = [(role.value, ROLE_WORDS[role]) for role in map(Role, MAY_DECIDE)]
        self.fields["open_to"] = forms.MultipleChoiceField(
            label=_("Who can ask?"),
            choices=list(KINDS_IN_WORDS.items()),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose who can ask.")},
        )
        nobody: list[tuple[str, Any]] = [("", _("Nobody"))]
        for name, words in (
            ("first", _("Who decides first?")),
            ("second", _("Who decides after that?")),
            ("does_it", _("Who does it after a yes?")),
        ):
            self.fields[name] = forms.ChoiceField(label=words, choices=[*nobody, *posts], required=False)
        self.fields["keeps_register"] = forms.BooleanField(
            label=_("Write each yes into a register of its own"), required=False
        )

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        made = OwnForm(
            said["title"],
            self.questions(),
            tuple(said["open_to"]),
            said["sentence"],
            tuple(said[name] for name in ("first", "second") if said[name]),
            said["does_it"],
            said["keeps_register"],
        )
        return {"document": made.to_json()}
