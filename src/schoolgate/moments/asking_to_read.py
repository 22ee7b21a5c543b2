"""What the clock and events call: notes that somebody has still to read, and the next note that is due."""

from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.moments.actions.notes import NEXT, ask_to_read, is_soon
from schoolgate.moments.followers import school_of
from schoolgate.moments.noting import NOTE, next_note_due, still_to_read
from schoolgate.people.models import School


@follows(EventType.NOTE_WRITTEN, EventType.PERSON_ADDED, EventType.PERSON_APPOINTED)
def ask_who_has_not_read(event: Event, now: datetime) -> None:
    """Whoever has a note to read finds it on Today at once. Safe to run twice."""
    school = school_of(event)
    if school is not None:
        ask_at(school, now)


def ask_at(school: School, now: datetime) -> int:
    """Ask everybody of the school who was not asked yet, and for the next note when its day comes; how many."""
    with scope(school=school):
        open_now = Duty.objects.filter(school=school, key=NOTE, done_at__isnull=True)
        asked = set(open_now.values_list("about", flat=True))
        to_read = [
            one for one in still_to_read(school, now) if f"note:{one.note.pk}:{one.person.pk}" not in asked
        ]
        due_on = next_note_due(school, now)
        wanted = due_on if is_soon(due_on, now) and NEXT not in asked else None
        if to_read or wanted:
            ask_to_read(clock(school, now), school, to_read=to_read, next_due_on=wanted)
    return len(to_read)


def ask_everybody(now: datetime) -> int:
    """The same at every school, once a day: for roles that begin on a day. Safe to run twice."""
    return sum(ask_at(school, now) for school in School.objects.select_related("trust"))
