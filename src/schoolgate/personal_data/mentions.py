"""Where somebody's name stands in the free words of posts, requests, registers and notes.

The index of names says whom words name; of namesakes it cannot know which is meant, and then whoever leads on data
protection decides what goes into a copy. Names of everybody else are taken out of the words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db import models
from django.db.models import QuerySet

from schoolgate.keeping.whole_school import ways
from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person
from schoolgate.personal_data.held import TABLES
from schoolgate.personal_data.others import Others
from schoolgate.personal_data.subjects import Subject
from schoolgate.pupils.models import Adult
from schoolgate.pupils.name_index import build_name_index
from schoolgate.pupils.naming import names_in, roll_name

# What is not looked through, and why. Everything else with free words is.
NOT_LOOKED_THROUGH: Mapping[str, str] = {
    # A sentence there may say why a child may not be shown.
    "duties.duty": "protects a child",
    "posts.delivery": "protects a child",
    "posts.release": "protects a child",
    "posts.stop": "protects a child",
    "posts.takedown": "protects a child",
    # Rows of one pupil, adult or person: they are in that one's own copy.
    "families.familymatter": "the words of a parent or carer",
    "families.objection": "the words of a parent or carer",
    "people.person": "another's own row",
    "pupils.adult": "another's own row",
    "pupils.answer": "another's own row",
    "pupils.officequestion": "another's own row",
    "pupils.pupil": "another's own row",
    "pupils.responsibility": "another's own row",
    "pupils.understanding": "another's own row",
    # Names of files.
    "pupils.folderfile": "no words",
    "pupils.rollimport": "no words",
}
_COLUMNS_NOT_LOOKED_THROUGH = {
    "posts.post": {"held_because"},  # may say why a child may not be shown
    "registers.entry": {"words"},  # the same as its answers
}
_WORDS = (Kind.WORDS, Kind.NAME)


@dataclass(frozen=True, slots=True)
class Mention:
    """A paragraph that names them, without the names of others. `is_certain`: nobody else here is called that."""

    table: str
    purpose: str
    number: int
    column: str
    words: str
    is_certain: bool

    @property
    def key(self) -> str:
        """What a ticked box is called."""
        return f"{self.table}:{self.number}:{self.column}"


def looked_through() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Each table of schools with free words, and its columns of words."""
    for model, way in ways().items():
        name, label = model._meta.label_lower, getattr(model, "label", None)
        if label is None or not way or name in NOT_LOOKED_THROUGH or name not in TABLES:
            continue
        # Complaints about data are read by those they are for, and by nobody else.
        if TABLES[name].withheld or label.stays_here:
            continue
        left_out = _COLUMNS_NOT_LOOKED_THROUGH.get(name, set())
        columns = [field for field, kind in label.fields.items() if kind in _WORDS and field not in left_out]
        if columns:
            yield model, columns


def mentions_of(subject: Subject) -> list[Mention]:
    """Every paragraph that names them or somebody of the same name. The number of queries does not grow."""
    naming, others = _NAMING[subject.kind](subject), Others(subject)
    return [
        one
        for model, columns in looked_through()
        for one in _in_table(model, columns, subject, naming, others)
    ]


def _in_table(
    model: type[models.Model], columns: list[str], subject: Subject, naming: "_Naming", others: Others
) -> Iterator[Mention]:
    label: TableLabel = model.label  # type: ignore[attr-defined]  # looked_through gives no others
    for pk, *values in _rows(model, subject).values_list("pk", *columns).iterator(chunk_size=2000):
        for column, value in zip(columns, values, strict=True):
            found = [
                (text, certain) for text in paragraphs(value) if (certain := naming.says(text)) is not None
            ]
            if found:
                words = "\n".join(others.left_out_of(text) for text, _certain in found)
                all_certain = all(certain for _text, certain in found)
                yield Mention(model._meta.label_lower, label.purpose, pk, column, words, all_certain)


def _rows(model: type[models.Model], subject: Subject) -> QuerySet[Any]:
    """Those of the school that are not told anyhow because they are about them."""
    rows = model._base_manager.filter(**{ways()[model]: subject.school}).order_by("pk")
    name = model._meta.label_lower
    for way in TABLES[name].about:
        field = model._meta.get_field(way.split("__")[0])
        if way != "pk" and "__" not in way and field.related_model is type(subject.row):
            rows = rows.exclude(**{way: subject.row})
    return rows


def paragraphs(value: Any) -> Iterator[str]:
    """The paragraphs of a text, or of every text in an answer."""
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines() if line.strip())
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from paragraphs(one)


class _Naming(Protocol):
    """Whether words name somebody: True, False where it may be a namesake, None where they do not."""

    def says(self, text: str) -> bool | None: ...


class _OfPupil:
    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        # Their names alone pass over nearly every text at once; they also know who left long ago.
        self._alone = build_name_index([roll_name(subject.row)])

    def says(self, text: str) -> bool | None:
        mine = self._alone.find(text)
        if not mine:
            return None
        number = self._subject.row.pk
        here = names_in(self._subject.school, text)
        found = [one for one in here if number in one.pupil_ids]
        if found:
            return any(one.certain and one.pupil_ids == (number,) for one in found)
        taken = [(one.start, one.end) for one in here]
        free = [one for one in mine if not any(start < one.end and one.start < end for start, end in taken)]
        return False if free else None


class _OfGrownUp:
    """A whole name in the text, or a title with a surname."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        row = subject.row
        self._whole = str(row.name if subject.kind == "adult" else row)
        short = row.short_name if subject.kind == "person" and row.title else self._whole
        self._words = _pattern({self._whole, short})
        self._whole_words = _pattern({self._whole})

    def says(self, text: str) -> bool | None:
        if not self._words.search(text):
            return None
        return bool(self._whole_words.search(text)) and not self._has_namesakes

    @cached_property
    def _has_namesakes(self) -> bool:
        subject, whole = self._subject, self._whole.casefold()
        if names_in(subject.school, self._whole):
            return True
        people = Person.objects.filter(trust_id=subject.school.trust_id)
        adults = Adult.objects.filter(school=subject.school)
        same = [one for one in people if str(one).casefold() == whole]
        same_adults = adults.filter(name__iexact=self._whole)
        return len(same) + same_adults.count() > 1


def _pattern(names: set[str]) -> re.Pattern[str]:
    wanted = sorted((re.escape(one) for one in names if len(one.strip()) > 2), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(wanted)})\b" if wanted else r"(?!)", re.IGNORECASE)


_NAMING: Mapping[str, Callable[[Subject], _Naming]] = {
    "pupil": _OfPupil,
    "adult": _OfGrownUp,
    "person": _OfGrownUp,
}
