"""Changing the school's calendar by hand and from a file."""

import secrets
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from schoolgate.people.calendar_days import CalendarDays, ClassedEvent, days_of
from schoolgate.people.calendar_words import DayKind, kind_of
from schoolgate.people.forms.fields import clock_field, day_field, name_field
from schoolgate.people.ics import MAX_BYTES, CalendarEvent, CalendarFile, read_ics
from schoolgate.people.models import ClosedDay, Nation
from schoolgate.rules.refusals import Refusal
from schoolgate.web.forms import ActionForm

# Beyond this many, events that say nothing about school time are left out without being asked about.
MOST_ROWS = 200
_SALT = "schoolgate.people.calendar-file"

KIND_WORDS = {
    DayKind.TERM: _("A term, from its first to its last day"),
    DayKind.TERM_STARTS: _("The first day of a term"),
    DayKind.TERM_ENDS: _("The last day of a term"),
    DayKind.HOLIDAY: _("Holiday"),
    DayKind.INSET: _("INSET day"),
    DayKind.CLOSURE: _("School closed"),
    DayKind.BANK_HOLIDAY: _("Bank holiday (known already)"),
    DayKind.OTHER: _("Something else: leave it out"),
}


class TermForm(ActionForm):
    """A term, or half of one."""

    name = name_field(_("What you call it"))
    first_on = day_field(_("First day"))
    last_on = day_field(_("Last day"))


class CloseDaysForm(ActionForm):
    """Days without school."""

    first_on = day_field(_("First day"))
    last_on = day_field(_("Last day"))
    why = forms.ChoiceField(
        label=_("Why"),
        choices=ClosedDay.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why there is no school.")},
    )
    words = name_field(_("What you call it"), required=False, length=120)


class OpenDaysForm(ActionForm):
    """Days that are school days after all."""

    first_on = day_field(_("First day"))
    last_on = day_field(_("Last day"))


class SchoolDayForm(ActionForm):
    """The hours in which deadlines run, and whose bank holidays count."""

    day_starts = clock_field(_("The school day starts"))
    day_ends = clock_field(_("It ends"))
    nation = forms.ChoiceField(label=_("The school lies in"), choices=Nation.choices)


class NothingToSayForm(ActionForm):
    """Only the button."""


class CalendarFileForm(forms.Form):
    """The file to load. Its events, read, are `calendar_file` afterwards."""

    file = forms.FileField(
        label=_("Calendar file"),
        help_text=_(
            "An ICS (iCal) file of the school year, up to 1 MB. Nothing is kept before you have looked."
        ),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Save the calendar again and choose that file."),
            "missing": _("The file did not arrive. Choose it again."),
        },
    )
    calendar_file: CalendarFile

    def clean_file(self) -> None:
        found = read_ics(self.cleaned_data["file"].read(MAX_BYTES + 1))
        if isinstance(found, Refusal):
            raise forms.ValidationError(f"{found.words} {found.next_step}")
        self.calendar_file = found


class LoadCalendarForm(ActionForm):
    """What each line of the file means: recognised, or chosen here. The lines travel signed in the form."""

    rows = forms.CharField(widget=forms.HiddenInput, error_messages={"required": _("Choose the file again.")})

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.lines = _unpacked(self.data.get("rows", "") if self.is_bound else self.initial.get("rows", ""))
        for number, event in enumerate(self.lines):
            kind = kind_of(event)
            self.fields[f"kind-{number}"] = forms.ChoiceField(
                label=event.title,
                choices=[("", _("Choose")), *((one.value, words) for one, words in KIND_WORDS.items())],
                initial="" if kind is DayKind.UNSURE else kind.value,
                required=True,
                error_messages={"required": _("Say what this is, or leave it out.")},
            )

    @classmethod
    def for_file(cls, file: CalendarFile) -> "LoadCalendarForm":
        """The form of a file just read: every line that may say something, then the others up to a limit."""
        telling = [event for event in file.events if kind_of(event) is not DayKind.OTHER]
        others = [event for event in file.events if kind_of(event) is DayKind.OTHER]
        return cls(
            initial={"form_key": secrets.token_urlsafe(24), "rows": _packed([*telling, *others][:MOST_ROWS])}
        )

    def clean_rows(self) -> str:
        if not self.lines:
            raise forms.ValidationError(_("This page was open for too long. Choose the file again."))
        return self.cleaned_data["rows"]

    def given(self) -> dict[str, Any]:
        return {"days": self.days}

    @property
    def days(self) -> CalendarDays:
        """What the lines come to, as they are classed now."""
        return days_of(ClassedEvent(event, self._kind(number)) for number, event in enumerate(self.lines))

    @property
    def doubtful(self) -> list[tuple[CalendarEvent, Any]]:
        return self._by(lambda kind: kind is DayKind.UNSURE)

    @property
    def recognised(self) -> list[tuple[CalendarEvent, Any]]:
        return self._by(lambda kind: kind not in (DayKind.UNSURE, DayKind.OTHER))

    @property
    def left_out(self) -> list[tuple[CalendarEvent, Any]]:
        return self._by(lambda kind: kind is DayKind.OTHER)

    def _by(self, wanted: Callable[[DayKind], bool]) -> list[tuple[CalendarEvent, Any]]:
        return [(event, self[f"kind-{n}"]) for n, event in enumerate(self.lines) if wanted(kind_of(event))]

    def _kind(self, number: int) -> DayKind:
        if not self.is_bound:
            return kind_of(self.lines[number])
        chosen = self.data.get(f"kind-{number}", "")
        return DayKind(chosen) if chosen in KIND_WORDS else DayKind.UNSURE


def _packed(events: Iterable[CalendarEvent]) -> str:
    rows = [
        [event.title, event.first_on.isoformat(), event.last_on.isoformat(), event.repeats]
        for event in events
    ]
    return signing.dumps(rows, salt=_SALT, compress=True)


def _unpacked(packed: str) -> list[CalendarEvent]:
    """The lines of the form, or none where they were changed on the way."""
    try:
        rows = signing.loads(packed, salt=_SALT)
    except signing.BadSignature:
        return []
    return [
        CalendarEvent(title, date.fromisoformat(first_on), date.fromisoformat(last_on), repeats)
        for title, first_on, last_on, repeats in rows
    ]
