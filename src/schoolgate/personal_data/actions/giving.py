"""Giving somebody what is held on them; keeping it for a case; letting go again."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.personal_data import queries
from schoolgate.personal_data.models import CopyGiven, LegalHold


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_give_copy,
    records=EventType.PERSONAL_DATA_COPIED,
    in_person=True,
)
def give_copy(actor: Actor, school: School, *, kind: str, number: int, asked_as: str, rows: int) -> Done:
    """Write down that a copy of everything held on somebody was made, and for whom."""
    CopyGiven.objects.create(
        school=school,
        **{f"{kind}_id": number},
        asked_as=asked_as,
        rows=rows,
        made_at=actor.now,
        made_by=actor.person,
    )
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
