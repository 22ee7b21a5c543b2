"""Forms of signing, declining, declaring, telling of a contact, one's own profiles, and notes to staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.moments.declaring import DID, NEEDS_WORDS, PROFILES, WHO_GOT_IN_TOUCH, WHOM
from schoolgate.moments.declaring import QUESTIONS as DECLARED
from schoolgate.moments.models import StaffNote
from schoolgate.rules.signing import QUESTIONS, ToRead
from schoolgate.web.forms import ActionForm

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


def _yes_or_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_OR_NO, widget=forms.RadioSelect, required=False)


def _one_of(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)


def _several_of(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
    )


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

    profile = _one_of(_("What kind of account is it?"), list(PROFILES.items()))
    disclaimer = forms.BooleanField(
        label=_("It says that the views there are my own, not the school’s"), required=False
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["with"] = _several_of(_("Who is it?"), list(WHOM.items()))
        for question in DECLARED:
            self.fields[question.key] = _yes_or_no(question.words)
            if question.key in NEEDS_WORDS:
                self.fields[f"{question.key}_words"] = forms.CharField(
                    label=question.more, max_length=400, required=False
                )

    def given(self) -> dict[str, Any]:
        said = super().given()
        answers: dict[str, dict[str, Any]] = {
            one.key: {"yes": said[one.key] == "yes", "words": said.get(f"{one.key}_words", "")}
            for one in DECLARED
            if said[one.key]
        }
        if answers.get("names_school", {}).get("yes"):
            answers["names_school"] |= {"profile": said["profile"], "disclaimer": said["disclaimer"]}
        if answers.get("ties", {}).get("yes"):
            answers["ties"]["with"] = said["with"]
        return {"answers": answers}


class ContactForm(ActionForm):
    """Somebody got in touch: who, what one did, where."""

    who = _one_of(_("Who got in touch?"), [(one, WHOM[one]) for one in WHO_GOT_IN_TOUCH])
    did = _one_of(_("What did you do?"), list(DID.items()))
    words = forms.CharField(
        label=_("Where was it, and what was it in a word?"),
        help_text=_("For example: a friend request on Instagram. Write the name only if it is needed."),
        max_length=400,
        required=False,
    )


class TalkForm(ActionForm):
    """What came of a talk."""

    words = forms.CharField(
        label=_("What came of it?"),
        help_text=_("One line. The person themselves reads it too."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProfileForm(ActionForm):
    """The list for one's own profiles, each line to be ticked where it is in order."""

    in_order = _several_of(_("What is in order?"), ())

    def __init__(self, *given: Any, lines: tuple[ToRead, ...], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(line.digest, line.words) for line in lines]
        self.fields["in_order"].choices = choices  # type: ignore[attr-defined]  # it is a field of choices


class NoteForm(ActionForm):
    """A note to staff: what it is, for whom, and by when it is to be read."""

    kind = _one_of(_("What is it?"), StaffNote.Kinds.choices)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    words = forms.CharField(
        label=_("The note"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    link = forms.CharField(
        label=_("A page to read or watch"),
        help_text=_("If there is one. It begins with https://."),
        max_length=300,
        required=False,
    )
    groups = _several_of(_("Who reads it?"), StaffNote.For.choices)
    read_within_days = forms.IntegerField(label=_("Days to read it"), initial=14)


class NothingToFillIn(ActionForm):
    """A button."""
