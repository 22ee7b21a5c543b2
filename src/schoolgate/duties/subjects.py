"""What duties are about, and who answers for whom: each is told by the room that knows it.

A room registers itself when it starts: pupils know the classes, accounts the website, staffing the managers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schoolgate.people.models import Person, School


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a duty is about: its key, how it is called, whose it is, where it has somebody, and since when."""

    key: str
    words: str
    of: int | None = None
    who: str = ""
    since: date | None = None


Subjects = Callable[[School, date], Sequence[Subject]]
Managers = Callable[[School, Collection[int]], Mapping[int, Person]]

_SUBJECTS: dict[str, Subjects] = {}
_MANAGERS: list[Managers] = []


def subjects_of(about: str) -> Callable[[Subjects], Subjects]:
    """Register who tells the subjects of this kind ("class")."""

    def register(tells: Subjects) -> Subjects:
        _SUBJECTS[about] = tells
        return tells

    return register


def tells_managers(tells: Managers) -> Managers:
    """Register who tells the managers of people."""
    _MANAGERS[:] = [tells]
    return tells


def subjects(about: str, school: School, on: date) -> Sequence[Subject]:
    """Everything of a kind that there is at this school: one thing where it is about the school itself."""
    if about == "school":
        return (Subject("", school.name),)
    return _SUBJECTS[about](school, on) if about in _SUBJECTS else ()


def managers_of(school: School, people: Collection[int]) -> Mapping[int, Person]:
    """Who answers for each of these people here, where somebody is named."""
    found: dict[int, Person] = {}
    for tells in _MANAGERS:
        found |= tells(school, people)
    return found
