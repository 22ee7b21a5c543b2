"""The lines of the trail's pages: found, narrowed, searched, and put into words in a fixed handful of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from schoolgate.audit import queries
from schoolgate.audit.event_types import EventType
from schoolgate.audit.evidence import that_prove
from schoolgate.audit.models import Event
from schoolgate.audit.queries import Told
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import Person
from schoolgate.people.queries import LONDON
from schoolgate.reports.trail.naming import Names, actor_words, address_of, names_in, value_in_detail
from schoolgate.reports.trail.seeing import Reader
from schoolgate.reports.trail.words import GROUPS, key_words, value_words, what_happened

PAGE = 50
MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One event as its reader sees it. `place` is its place in the log, for keepers; 0 while it waits for one."""

    id: int
    at: datetime
    what: str
    who: str = ""
    about: str = ""
    about_href: str = ""
    about_key: str = ""
    controls: Sequence[str] = ()
    detail: Sequence[tuple[str, str]] = ()
    is_erased: bool = False
    is_detail_closed: bool = False
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words, a group ("posts"), a subject ("posts.post:12"), and events before this one.

    `control` finds the events that are counted for a control of the policy ("gate.four_eyes"), `since` those of a day
    and later.
    """

    words: str = ""
    group: str = ""
    about: str = ""
    before: int | None = None
    control: str = ""
    since: date | None = None


def page_of_trail(actor: Actor, search: Search) -> tuple[list[Line], bool]:
    """A page of the school's trail, the newest first, and whether there is more."""
    reader = Reader.of(actor)
    events = _found(reader.may_see(queries.events_of(actor.log_key)), reader, actor, search)
    told = queries.tell(events[: PAGE + 1], actor.log_key)
    return _lines(told[:PAGE], reader, actor), len(told) > PAGE


def line_of(actor: Actor, event: Event) -> Line:
    """One event in words."""
    return _lines([queries.told(event)], Reader.of(actor), actor)[0]


def visible(actor: Actor) -> QuerySet[Event]:
    """Every event of this school that is for this reader."""
    return Reader.of(actor).may_see(queries.events_of(actor.log_key))


def _found(events: QuerySet[Event], reader: Reader, actor: Actor, search: Search) -> QuerySet[Event]:
    if search.before is not None:
        events = events.filter(id__lt=search.before)
    if search.control:
        events = that_prove(events, search.control)
    if search.since is not None:
        events = events.filter(at__gte=datetime.combine(search.since, time(), LONDON))
    if search.group:
        events = events.filter(_of_group(search.group))
    if search.about:
        subject_type, _colon, subject_id = search.about.partition(":")
        events = events.filter(reader.searched_by_name(), subject_type=subject_type, subject_id=subject_id)
    if search.words:
        events = events.filter(_with_words(search.words, reader, actor))
    return events


def _of_group(group: str) -> Q:
    found = Q(pk__in=[])
    for noun in GROUPS[group][1]:
        found |= Q(type__startswith=f"{noun}.")
    return found


def _with_words(words: str, reader: Reader, actor: Actor) -> Q:
    """By what happened, by who did it, by what was written about it."""
    named = (
        Person.objects.filter(trust_id=actor.trust_id)
        .annotate(whole_name=Concat("forename", Value(" "), "surname"))
        .filter(whole_name__icontains=words)
        .values_list("pk", flat=True)[:MOST_PEOPLE]
    )
    people = [f"person:{pk}" for pk in named]
    kinds = [
        type_ for type_ in EventType if words.lower() in what_happened(Event(type=type_), reader).lower()
    ]
    return (
        Q(type__in=kinds)
        | (reader.searched_by_name() & Q(actor_id__in=people))
        | (reader.searched_by_words() & Q(detail__words__icontains=words))
    )


def _lines(told: Sequence[Told], reader: Reader, actor: Actor) -> list[Line]:
    names = names_in(told, reader)
    return [_line(one, reader, actor, names) for one in told]


def _line(one: Told, reader: Reader, actor: Actor, names: Names) -> Line:
    event = one.event
    sees_who, sees_detail = reader.sees_who(event), reader.sees_detail(event)
    subject = f"{event.subject_type}:{event.subject_id}"
    detail = one.detail if sees_detail and one.detail else {}
    return Line(
        id=event.pk,
        at=event.at,
        what=what_happened(event, reader),
        who=actor_words(event.actor_id, names) if sees_who else "",
        about=names.get(subject, "") if sees_who else "",
        about_href=address_of(event, actor, names) if sees_who else "",
        about_key=subject if sees_who else "",
        controls=reader.controls(event),
        detail=[
            (key_words(key), value_words(value_in_detail(key, value, names))) for key, value in detail.items()
        ],
        is_erased=one.detail is None,
        is_detail_closed=not sees_detail,
        place=(one.place or 0) if reader.is_keeper else None,
    )
