"""Giving somebody what is held on them; keeping it for a case; letting go again."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import current, today_of
from schoolgate.personal_data import queries
from schoolgate.personal_data.models import CopyGiven, LegalHold

WITHHELD = "duty.worries_looked_through"
# Of the month that the law gives for the whole answer.
_LOOKED_WITHIN = timedelta(days=14)
_PAGES = {"pupil": "pupils:pupil", "person": "people:person"}
_WHO = {
    "pupil": gettext_lazy("pupil"),
    "adult": gettext_lazy("parent or carer"),
    "person": gettext_lazy("staff member"),
}


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_give_copy,
    records=EventType.PERSONAL_DATA_COPIED,
    in_person=True,
)
def give_copy(actor: Actor, school: School, *, kind: str, number: int, asked_as: str, rows: int) -> Done:
    """Write down that a copy of everything held on somebody was made, and for whom.

    What lies sealed is in no copy; whoever leads on safeguarding looks whether some of it may be told.
    """
    CopyGiven.objects.create(
        school=school,
        **{f"{kind}_id": number},
        asked_as=asked_as,
        rows=rows,
        made_at=actor.now,
        made_by=actor.person,
    )
    _ask_whoever_decides(actor, school, kind, number)
    return Done(queries.row_of(school, kind, number), {"asked_as": asked_as, "rows": rows})


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_hold,
    records=EventType.PERSONAL_DATA_HELD,
    in_person=True,
)
def hold_data(actor: Actor, school: School, *, kind: str, number: int, why: str) -> Done:
    """Nothing of this pupil, adult or person goes until the hold is released."""
    hold = LegalHold.objects.create(
        school=school, **{f"{kind}_id": number}, why=why, since=actor.now, held_by=actor.person
    )
    return Done(hold)


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_release,
    records=EventType.PERSONAL_DATA_RELEASED,
    in_person=True,
)
def release_hold(actor: Actor, hold: LegalHold) -> Done:
    """The complaint or case is over: what is due goes in the next night."""
    hold.released_at, hold.released_by = actor.now, actor.person
    hold.save(update_fields=["released_at", "released_by"])
    return Done(hold)


def _ask_whoever_decides(actor: Actor, school: School, kind: str, number: int) -> None:
    """A task on Today, naming nobody. Where the copy is about whoever leads on safeguarding, the headteacher's."""
    decides = Role.SAFEGUARDING_LEAD
    is_their_own = Appointment.objects.filter(
        current(today_of(actor.now)), school=school, role=decides, person_id=number
    )
    Duty.objects.get_or_create(
        school=school,
        key=WITHHELD,
        about=f"{kind}:{number}",
        done_at=None,
        defaults={
            "what": _("A copy of what is held was made: look whether a worry may be told too"),
            "more": _("It is about %(kind)s number %(number)s.") % {"kind": _WHO[kind], "number": number},
            "link": _page_of(school, kind, number),
            "owed_by_role": Role.HEADTEACHER if kind == "person" and is_their_own.exists() else decides,
            "due_at": actor.now + _LOOKED_WITHIN,
        },
    )


def _page_of(school: School, kind: str, number: int) -> str:
    """Where whoever looks reads who it is; a parent or carer has no page of their own."""
    return "" if kind == "adult" else reverse(_PAGES[kind], args=[school.slug, number])
