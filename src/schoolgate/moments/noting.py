"""Notes on safe use to staff: for whom each is, who has read it, who still has to, and when the next is due."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role, permissions_of
from schoolgate.moments.models import NoteRead, StaffNote
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy, in_force
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.staffing import kinds_of

NOTE = "moment.note_to_staff"
EVERY = "notes_every"
For = StaffNote.For


def groups_of(roles: Iterable[Role]) -> frozenset[str]:
    """The groups of readers to which somebody with these roles belongs; a pupil to none."""
    held = frozenset(roles)
    kinds = kinds_of(role.value for role in held)
    if not held or kinds == {"pupil"}:
        return frozenset()
    found = {For.EVERYONE.value}
    if kinds & {"staff", "trainee", "agency", "casual"}:
        found.add(For.STAFF.value)
    if kinds & {"governor", "trustee"}:
        found.add(For.GOVERNORS.value)
    if kinds & {"volunteer", "contractor", "consultant", "account_runner"}:
        found.add(For.VOLUNTEERS.value)
    if Permission.POST_WRITE in permissions_of(held):
        found.add(For.POSTS.value)
    return frozenset(found)


def is_for(note: StaffNote, roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles is to read this note."""
    return bool(groups_of(roles) & set(note.groups))


@dataclass(frozen=True, slots=True)
class Reader:
    """One person a note is for: when they read it, or by when they are to."""

    person: Person
    read_at: datetime | None
    due_on: date


def readers_of(note: StaffNote, now: datetime) -> list[Reader]:
    """Everybody this note is for today, who has not read it first. Three queries."""
    read = dict(NoteRead.objects.filter(note=note).values_list("person_id", "read_at"))
    found = [
        Reader(person, read.get(person.pk), _due_on(note, person.posts_now))  # type: ignore[attr-defined]  # `people_of` adds it
        for person in people_of(note.school, today_of(now))
        if is_for(note, _roles(person))
    ]
    return sorted(found, key=lambda one: one.read_at is not None)


def _due_on(note: StaffNote, posts: Collection[Appointment]) -> date:
    """Counted from the note, or for whoever came later from their first day."""
    begun = max(today_of(note.written_at), min(post.first_on for post in posts))
    return begun + timedelta(days=note.read_within_days)


def _roles(person: Person) -> list[Role]:
    return [Role(post.role) for post in person.posts_now]  # type: ignore[attr-defined]  # `people_of` adds it


def notes_for(actor: Actor) -> list[StaffNote]:
    """The notes that this person is to read or has read, newest first, each with `is_read`. One query."""
    own = NoteRead.objects.filter(note=OuterRef("pk"), person=actor.person)
    standing = StaffNote.objects.filter(ended_at__isnull=True).select_related("written_by")
    return [note for note in standing.annotate(is_read=Exists(own)) if is_for(note, actor.roles)]


def written_notes() -> QuerySet[StaffNote]:
    """Every note of the school in scope, newest first, with `reads`."""
    found = StaffNote.objects.select_related("written_by").annotate(many_read=Count("reads"))
    return found.order_by("-written_at", "-pk")


@dataclass(frozen=True, slots=True)
class ToRead:
    """One person has one note to read, by a day."""

    note: StaffNote
    person: Person
    due_on: date


def still_to_read(school: School, now: datetime) -> list[ToRead]:
    """Every standing note that somebody has still to read. Five queries, whatever the number of people or notes."""
    notes = list(StaffNote.objects.filter(school=school, ended_at__isnull=True))
    if not notes:
        return []
    read = set(NoteRead.objects.filter(note__in=notes).values_list("note_id", "person_id"))
    return [
        ToRead(note, person, _due_on(note, person.posts_now))  # type: ignore[attr-defined]  # `people_of` adds it
        for person in people_of(school, today_of(now))
        for note in notes
        if (note.pk, person.pk) not in read and is_for(note, _roles(person))
    ]


def next_note_due(school: School, now: datetime) -> date | None:
    """By when the next note goes out; None where the policy asks for no notes or sets no rhythm."""
    policy = current_policy(school)
    if EVERY not in policy.settings or not policy.clauses_of(NOTE):
        return None
    last = StaffNote.objects.filter(school=school).values_list("written_at", flat=True).first()
    begun = last or in_force(school).values_list("in_force_at", flat=True).first() or now
    return today_of(begun) + timedelta(days=30 * policy.setting(EVERY))


def refusals_to_write_note(
    actor: Actor,
    school: School,
    *,
    kind: str,
    title: str,
    words: str,
    groups: Collection[str],
    read_within_days: int,
    link: str = "",
) -> list[Refusal]:
    """A note has a title, words, and somebody it is for."""
    found = []
    if not title.strip():
        found.append(_missing("The note has no title.", "Write one.", "title"))
    if not words.strip():
        found.append(_missing("The note says nothing.", "Write it.", "words"))
    if kind not in StaffNote.Kinds.values:
        found.append(_missing("It does not say what it is.", "Choose one.", "kind"))
    if not groups or not set(groups) <= set(For.values):
        found.append(_missing("It does not say who is to read it.", "Choose at least one group.", "groups"))
    if link and not link.startswith("https://"):
        found.append(_missing("This is no address of a page.", "It begins with https://.", "link"))
    if not 1 <= read_within_days <= 60:
        found.append(_missing("Give people between 1 and 60 days.", "Change the number.", "read_within_days"))
    return found


def refusals_to_end_note(actor: Actor, note: StaffNote) -> list[Refusal]:
    if note.ended_at is None:
        return []
    return [Refusal(Control.STATE, "This note has been ended already.", "Nothing is left to do.")]


def refusals_to_read_note(actor: Actor, note: StaffNote) -> list[Refusal]:
    """Whom it is for says once that they have read it."""
    if note.ended_at is not None:
        return [Refusal(Control.STATE, "This note is no longer to be read.", "Nothing is left to do.")]
    if not is_for(note, actor.roles):
        return [Refusal(Control.PERMISSION, "This note is not for you.", "Nothing is to do.")]
    if NoteRead.objects.filter(note=note, person=actor.person).exists():
        return [Refusal(Control.STATE, "You have read this note already.", "Nothing is left to do.")]
    return []


def _missing(words: str, next_step: str, about: str) -> Refusal:
    return Refusal(Control.STATE, words, next_step, about=about)
