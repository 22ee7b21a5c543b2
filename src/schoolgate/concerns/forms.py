"""Forms of worries: words only, and no file ever."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schoolgate.concerns import words as said
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person
from schoolgate.rules.concerns import CAN_BE_NAMED, LONGEST, About, Matter
from schoolgate.web.fields import person_field
from schoolgate.web.forms import ActionForm

_OFF = {"autocomplete": "off"}


def _lines(label: Any, *, rows: int = 3, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={**_OFF, "rows": rows}),
        error_messages={"required": _("Write it in your own words.")},
    )


class AboutForm(ActionForm):
    """What it is about, and whom: what decides who reads it."""

    matter = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what fits best.")},
    )
    about = forms.ChoiceField(
        label=_("Who did it, or whom is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what fits best. You can say that you do not know.")},
    )
    about_name = forms.CharField(
        label=_("Their name, if you know it"),
        help_text=_("Whoever is named here never reads it."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs=_OFF),
    )
    about_does = forms.ChoiceField(
        label=_("If they work or help here: as what?"),
        help_text=_("You need not say. It tells them from somebody else of the same name."),
        required=False,
        choices=[("", _("I do not know")), *((key.value, words) for key, words in said.DOES.items())],
    )
    in_danger = forms.ChoiceField(
        label=_("Is somebody in danger now?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, child: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        matters, about = (
            (said.MATTERS_FOR_A_CHILD, said.ABOUT_FOR_A_CHILD) if child else (said.MATTERS, said.ABOUT)
        )
        for name, choices in (("matter", matters), ("about", about)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the reader and mypy
            field.choices = [(key.value, words) for key, words in choices.items()]
        if child:
            self.fields["matter"].label = _("What is it?")
            self.fields["about"].label = _("Who did it, or who is it about?")
            self.fields["about_name"].label = _("Their name")
            self.fields["about_name"].help_text = _("They will never read this.")
            del self.fields["about_does"]

    def clean_matter(self) -> Matter:
        return Matter(self.cleaned_data["matter"])

    def clean_about(self) -> About:
        return About(self.cleaned_data["about"])

    def clean_in_danger(self) -> bool:
        return bool(self.cleaned_data["in_danger"] == "yes")


class TellForm(AboutForm):
    """All of it: the choices of before ride along unseen, and the words."""

    what = _lines(_("What did you see or hear?"), rows=6, required=True)
    place = _lines(_("Where?"), rows=2, help_text=_("The network, the group, the web address, the room."))
    at_what_time = forms.CharField(
        label=_("When?"), required=False, max_length=200, widget=forms.TextInput(attrs=_OFF)
    )
    who = _lines(
        _("Who are you, and how can we reach you?"),
        rows=2,
        help_text=_("You need not say. Leave it empty then."),
    )
    is_me = forms.BooleanField(required=False)
    also = forms.MultipleChoiceField(
        label=_("Who else should read it?"),
        help_text=_("You need not choose. Your line manager reads it if you tell them that it is from you."),
        required=False,
        choices=[(post, said.named_words(post)) for post in CAN_BE_NAMED],
        widget=forms.CheckboxSelectMultiple,
    )
    not_to = forms.ChoiceField(
        label=_("Is it about one of those who would read it?"),
        help_text=_("Then choose them: they never see it, and somebody else reads it."),
        required=False,
        choices=[
            ("", _("No, or I do not know")),
            *((role.value, said.post_words(role.value)) for role in Role),
        ],
        widget=forms.RadioSelect,
    )
    # Nobody sees this one. A program that fills in everything gives itself away.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={**_OFF, "tabindex": "-1"}))

    CHOSEN_BEFORE = ("matter", "about", "about_name", "about_does", "in_danger")

    def __init__(self, *given: Any, child: bool = False, teller: Person | None = None, **more: Any) -> None:
        super().__init__(*given, child=child, **more)
        self.teller = teller
        for name in set(self.CHOSEN_BEFORE) & set(self.fields):
            self.fields[name].widget = forms.HiddenInput()
        if child:
            self.fields["what"].label = _("Tell us. Your own words are fine.")
            self.fields["place"].label = _("Where was it?")
            self.fields["place"].help_text = ""
            self.fields["who"].label = _("Who are you? You don’t have to say.")
            self.fields["who"].help_text = ""
        if teller is None:
            del self.fields["is_me"], self.fields["also"]
        else:
            self.fields["is_me"].label = _("Tell them that it is from me, %(name)s") % {"name": teller}

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty. It is there for programs that send rubbish."))
        return ""

    def given(self) -> dict[str, Any]:
        found = {key: value for key, value in super().given().items() if key not in ("is_me", "website")}
        is_me = self.cleaned_data.get("is_me")
        return found | {"teller": self.teller.pk if self.teller is not None and is_me else None}


class CodeForm(ActionForm):
    """The code that whoever told a worry was given."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput(attrs={**_OFF, "spellcheck": "false"}),
        error_messages={"required": _("Write the code that you were given.")},
    )


class LookForm(ActionForm):
    """A button."""


def _told() -> forms.CharField:
    return _lines(
        _("What do you say to whoever told you?"),
        help_text=_("They read it with their code. Leave out names."),
    )


class NoteForm(ActionForm):
    """What was done or found."""

    words = _lines(_("What did you do or find?"), rows=4)
    told = _told()


class HandOverForm(ActionForm):
    """Who has it now, and how they call it."""

    to = forms.CharField(
        label=_("Who has it now?"),
        help_text=_("The police, children’s services, our HR adviser."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=_OFF),
    )
    reference = forms.CharField(
        label=_("Their reference"), required=False, max_length=120, widget=forms.TextInput(attrs=_OFF)
    )
    told = _told()


class CloseForm(ActionForm):
    """What was done, and the answer."""

    outcome = _lines(_("What was done?"), rows=4)
    told = _told()


class PersonForm(ActionForm):
    """One of the people here."""

    def __init__(self, *given: Any, label: Any, people: Iterable[Person], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person"] = person_field(label, people)
