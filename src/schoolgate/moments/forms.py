"""Forms of signing, declining and declaring."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.moments.declaring import NEEDS_WORDS
from schoolgate.moments.declaring import QUESTIONS as DECLARED
from schoolgate.rules.signing import QUESTIONS
from schoolgate.web.forms import ActionForm

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


def _yes_or_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_OR_NO, widget=forms.RadioSelect, required=False)


class SignForm(ActionForm):
    """One signature; the first time with three short questions. `shown` is the digest of what stood on the page."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *given: Any, asks: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked = QUESTIONS if asks else ()
        for question in self.asked:
            self.fields[question.key] = _yes_or_no(question.words)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"shown": said["shown"], "answers": {one.key: said[one.key] for one in self.asked}}


class DeclineForm(ActionForm):
    """Why somebody does not sign."""

    words = forms.CharField(
        label=_("What do you have against it?"),
        help_text=_("The headteacher reads this and talks it over with you."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeclareForm(ActionForm):
    """The four questions of the yearly look at one's own use; a yes says what it is."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for question in DECLARED:
            self.fields[question.key] = _yes_or_no(question.words)
            if question.key in NEEDS_WORDS:
                self.fields[f"{question.key}_words"] = forms.CharField(
                    label=question.more, max_length=400, required=False
                )

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {
            "answers": {
                one.key: {"yes": said[one.key] == "yes", "words": said.get(f"{one.key}_words", "")}
                for one in DECLARED
                if said[one.key]
            }
        }
