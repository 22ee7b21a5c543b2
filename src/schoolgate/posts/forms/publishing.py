"""Forms for putting up by hand, confirming and taking down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.posts.models import TakeDown
from schoolgate.web.forms import ActionForm


class ConfirmUpForm(ActionForm):
    """It is up; the link may follow."""

    link = forms.URLField(
        label=_("The link to it, if you have it"),
        help_text=_("It can follow later. With it we can ask you to look at the right place."),
        required=False,
        max_length=400,
        assume_scheme="https",
    )


class LinkForm(ActionForm):
    """The link that follows."""

    link = forms.URLField(label=_("The link to it"), max_length=400, assume_scheme="https")


class LeaveUpForm(ActionForm):
    """Why it cannot be taken down."""

    why = forms.CharField(
        label=_("Why can it not be taken down?"),
        help_text=_("Say what you tried. Write no pupil’s name here. The data protection lead looks at it."),
        min_length=10,
        max_length=300,
    )


class TakeDownForm(ActionForm):
    """Why it comes down."""

    why = forms.ChoiceField(
        label=_("Why does it come down?"),
        choices=[
            (TakeDown.Why.MISTAKE, _("Something is wrong in it")),
            (TakeDown.Why.ASKED, _("Somebody asked for it")),
            (TakeDown.Why.OLD, _("It is no longer needed")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your own words, if you like"),
        help_text=_("Write no pupil’s name here."),
        required=False,
        max_length=300,
    )
