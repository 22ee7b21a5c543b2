"""Whose data it is: a pupil, an adult of a family, or somebody with a post at the school."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.shortcuts import get_object_or_404

from schoolgate.people.models import Appointment, Person, School
from schoolgate.personal_data.emptied import NOBODY_ANY_MORE
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.pupils.naming import names_in

_MODELS: dict[str, type[Model]] = {"pupil": Pupil, "adult": Adult, "person": Person}
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody at one school. `kind` is also the name of the column that points to them."""

    kind: str
    row: Any
    school: School

    @property
    def name(self) -> str:
        if self.kind == "pupil":
            return str(self.row.full_name)
        return str(self.row.name) if self.kind == "adult" else str(self.row)

    @property
    def is_gone(self) -> bool:
        """Whether they were taken out of the record: what is left says nothing of who it was."""
        return self.name.strip() == NOBODY_ANY_MORE

    @property
    def column(self) -> dict[str, Any]:
        """For a row of ours that is about them."""
        return {self.kind: self.row}

    @property
    def event_type(self) -> str:
        return str(self.row._meta.label_lower)

    @property
    def id(self) -> str:
        """As the trail names who acts and letters name to whom."""
        return f"{self.kind}:{self.row.pk}"


def subject_of(row: Model, school: School) -> Subject:
    """The subject that this row is."""
    return Subject(next(kind for kind, model in _MODELS.items() if isinstance(row, model)), row, school)


def subject_or_404(kind: str, pk: int, school: School) -> Subject:
    """Somebody of this school by the number; a person who holds or held a post here."""
    if kind == "person":
        return Subject(kind, get_object_or_404(people_ever(school), pk=pk), school)
    return Subject(kind, get_object_or_404(_MODELS[kind]._base_manager.filter(school=school), pk=pk), school)


def people_ever(school: School) -> Any:
    """Everybody who holds or held a post here."""
    held = Appointment.objects.filter(school=school)
    return Person.objects.filter(pk__in=held.values("person_id"), trust_id=school.trust_id)


def named_in(school: School, words: str) -> list[Subject]:
    """Whom these words name: every pupil whose name it may be, adults and people by their whole names; twenty each."""
    numbers = {pk for one in names_in(school, words) for pk in one.pupil_ids}
    pupils = Pupil.objects.filter(school=school, pk__in=numbers).order_by("legal_surname", "legal_forename")
    folded = words.casefold()
    adults = Adult.objects.filter(school=school).order_by("name")
    people = people_ever(school).order_by("surname", "forename")
    grown_ups = [
        *(Subject("adult", row, school) for row in adults if row.name and row.name.casefold() in folded),
        *(
            Subject("person", row, school)
            for row in people
            if any(name.casefold() in folded for name in (str(row), row.short_name))
        ),
    ]
    return [*(Subject("pupil", row, school) for row in pupils[:MOST_FOUND]), *grown_ups[:MOST_FOUND]]


def found(school: School, words: str) -> list[Subject]:
    """Everybody whose name has all of these words, those who left among them; the first twenty of each kind."""
    asked = {"pupil": Q(), "adult": Q(), "person": Q()}
    for word in words.split()[:4]:
        asked["adult"] &= Q(name__icontains=word)
        asked["person"] &= Q(forename__icontains=word) | Q(surname__icontains=word)
        asked["pupil"] &= (
            Q(legal_forename__icontains=word)
            | Q(legal_surname__icontains=word)
            | Q(preferred_forename__icontains=word)
            | Q(preferred_surname__icontains=word)
        )
    pupils = Pupil.objects.filter(asked["pupil"], school=school).order_by("legal_surname", "legal_forename")
    adults = Adult.objects.filter(asked["adult"], school=school).order_by("name")
    people = people_ever(school).filter(asked["person"]).order_by("surname", "forename")
    return [
        Subject(kind, row, school)
        for kind, rows in (("pupil", pupils), ("adult", adults), ("person", people))
        for row in rows[:MOST_FOUND]
    ]
