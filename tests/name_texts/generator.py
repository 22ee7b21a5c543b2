"""Texts of every kind with other names, by seed. The same seed makes the same school and the same texts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from schoolgate.rules.names import RollName
from tests.name_texts.case import Case
from tests.name_texts.cases import CASES
from tests.name_texts.people import STAFF_SURNAMES, School, make_school
from tests.name_texts.writing import Written

_SLOT = re.compile(r"\{(\w+)")


@dataclass(frozen=True)
class LabelledText:
    """A post, who is named in it, and whom to warn of would be neither right nor wrong."""

    case: str
    text: str
    names: frozenset[int]
    may_names: frozenset[int] = frozenset()


def make_texts(seed: int) -> tuple[School, list[LabelledText]]:
    """A school and one text for each template."""
    school = make_school(seed)
    chance = Random(seed + 1)
    return school, [_filled(case, text, school, chance) for case in CASES for text in case.texts]


def _filled(case: Case, text: str, school: School, chance: Random) -> LabelledText:
    people = _people_for(case, text, school, chance)
    slots: dict[str, object] = {key: Written(pupil, chance) for key, pupil in people.items()}
    slots["staff"] = chance.choice(STAFF_SURNAMES)
    slots["other_room"] = "9Z"
    named = {people[key].pupil_id for key in people if key in case.named}
    may = {people[key].pupil_id for key in people if key in case.may}
    return LabelledText(case.name, text.format(**slots), frozenset(named), frozenset(may))


def _people_for(case: Case, text: str, school: School, chance: Random) -> dict[str, RollName]:
    """A pupil for each letter; groups (twins, namesakes) are taken whole, in their order."""
    people: dict[str, RollName] = {}
    taken: Counter[str] = Counter()
    order: dict[str, list[RollName]] = {}
    for key, kind in case.people.items():
        if key not in case.always and key not in set(_SLOT.findall(text)):
            continue
        pool = order.setdefault(kind, list(_drawn(kind, school, chance)))
        people[key] = pool[taken[kind]]
        taken[kind] += 1
    return people


def _drawn(kind: str, school: School, chance: Random) -> Iterator[RollName]:
    pupils = school.by_kind[kind]
    if kind in ("namesake", "same_forename", "siblings", "twins"):
        return iter(pupils)
    return iter(chance.sample(pupils, len(pupils)))
