"""Forms of profiles: a name, whether it is shared, and which one to take over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from schoolgate.pupils.profile_queries import Offer
from schoolgate.web.forms import ActionForm


class ProfileForm(ActionForm):
    """What a profile is called, and who may take it over."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Such as the program and the report that it is for. No pupil's name."),
        max_length=80,
        required=False,
    )
    is_shared = forms.BooleanField(
        label=gettext_lazy("Other schools of the trust may take it over"), required=False
    )


class TakeProfileForm(ActionForm):
    """Which profile to take over."""

    profile = forms.TypedChoiceField(
        label=gettext_lazy("Take over what was said before"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose one.")},
    )

    def __init__(self, *given: Any, offers: Iterable[Offer], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["profile"] = forms.TypedChoiceField(
            label=self.base_fields["profile"].label,
            coerce=int,
            choices=[(one.id, one.words) for one in offers],
            error_messages={"required": gettext_lazy("Choose one.")},
        )
