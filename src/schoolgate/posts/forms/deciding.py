"""Forms for deciding a post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.web.forms import ActionForm

# Ready reasons, so that sending back takes one tap more than looking.
READY_REASONS = [
    ("names", _("A name should go")),
    ("picture", _("Another picture")),
    ("wording", _("Kinder or plainer words")),
    ("facts", _("Check the facts")),
    ("time", _("Another time")),
    ("place", _("Not for this place")),
]


class ApprovePostForm(ActionForm):
    """Approve. Where the topic could divide people, the words are confirmed too."""

    wording_confirmed = forms.BooleanField(
        label=_("The words are right for a topic that people could disagree about strongly"), required=False
    )


class AskFirstForm(ActionForm):
    """A question to somebody senior before a post goes anywhere."""

    words = forms.CharField(
        label=_("What do you want to know?"),
        help_text=_("The post waits until somebody has answered."),
        max_length=400,
        required=False,
    )


class AnswerFirstForm(ActionForm):
    """The answer, as it was talked over."""

    answer = forms.CharField(label=_("Your answer"), max_length=400, required=False, widget=forms.Textarea)


class ReturnPostForm(ActionForm):
    """Send back, with ready reasons and room for words."""

    reasons = forms.MultipleChoiceField(
        label=_("What should change?"),
        choices=READY_REASONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("In your own words, if you like"), required=False, max_length=600, widget=forms.Textarea
    )

    def given(self) -> dict[str, Any]:
        return {"reasons": tuple(self.cleaned_data["reasons"]), "words": self.cleaned_data["words"]}


class ProposeWordingForm(ActionForm):
    """Other words, which the author takes in one tap."""

    text = forms.CharField(label=_("Your wording"), max_length=5000, widget=forms.Textarea)


class ReleasePostForm(ActionForm):
    """Why nobody reads it first."""

    reason = forms.CharField(
        label=_("Why can it not wait for a second reader?"), required=False, max_length=400
    )


class LookForm(ActionForm):
    """What was found when looking afterwards."""

    found = forms.CharField(
        label=_("Is anything not right? Leave it empty if all is well."), required=False, max_length=400
    )


class StopForm(ActionForm):
    """Stop all posts; a reason may follow later."""

    reason = forms.CharField(label=_("Why? You can leave this empty."), required=False, max_length=300)


class PlainForm(ActionForm):
    """A button, nothing to fill in."""
