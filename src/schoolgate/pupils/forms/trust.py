"""The form that says which school of a trust's file is which school here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from schoolgate.people.models import School
from schoolgate.web.forms import ActionForm


class PartForm(ActionForm):
    """A choice for each school of the file."""

    def __init__(
        self, *given: Any, parts: list[Mapping[str, Any]], schools: Iterable[School], proposed: Mapping[str, int],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        self.parts = parts
        choices = [("", _("none of ours: leave it out")), *((str(one.pk), one.name) for one in schools)]
        for nth, part in enumerate(parts):
            self.fields[f"school_{nth}"] = forms.ChoiceField(
                label=part["name"] or part["key"],
                choices=choices,
                initial=str(proposed.get(part["key"], "")),
                required=False,
            )

    def lines(self) -> Iterator[tuple[Mapping[str, Any], forms.BoundField]]:
        """Each school of the file with its choice."""
        for nth, part in enumerate(self.parts):
            yield part, self[f"school_{nth}"]

    def given(self) -> dict[str, Any]:
        chosen = (
            (part["key"], self.cleaned_data.get(f"school_{nth}")) for nth, part in enumerate(self.parts)
        )
        return {"schools": {key: int(school) for key, school in chosen if school}}


class ForgetForm(ActionForm):
    """Nothing but the wish to forget the file."""
