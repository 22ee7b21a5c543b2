"""Completing a pupil's name from its first letters: own classes first, the rest of the school apart."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from schoolgate.kernel.actor import Actor
from schoolgate.people.queries import today_of
from schoolgate.pupils.models import ClassTaught, Pupil

MOST_FOUND = 8
FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class PupilFound:
    """A pupil as staff see them when they name somebody: "Mia M." of "4B", in full where that is not enough."""

    id: int
    name: str
    class_name: str


def classes_of(actor: Actor) -> list[str]:
    """The classes that this person teaches. One query."""
    return list(
        ClassTaught.objects.filter(person=actor.person, school=actor.school)
        .order_by("class_name")
        .values_list("class_name", flat=True)
    )


def pupils_of_classes(actor: Actor, classes: Iterable[str], letters: str = "") -> list[PupilFound]:
    """The pupils of these classes whose name begins so; all of them without letters. One query."""
    return _found(actor, Q(class_name__in=list(classes)), letters)


def pupils_of_school(actor: Actor, letters: str) -> list[PupilFound]:
    """The first few pupils of the whole school whose name begins so. One query; to be written down as a look-up."""
    return _found(actor, Q(), letters)[:MOST_FOUND]


def pupils_with_classes(pupil_ids: Iterable[int]) -> dict[int, PupilFound]:
    """These pupils, named so that nobody of their class could be taken for them. One query."""
    ids = set(pupil_ids)
    if not ids:
        return {}
    of_their_classes = Pupil.objects.filter(
        Q(pk__in=ids)
        | Q(class_name__in=Pupil.objects.filter(pk__in=ids).exclude(class_name="").values("class_name"))
    )
    rows = of_their_classes.values_list(
        "preferred_forename", "legal_forename", "preferred_surname", "legal_surname", "class_name", "pk"
    )
    people = [
        (known or forename, known_by or surname, class_name, pk)
        for known, forename, known_by, surname, class_name, pk in rows
    ]
    return {one.id: one for one in _told_apart(people) if one.id in ids}


def _found(actor: Actor, among: Q, letters: str) -> list[PupilFound]:
    here = Q(left_on__isnull=True) | Q(left_on__gte=today_of(actor.now))
    rows = Pupil.objects.filter(among, here).values_list(
        "pk", "preferred_forename", "legal_forename", "preferred_surname", "legal_surname", "class_name"
    )
    wanted = folded(letters).split()
    people = sorted(
        ((known or forename, known_surname or surname, class_name, pk), forename)
        for pk, known, forename, known_surname, surname, class_name in rows
        if _begins(wanted, (known, forename, known_surname, surname))
    )
    return _told_apart([person for person, _legal in people])


def _begins(wanted: list[str], names: Iterable[str]) -> bool:
    """Every word that was typed begins a part of the name."""
    parts = [part for name in names for part in folded(name).replace("-", " ").split()]
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def _told_apart(people: list[tuple[str, str, str, int]]) -> list[PupilFound]:
    """With the class; with the whole surname where two of a class would look the same."""
    short = Counter((forename, surname[:1], class_name) for forename, surname, class_name, _pk in people)
    return [
        PupilFound(
            pk,
            f"{forename} {surname[:1]}."
            if short[forename, surname[:1], class_name] == 1
            else f"{forename} {surname}",
            class_name,
        )
        for forename, surname, class_name, pk in people
    ]


def folded(name: str) -> str:
    """Lower case, without accents and marks: "Zoë" is found by "zoe"."""
    apart = unicodedata.normalize("NFKD", name)
    return (
        "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold().replace("’", "'")
    )
