"""A yes or a no for each use: the part of a form that the office and those who key in for families share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from schoolgate.rules.consents import Said, use_words
from schoolgate.web.forms import ActionForm


class AnswersForm(ActionForm):
    """Yes or no for each use. Nothing is answered beforehand; what is left open stays as it is."""

    def __init__(self, *given: Any, uses: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.uses = list(uses)
        for use in self.uses:
            self.fields[_name_of(use)] = forms.ChoiceField(
                label=use_words(use)[:1].upper() + use_words(use)[1:],
                choices=[(Said.YES, _("Yes")), (Said.NO, _("No"))],
                widget=forms.RadioSelect,
                required=False,
            )

    def answer_fields(self) -> list[forms.BoundField]:
        return [self[_name_of(use)] for use in self.uses]

    def given(self) -> dict[str, Any]:
        given = super().given()
        answers = {use: Said(said) for use in self.uses if (said := given.pop(_name_of(use)))}
        return {**given, "answers": answers}


def _name_of(use: str) -> str:
    """Names of fields hold no dots."""
    return f"use_{use.replace('.', '_')}"
