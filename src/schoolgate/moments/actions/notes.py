"""Writing notes on safe use to staff, asking people to read them, and saying that one has."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.moments import noting
from schoolgate.moments.models import NoteRead, StaffNote
from schoolgate.moments.queries import at_the_end_of
from schoolgate.people.models import School

# A note that is owed is asked for this long before it is due.
ASKED_BEFORE = timedelta(days=14)
NEXT = "next"


@action(
    may=Permission.NOTE_WRITE,
    unless=noting.refusals_to_write_note,
    records=EventType.NOTE_WRITTEN,
    in_person=True,
)
def write_note(
    actor: Actor,
    school: School,
    *,
    kind: str,
    title: str,
    words: str,
    groups: Sequence[str],
    read_within_days: int,
    link: str = "",
) -> Done:
    """Write a note. Whom it is for finds it on Today until they have read it; who comes later too, until it ends."""
    note = StaffNote.objects.create(
        school=school,
        kind=kind,
        title=title.strip(),
        words=words.strip(),
        link=link.strip(),
        groups=list(groups),
        read_within_days=read_within_days,
        written_by=actor.person,
        written_at=actor.now,
    )
    _close(actor, models.Q(about=NEXT), _("Written."))
    return Done(note, {"note": note.pk, "for": list(groups)}, (noting.NOTE,))


@action(
    may=Permission.NOTE_WRITE,
    unless=noting.refusals_to_end_note,
    records=EventType.NOTE_ENDED,
    in_person=True,
)
def end_note(actor: Actor, note: StaffNote) -> Done:
    """From now on nobody has to read this note. Who read it stays known."""
    note.ended_at = actor.now
    note.save(update_fields=["ended_at"])
    _close(actor, models.Q(about__startswith=f"note:{note.pk}:"), _("No longer to be read."))
    return Done(note, {"note": note.pk}, (noting.NOTE,))


@action(
    may=Permission.DOCUMENTS_SIGN,
    unless=noting.refusals_to_read_note,
    records=EventType.NOTE_READ,
    in_person=True,
)
def read_note(actor: Actor, note: StaffNote) -> Done:
    """Say that one has read a note."""
    read = NoteRead.objects.create(school=note.school, note=note, person=actor.person, read_at=actor.now)
    _close(actor, models.Q(about=_about(note.pk, read.person_id)), _("Read."))
    return Done(read, {"note": note.pk}, (noting.NOTE,))


@action(may=Permission.ASK_IN_TIME, unless=nothing_refuses, records=EventType.NOTE_ASKED)
def ask_to_read(
    actor: Actor, school: School, *, to_read: Sequence[noting.ToRead], next_due_on: date | None = None
) -> Done:
    """Put notes on the Today of who has still to read them, and the next note on the headteacher's when it is due."""
    for one in to_read:
        Duty.objects.get_or_create(
            school=school,
            key=noting.NOTE,
            about=_about(one.note.pk, one.person.pk),
            done_at=None,
            defaults={
                "what": (_("Read: %(title)s") % {"title": one.note.title})[:200],
                "link": reverse("moments:note", args=[school.slug, one.note.pk]),
                "closes_itself": True,
                "owed_by": one.person,
                "due_at": at_the_end_of(one.due_on),
            },
        )
    if next_due_on is not None:
        Duty.objects.get_or_create(
            school=school,
            key=noting.NOTE,
            about=NEXT,
            done_at=None,
            defaults={
                "what": _("Share something on safe use with staff again"),
                "link": reverse("moments:write_note", args=[school.slug]),
                "closes_itself": True,
                "owed_by_role": Role.HEADTEACHER,
                "due_at": at_the_end_of(next_due_on),
            },
        )
    return Done(school, {"people": sorted({one.person.pk for one in to_read})}, (noting.NOTE,))


def is_soon(due_on: date | None, now: datetime) -> bool:
    """Whether the next note is to be asked for by now."""
    return due_on is not None and at_the_end_of(due_on) - ASKED_BEFORE <= now


def _about(note: int, person: int) -> str:
    return f"note:{note}:{person}"


def _close(actor: Actor, which: models.Q, outcome: str) -> None:
    open_now = Duty.objects.filter(which, school=actor.school, key=noting.NOTE, done_at__isnull=True)
    open_now.update(done_at=actor.now, done_by=actor.person, outcome=outcome)
