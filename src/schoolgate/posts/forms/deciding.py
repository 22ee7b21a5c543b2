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
    """Approve: nothing to fill in."""


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
