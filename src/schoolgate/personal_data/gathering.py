"""Everything held on somebody, table by table, with what tells of others left out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.keeping.whole_school import ways
from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.media.models import Appearance, Picture
from schoolgate.notifications.models import Letter
from schoolgate.personal_data.held import COLUMNS_OF_OTHERS, TABLES, Held
from schoolgate.personal_data.mentions import Mention
from schoolgate.personal_data.others import Others
from schoolgate.personal_data.subjects import Subject
from schoolgate.posts.models import PostPicture

# What each would tell whoever reads a copy: that a child is on the restricted list, that a case is open.
_UNTOLD_EVENTS = (
    EventType.PUPIL_RESTRICTED,
    EventType.PUPIL_UNRESTRICTED,
    EventType.PUPIL_RECALLED,
    EventType.PUPIL_HELD,
    EventType.PUPIL_DECIDER_SAID,
    EventType.PUPIL_HOLD_ENDED,
    EventType.ADULT_RELEASED,
    EventType.PERSONAL_DATA_HELD,
    EventType.PERSONAL_DATA_RELEASED,
)
# Which words of an entry about somebody tell of them and of nobody else.
TOLD_OF_ENTRIES: Mapping[str, tuple[str, ...]] = {
    EventType.CONSENT_ANSWERED: ("answers",),
    EventType.CONSENT_WITHDRAWN: ("uses",),
    EventType.PUPIL_ASSESSED: ("understands", "tells_parents"),
    EventType.PERSON_PICTURE_ANSWERED: ("answers",),
    EventType.TIES_SAID: ("ties",),
    EventType.PERSON_CHANGED: ("before", "after"),
    EventType.PERSON_INVITED: ("email",),
    EventType.DOCUMENTS_SIGNED: ("documents",),
    EventType.PERSONAL_DATA_COPIED: ("asked_as", "rows"),
    EventType.PERSONAL_DATA_CORRECTED: ("field", "asked_as", "copies_before"),
}
_NEVER = (Kind.SECRET, Kind.PROTECTION)
_MAY_NAME_OTHERS = (Kind.WORDS, Kind.NAME, Kind.ANSWER)


@dataclass(frozen=True, slots=True)
class Part:
    """What one table holds: what for, how long, who sees it, and its rows."""

    table: str
    purpose: str
    lawful_basis: str
    keeping: str
    seen_by: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Everything:
    """Everything held on somebody. `did` is what they did, by table: its number and when, no more."""

    parts: list[Part]
    did: list[dict[str, Any]]
    trail: list[dict[str, Any]]
    letters: list[dict[str, Any]]
    pictures: list[int]
    pictures_with_others: list[int]
    # Where their name stands in free words, as far as whoever leads on data protection let it in (`mentions`).
    mentions: list[Mention] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many things are in it."""
        rows = sum(len(part.rows) for part in self.parts)
        return rows + len(self.did) + len(self.trail) + len(self.mentions)


@cache
def tables_about(kind: str) -> tuple[tuple[str, str], ...]:
    """Each table with rows about a pupil, adult or person, with the way from it to them; those withheld are not."""
    return tuple(
        (table, way)
        for table, held in TABLES.items()
        if not held.withheld
        for way in held.about
        if _end_of(table, way) == kind
    )


def _end_of(table: str, way: str) -> str:
    """Whom this way leads to: "pupil", "adult" or "person"."""
    model = apps.get_model(table)
    if way == "pk":
        return str(model._meta.model_name)
    for step in way.split("__"):
        model = model._meta.get_field(step).related_model
    return str(model._meta.model_name)


def everything_on(subject: Subject) -> Everything:
    """All of it. The number of queries does not depend on how much there is."""
    others = Others(subject)
    alone, shared = _pictures(subject)
    return Everything(
        parts=[part for part in _parts(subject, others) if part.rows],
        did=list(_did(subject)) if subject.kind == "person" else [],
        trail=_trail(subject),
        letters=_letters(subject),
        pictures=alone,
        pictures_with_others=shared,
    )


def _parts(subject: Subject, others: Others) -> Iterator[Part]:
    for table, way in tables_about(subject.kind):
        model = apps.get_model(table)
        hides = TABLES[table].hides.get(way, ())
        columns = {name: kind for name, kind in columns_of(model).items() if name not in hides}
        is_their_own = way == "pk"
        rows = [
            {"number": row.pk}
            | _belongs_to(row, table, others)
            | {name: _told(row, name, kind, others, own=is_their_own) for name, kind in columns.items()}
            for row in _rows(model, way, subject)
        ]
        label: TableLabel | None = getattr(model, "label", None)
        yield Part(
            table=table,
            purpose=label.purpose if label else _("Lets a person sign in."),
            lawful_basis=label.lawful_basis if label else "public task",
            keeping=label.keeping if label else "as the login",
            seen_by=label.seen_by if label else _("the person"),
            rows=rows,
        )


# A row that says only that somebody is in something: what that is called, or its number.
_BELONGS_TO: Mapping[str, str] = {"showing.groupmember": "group", "media.appearance": "picture"}


def _belongs_to(row: Any, table: str, others: Others) -> dict[str, Any]:
    way = _BELONGS_TO.get(table)
    if way is None:
        return {}
    thing = getattr(row, way)
    return {way: others.left_out_of(thing.name) if hasattr(thing, "name") else thing.pk}


def columns_of(model: type[models.Model]) -> dict[str, Kind]:
    """The columns that are told: none that is a secret or protects a child, and no relation."""
    label: TableLabel | None = getattr(model, "label", None)
    if label is None:
        return dict.fromkeys(COLUMNS_OF_OTHERS[model._meta.label_lower], Kind.DEED)
    found = {
        field.name: label.fields.get(field.name, Kind.NOT_PERSONAL)
        for field in model._meta.concrete_fields
        if not field.is_relation and not field.primary_key
    }
    return {name: kind for name, kind in found.items() if kind not in _NEVER}


def _rows(model: type[models.Model], way: str, subject: Subject) -> models.QuerySet[Any]:
    rows = model._base_manager.filter(**{way: subject.row.pk}).order_by("pk")
    if model._meta.label_lower in _BELONGS_TO:
        rows = rows.select_related(_BELONGS_TO[model._meta.label_lower])
    if model in ways() and any(field.name == "school" for field in model._meta.concrete_fields):
        rows = rows.filter(Q(school=subject.school) | Q(school__isnull=True))
    return rows


def _told(row: Any, name: str, kind: Kind, others: Others, *, own: bool) -> Any:
    value = getattr(row, name)
    return value if own or kind not in _MAY_NAME_OTHERS else others.left_out_of(value)


def _did(subject: Subject) -> Iterator[dict[str, Any]]:
    """What somebody did at this school: which table, which number, when."""
    for table, held in TABLES.items():
        model = apps.get_model(table)
        for way in held.by:
            for pk, at in _deeds(model, held, way, subject):
                yield {"table": table, "as": way, "number": pk, "at": at}


def _deeds(model: type[models.Model], held: Held, way: str, subject: Subject) -> list[tuple[int, Any]]:
    if held.withheld or _end_of(model._meta.label_lower, way) != "person":
        return []
    label: TableLabel = model.label  # type: ignore[attr-defined]  # only tables of ours name who did something
    whens = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateField) and label.fields.get(field.name) is Kind.DEED
    ]
    rows = model._base_manager.filter(**{way: subject.row})
    if model in ways():
        rows = rows.filter(**{ways()[model]: subject.school})
    wanted = _when_of(way, whens)
    return list(rows.order_by("pk").values_list("pk", wanted))


def _when_of(way: str, whens: list[str]) -> str:
    """The time that goes with who did it: "looked_by" with "looked_at"."""
    beginning = way.removesuffix("_by")
    fitting = [name for name in whens if name.startswith(beginning)]
    return (fitting or whens or ["pk"])[0]


def _trail(subject: Subject) -> list[dict[str, Any]]:
    """Entries about them and of what they did: which kind, when, and what it says of them. No worry, nothing that
    protects a child."""
    about = Q(subject_type=subject.event_type, subject_id=str(subject.row.pk))
    events = (
        Event.objects.filter(about | Q(actor_id=subject.id), log_id=f"school:{subject.school.pk}")
        .exclude(type__in=_UNTOLD_EVENTS)
        .exclude(type__startswith="concern.")
    )
    return [
        {"event": one.pk, "what": one.type, "at": one.at} | _details(one, subject)
        for one in events.select_related("detail").order_by("pk")
    ]


def _details(event: Event, subject: Subject) -> dict[str, Any]:
    """What an entry about them says of them: the words that are decided about, no id of anybody else."""
    is_about_them = (event.subject_type, event.subject_id) == (subject.event_type, str(subject.row.pk))
    detail = getattr(event, "detail", None)
    told = TOLD_OF_ENTRIES.get(event.type, ())
    if not is_about_them or not told or detail is None:
        return {}
    said = json.loads(detail.words)
    kept = {name: said[name] for name in told if name in said}
    return {"details": kept} if kept else {}


def _letters(subject: Subject) -> list[dict[str, Any]]:
    found = Letter.objects.filter(recipient=subject.id).order_by("pk")
    return [
        {"to": one.address, "subject": one.subject, "text": one.text, "written_at": one.written_at}
        for one in found
    ]


def _pictures(subject: Subject) -> tuple[list[int], list[int]]:
    """Pictures in which they alone can be recognised, and those in which others can too."""
    if subject.kind == "adult":
        return [], []
    shown = Picture._base_manager.filter(
        school=subject.school, removed_at__isnull=True, **{f"appearances__{subject.kind}": subject.row}
    )
    # Alone is who was counted as one and named as one; where nobody counted, others may be in it.
    by_themselves = PostPicture._base_manager.filter(picture__in=shown.values("pk"), people_count=1)
    others = Appearance._base_manager.filter(picture__in=shown.values("pk")).exclude(
        **{subject.kind: subject.row}
    )
    found = list(shown.order_by("pk").values_list("pk", flat=True))
    counted = set(by_themselves.values_list("picture_id", flat=True))
    shared = set(found) - counted | set(others.values_list("picture_id", flat=True))
    alone = [pk for pk in found if pk not in shared]
    return alone, sorted(shared)
