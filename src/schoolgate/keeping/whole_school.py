"""Everything that is kept of one school: which tables have rows of it, by which way, and which rows those are."""

from collections import deque
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from schoolgate.people.models import Appointment, Person, School

Model = type[models.Model]


@cache
def ours() -> tuple[Model, ...]:
    """Every table of the program, those that only tie two others together among them."""
    found = apps.get_models(include_auto_created=True)
    return tuple(model for model in found if model.__module__.startswith("schoolgate."))


@cache
def ways() -> dict[Model, str]:
    """Each table that belongs to schools, with the shortest way from it to the school: "post__school"."""
    found = {model: way for model in ours() if (way := _way(model)) is not None}
    return {model: way for model, way in found.items() if model is not School}


def _way(model: Model) -> str | None:
    if model is School:
        return "pk"
    waiting, seen = deque([(model, "")]), {model}
    while waiting:
        here, way = waiting.popleft()
        fields = [one for one in here._meta.local_fields if isinstance(one, models.ForeignKey)]
        # What is always there leads more surely than what may be empty.
        for one in sorted(fields, key=lambda each: (each.related_model is not School, each.null)):
            if one.related_model is School:
                return f"{way}{one.name}"
            if one.related_model in ours() and one.related_model not in seen:
                seen.add(one.related_model)
                waiting.append((one.related_model, f"{way}{one.name}__"))
    return None


def rows_of(model: Model, school: School) -> QuerySet[models.Model]:
    """The rows of this school, in the order in which they were made."""
    return model._base_manager.filter(**{ways()[model]: school}).order_by("pk")


def people_of(school: School) -> QuerySet[Person]:
    """Whoever holds or held a post at this school."""
    held = Appointment.objects.filter(school=school)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("pk")


def people_of_only(school: School) -> list[Person]:
    """Those of whom nothing else in the trust speaks: no other post, and no row of another school."""
    found = people_of(school).exclude(appointments__in=Appointment.objects.exclude(school=school))
    return [person for person in found if not _is_spoken_of_elsewhere(person, school)]


def _is_spoken_of_elsewhere(person: Person, school: School) -> bool:
    for model, field in references_to(Person):
        if model in ways():
            elsewhere = model._base_manager.filter(**{field: person}).exclude(**{ways()[model]: school})
            if elsewhere.exists():
                return True
    return False


def references_to(target: Model) -> Iterator[tuple[Model, str]]:
    """Every field of ours that points there."""
    for model in ours():
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is target:
                yield model, field.name


def of_people_alone(people: list[Person]) -> Iterator[QuerySet[models.Model]]:
    """Rows that belong to these people and to no school: their keys for programs, their own settings."""
    for model, field in references_to(Person):
        if model not in ways():
            yield model._base_manager.filter(Q(**{f"{field}__in": people}))
