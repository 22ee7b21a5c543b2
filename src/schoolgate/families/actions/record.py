"""Taking the record of a school year out of the program."""

from schoolgate.audit.event_types import EventType
from schoolgate.families.record import Year, rows_of
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=nothing_refuses,
    records=EventType.FAMILY_RECORD_TAKEN_OUT,
    in_person=True,
)
def take_record(actor: Actor, school: School, *, begins: int) -> Done:
    """The answers of one school year as rows (`school.record_rows`), given back once."""
    rows = rows_of(school, Year(begins))
    school.record_rows = rows  # type: ignore[attr-defined]  # for whoever asked, stored nowhere
    return Done(school, {"year": Year(begins).name, "rows": len(rows)})
