"""The form that lets an adult go who was kept apart."""

from django import forms
from django.utils.translation import gettext_lazy

from schoolgate.web.forms import ActionForm


class ReleaseForm(ActionForm):
    """What the order says, and who has read it."""

    because = forms.CharField(
        label=gettext_lazy("Why this adult may be written to"),
        help_text=gettext_lazy("Write what the order says, and who has read it."),
        max_length=400,
        error_messages={"required": gettext_lazy("Write why.")},
    )
