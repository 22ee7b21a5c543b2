"""Forms of courses, sessions and lessons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from schoolgate.pupils.models import Pupil
from schoolgate.training.models import Course, Lesson
from schoolgate.training.queries import Standing
from schoolgate.web.fields import day_field
from schoolgate.web.forms import ActionForm

AUDIENCES = [
    ("staff", _("staff")),
    ("governor", _("governors")),
    ("volunteer", _("volunteers")),
    ("contractor", _("contractors")),
    ("agency", _("agency and supply")),
    ("trainee", _("trainees")),
    ("casual", _("casual workers")),
    ("account_runner", _("everyone who runs an account")),
    ("parent", _("parents who post")),
]


class CourseForm(ActionForm):
    """What people are trained in."""

    title = forms.CharField(
        label=_("What is it called?"), max_length=120, error_messages={"required": _("Give it a name.")}
    )
    covers = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Course.Covers.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    every_months = forms.TypedChoiceField(
        label=_("How often?"),
        help_text=_("A course about posting or its risks counts no longer than our policy says."),
        coerce=int,
    )
    audience = forms.MultipleChoiceField(
        label=_("Who comes to it?"),
        help_text=_("Choose nobody for everybody with a role here."),
        choices=AUDIENCES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    material = forms.CharField(
        label=_("Where is its material?"), max_length=400, required=False, help_text=_("A link or a place.")
    )

    def __init__(self, *given: Any, places: Mapping[str, str], everyone_every: int = 12, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["every_months"].choices = _how_often(everyone_every)  # type: ignore[attr-defined]  # it has some
        self.fields["every_months"].initial = everyone_every
        self.fields["place"] = forms.ChoiceField(
            label=_("If it is about social media: is it for one platform only?"),
            help_text=_(
                "Where our policy asks for training on the place, nobody posts on that platform without this course,"
                " once people had time to come."
            ),
            choices=[("", _("No, for all of them")), *places.items()],
            required=False,
        )
        self.order_fields(["title", "covers", "place"])


class SessionForm(ActionForm):
    """A session: the day, who led it, who came."""

    held_on = day_field(_("When was it?"))
    led_by = forms.CharField(
        label=_("Who led it?"),
        help_text=_("A name, or the online course that was used."),
        max_length=120,
        required=False,
    )
    proof = forms.CharField(
        label=_("What proves it?"),
        help_text=_("Where the list with signatures or the certificates are. May stay empty."),
        max_length=400,
        required=False,
    )

    def __init__(self, *given: Any, standings: Sequence[Standing], **more: Any) -> None:
        super().__init__(*given, **more)
        people = list(_people(standings))
        self.fields["came"] = _several(_("Who came?"), people)
        self.fields["absent"] = _several(_("Who was expected and did not come?"), people)


def _people(standings: Iterable[Standing]) -> Iterable[tuple[int, str]]:
    for one in standings:
        yield one.person.pk, f"{one.person} ({one.stands})" if one.needs else str(one.person)


def _several(label: Any, people: list[tuple[int, str]]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, choices=people, coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )


class LessonForm(ActionForm):
    """What a class was taught."""

    taught_on = day_field(_("When was it?"))
    form = forms.ChoiceField(label=_("How?"), choices=Lesson.Form.choices, widget=forms.RadioSelect)
    topic = forms.CharField(label=_("What else was it about?"), max_length=200, required=False)
    material = forms.CharField(label=_("With what?"), max_length=200, required=False)
    was_understood = forms.BooleanField(label=_("I asked, and they had understood it"), required=False)

    def __init__(
        self, *given: Any, classes: Sequence[str], points: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        if points:
            self.fields["points"] = forms.MultipleChoiceField(
                label=_("What have they heard of?"),
                help_text=_("What our policy wants every pupil to know."),
                choices=points,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields["class_name"] = forms.ChoiceField(
            label=_("Which class?"),
            choices=[("", _("Choose a class")), *((one, one) for one in classes)],
            required=False,
        )
        self.order_fields(
            ["class_name", "taught_on", "form", "points", "topic", "material", "was_understood"]
        )


def _how_often(everyone_every: int) -> list[tuple[int, str]]:
    """How often a course can come again: the usual times, and that of our policy, which says so."""
    usual: dict[int, Any] = {6: _("every 6 months"), 12: _("every year"), 24: _("every 2 years")}
    words = {
        months: usual.get(months) or ngettext("every month", "every %(num)s months", months) % {"num": months}
        for months in sorted({*usual, everyone_every})
    }
    words[everyone_every] = _("%(often)s, as our policy says") % {"often": words[everyone_every]}
    return [(0, str(_("once"))), *((months, str(said)) for months, said in words.items())]


class PlainForm(ActionForm):
    """Nothing to fill in."""


class TrainAgainForm(ActionForm):
    """What happened or changed, by when everybody has heard of it, and which classes are taught again."""

    words = forms.CharField(
        label=_("What happened, or what changed?"),
        help_text=_("In a line that everybody may read: it is the name of the course. No names of people."),
        max_length=120,
        required=False,
    )
    due_on = day_field(_("By which day has every class been taught?"))

    def __init__(self, *given: Any, classes: Sequence[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["classes"] = forms.MultipleChoiceField(
            label=_("Which classes?"),
            choices=[(one, one) for one in classes],
            widget=forms.CheckboxSelectMultiple,
            initial=list(classes),
            required=False,
        )


class ClassAgreesForm(ActionForm):
    """A class signed: when, how, and who of those who had still to sign did not."""

    signed_on = day_field(_("When was it?"))
    form = forms.ChoiceField(
        label=_("How?"), choices=Lesson.Form.choices, widget=forms.RadioSelect, initial=Lesson.Form.LESSON
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *given: Any, pupils: Sequence[Pupil], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["absent"] = forms.TypedMultipleChoiceField(
            label=_("Who was away, or did not sign?"),
            help_text=_("Choose nobody if all of them signed. Whoever did not is asked later."),
            choices=[(one.pk, f"{one.forename} {one.surname}") for one in pupils],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
