"""Forms of the folder that the management system writes to."""

from django import forms
from django.utils.translation import gettext_lazy

from schoolgate.pupils.models import RollFolder
from schoolgate.web.forms import ActionForm


class FolderForm(ActionForm):
    """Watched or not, and what becomes of a file afterwards."""

    is_watched = forms.BooleanField(
        label=gettext_lazy("Look into the folder every minute and take in what is new"), required=False
    )
    afterwards = forms.ChoiceField(
        label=gettext_lazy("What becomes of a file that was taken in?"),
        choices=[
            (RollFolder.Afterwards.MOVE, gettext_lazy("Move it into the folder “done” there")),
            (
                RollFolder.Afterwards.LEAVE,
                gettext_lazy("Leave it where it is: it is known again and not taken in twice"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )


class SeenForm(ActionForm):
    """Nothing but that somebody has looked."""
