"""Putting right what is wrong, and taking somebody out of the record."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import School
from schoolgate.personal_data import queries
from schoolgate.personal_data.correctable import CORRECTABLE
from schoolgate.personal_data.emptying import empty, words_of
from schoolgate.personal_data.models import CopyGiven, Correction
from schoolgate.pupils.naming import names_changed

TELL = "duty.correction_told"
# Whoever received what was wrong is told without delay, a month at most.
_TO_TELL = timedelta(days=28)


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_correct,
    records=EventType.PERSONAL_DATA_CORRECTED,
    in_person=True,
)
def correct_data(
    actor: Actor, school: School, *, kind: str, number: int, field: str, value: str, asked_as: str
) -> Done:
    """Write what is right, note who asked, and see that those are told who received what was wrong."""
    row: Any = queries.row_of(school, kind, number)
    setattr(row, field, CORRECTABLE[kind][field].read(value))
    row.save(update_fields=[field])
    if kind == "pupil":
        names_changed(school.pk)
    copies = CopyGiven.objects.filter(**{f"{kind}_id": number}).count()
    correction = Correction.objects.create(
        school=school,
        **{f"{kind}_id": number},
        field=field,
        asked_as=asked_as,
        corrected_at=actor.now,
        corrected_by=actor.person,
        copies_before=copies,
        from_roll=kind in ("pupil", "adult"),
    )
    if copies or correction.from_roll:
        _see_that_they_are_told(actor, correction)
    return Done(row, {"field": field, "asked_as": asked_as, "copies_before": copies})


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_erase_person,
    records=EventType.PERSONAL_DATA_ERASED,
    in_person=True,
)
def erase_person(actor: Actor, school: School, *, kind: str, number: int, asked_as: str) -> Done:
    """Take somebody out of the record: the facts stay, and the trail's words about them go."""
    row: Any = queries.row_of(school, kind, number)
    type_ = row._meta.label_lower
    empty(row)
    row.pk = number
    erased = words_of(actor.log_key, [(type_, number)], "the person asked to be taken out")
    return Done(row, {"asked_as": asked_as}, also=erased)


def _see_that_they_are_told(actor: Actor, correction: Correction) -> None:
    """A task for whoever leads on data protection; whom it is about stands on the page only."""
    Duty.objects.create(
        school=correction.school,
        key=TELL,
        about=f"correction:{correction.pk}",
        what=_("Tell those who received what was wrong"),
        more=_("The management system, and whoever got a copy before."),
        link=reverse("personal_data:corrections", args=[correction.school.slug]),
        owed_by_role=Role.DATA_PROTECTION_LEAD,
        due_at=actor.now + _TO_TELL,
    )
