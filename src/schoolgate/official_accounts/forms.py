"""Forms of official accounts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.official_accounts.audiences import audience_words
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, AccountReview
from schoolgate.official_accounts.places import PLACES
from schoolgate.people.models import Person
from schoolgate.rules.account_safety import Line, Stands
from schoolgate.web.fields import day_field, person_field
from schoolgate.web.forms import ActionForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as _StrOrPromise


def _address(
    label: "_StrOrPromise", help_text: "_StrOrPromise" = "", *, required: bool = False
) -> forms.URLField:
    return forms.URLField(
        label=label, help_text=help_text, required=required, max_length=190, assume_scheme="https"
    )


class AddAccountForm(ActionForm):
    """A new place."""

    name = forms.CharField(
        label=_("What do you call it?"), help_text=_("“School website”, “Year 6 page”"), max_length=80
    )
    purpose = forms.CharField(label=_("What is it for, in a line?"), required=False, max_length=200)
    address = _address(_("Its address, if it has one"))
    is_there_already = forms.BooleanField(
        label=_("It is there already, and speaks for the school"),
        help_text=_("A new one is asked for first, under “Ask for leave”."),
        required=False,
    )

    def __init__(self, *given: Any, platforms: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        places = [(key, place.words) for key, place in PLACES.items()]
        self.fields["place"] = forms.ChoiceField(
            label=_("What kind of place is it?"),
            choices=[*places, *platforms.items()],
            widget=forms.RadioSelect,
        )
        self.order_fields(("place",))


class RecordForm(ActionForm):
    """What an account is for, and how it is kept: what an application tells, for one that was there already."""

    promised = forms.CharField(
        label=_("What is it for, and how do you see that it works?"),
        help_text=_("A review holds what was found against this."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.MultipleChoiceField(
        label=_("For whom is it?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contributors = forms.MultipleChoiceField(
        label=_("Who may put something on it?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    risk = forms.CharField(
        label=_("What could go wrong there, and what do you do against it?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = forms.EmailField(
        label=_("The school’s e-mail address it belongs to"), required=False, max_length=190
    )
    is_open = forms.ChoiceField(
        label=_("Who can see it?"),
        choices=AccountRecord.Open.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    promotion = forms.CharField(label=_("How people hear of it"), required=False, max_length=1000)
    time_given = forms.CharField(
        label=_("The time that staff have for it"),
        help_text=_("Who, and how much each week. Enough to keep it fresh."),
        required=False,
        max_length=1000,
    )
    minimum_age = forms.IntegerField(
        label=_("From what age the platform may be used"), required=False, min_value=0, max_value=21
    )
    rules_link = _address(_("The platform’s rules"))
    rules_checked_on = day_field(_("When were its rules last looked at?"), required=False)
    silent_after_days = forms.IntegerField(
        label=_("After how many days without a post should somebody ask?"), min_value=0, max_value=1000
    )
    key_ends_on = day_field(_("When does its key end, if it does?"), required=False)
    brand_agreed_on = day_field(_("When were our name and logo agreed for it?"), required=False)

    def __init__(
        self, *given: Any, people: Iterable[Person], platforms: Mapping[str, str], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        places = [(key, place.words) for key, place in PLACES.items()]
        self.fields["place"] = forms.ChoiceField(
            label=_("Where is it?"),
            choices=[("", _("As it stands")), *places, *platforms.items()],
            required=False,
        )
        for name in ("audience", "contributors"):
            self.fields[name].choices = list(audience_words().items())  # type: ignore[attr-defined]
        self.fields["moderator"] = forms.TypedChoiceField(
            label=_("Who keeps an eye on what others write there?"),
            choices=[("", _("Nobody yet")), *((one.pk, str(one)) for one in people)],
            coerce=int,
            empty_value=None,
            required=False,
        )


class SafetyForm(ActionForm):
    """What keeps an account safe, line by line."""

    def __init__(self, *given: Any, asked: Sequence[Line], **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked = asked
        answers = [
            (Stands.YES.value, _("Yes")),
            (Stands.NO.value, _("No, and there is a reason")),
            (Stands.NOT_OFFERED.value, _("The platform does not offer it")),
        ]
        for line in asked:
            self.fields[line.key] = forms.ChoiceField(
                label=line.words, choices=answers, widget=forms.RadioSelect, required=False
            )
            self.fields[f"{line.key}_why"] = forms.CharField(
                label=_("If not: why?"), max_length=200, required=False
            )

    @classmethod
    def shown(cls, safety: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """What was said last, as the fields show it."""
        found = {}
        for key, said in safety.items():
            found[key], found[f"{key}_why"] = said.get("is", ""), said.get("why", "")
        return found

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "lines": {line.key: Stands(said[line.key]) for line in self.asked if said[line.key]},
            "why": {line.key: said[f"{line.key}_why"] for line in self.asked},
        }


class ReviewForm(ActionForm):
    """Whether an account does what it is for."""

    aims = forms.ChoiceField(
        label=_("Does it do what was promised?"),
        choices=AccountReview.Aims.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    findings = forms.CharField(
        label=_("What did you find: whom it reaches, what works, what does not?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    outcome = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=AccountReview.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class ChangeAccountForm(ActionForm):
    """What it is called, what it is for, where it is."""

    name = forms.CharField(label=_("Name"), max_length=80)
    purpose = forms.CharField(label=_("What is it for, in a line?"), required=False, max_length=200)
    address = _address(_("Its address, if it has one"))


class ConnectAccountForm(ActionForm):
    """The key to a WordPress website."""

    address = _address(_("The website’s first page"), _("It begins with https://"), required=True)
    sign_in_name = forms.CharField(
        label=_("The user name there"),
        help_text=_("Best a user made for this, with the role of an editor."),
        max_length=120,
    )
    key = forms.CharField(
        label=_("The application password"),
        help_text=_(
            "WordPress makes it: Users, Profile, Application passwords. It is kept sealed and never shown again."
        ),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def given(self) -> dict[str, Any]:
        return {**super().given(), "key": self.cleaned_data["key"].strip()}


class NameForm(ActionForm):
    """Who writes for an account, from when until when."""

    first_on = day_field(_("First day"))
    last_on = day_field(_("Last day"), required=False, help_text=_("Leave empty if you do not know it yet."))

    def __init__(self, *given: Any, people: Iterable[Person], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person"] = person_field(_("Who"), people)
        # Not declared above: `does` is what every form of an action does.
        self.fields["does"] = forms.ChoiceField(
            label=_("What do they do there?"),
            choices=AccountPerson.Does.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )
        self.order_fields(("person", "does", "first_on", "last_on"))


class EndNamingForm(ActionForm):
    """The last day on which somebody writes for an account."""

    last_on = day_field(
        _("Last day"), help_text=_("On this day they may still do it; the day after no more.")
    )


class SuspendForm(ActionForm):
    """Why nothing goes there for now."""

    because = forms.CharField(label=_("Why?"), required=False, max_length=200)


class ButtonForm(ActionForm):
    """A button, nothing to fill in."""
