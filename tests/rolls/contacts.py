"""The adults of each invented family; one of them may not be contacted, by order of a court."""

import random
import re
from typing import Any

from tests.rolls.names import ADULT_FORENAMES, ADULT_SURNAMES
from tests.rolls.paper import dice, fold
from tests.rolls.roster import SEED, Pupil

Contact = dict[str, Any]

COURT_ORDER = "COURT ORDER: Mr must not collect, contact or receive photographs. Ref on file. Speak to DSL."
TITLES_OF_WOMEN = ("Mrs", "Ms", "Miss")


def build_contacts(pupils: list[Pupil]) -> dict[str, list[Contact]]:
    """Up to two adults for each family."""
    chance = dice(SEED, "contacts")
    mobiles, landlines = list(range(1000)), list(range(1000))
    chance.shuffle(mobiles)
    chance.shuffle(landlines)
    by_family: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        by_family.setdefault(pupil["family"], []).append(pupil)
    contacts: dict[str, list[Contact]] = {}
    made = 0
    for family, children in sorted(by_family.items()):
        in_care = any(child["lac"] for child in children)
        contacts[family] = []
        for place in range(2 if in_care else chance.choices([0, 1, 2], [2, 9, 89])[0]):
            made += 1
            others = contacts[family]
            who = _in_care(chance, place) if in_care else _at_home(chance, place, children[0], others)
            telephones = mobiles[made % 1000], landlines[made % 1000]
            others.append(_contact(chance, made, family, place, who, telephones))
    _forbid_one(pupils, contacts)
    return contacts


def _in_care(chance: random.Random, place: int) -> tuple[str, str, str]:
    """Relationship, title and surname of who looks after a child in care."""
    relation, title = (
        ("Foster Carer", chance.choice(["Mr", "Mrs"])) if place == 0 else ("Social Worker", "Ms")
    )
    return relation, title, chance.choice(ADULT_SURNAMES)


def _at_home(chance: random.Random, place: int, eldest: Pupil, others: list[Contact]) -> tuple[str, str, str]:
    """Relationship, title and surname of an adult of the family."""
    first = chance.choices(["Mother", "Father", "Grandmother", "Guardian"], [80, 12, 5, 3])[0]
    second = chance.choices(["Father", "Step-father", "Mother", "Aunt", "Grandfather"], [72, 10, 8, 5, 5])[0]
    relation = second if place else first
    if place and relation == others[0]["relationship"]:
        relation = "Father" if relation == "Mother" else "Mother"
    mothers, others_title = (
        chance.choice(["Mrs", "Ms", "Miss", "Dr"]),
        chance.choice(["Mr", "Mr", "Mr", "Dr"]),
    )
    titles = {"Mother": mothers, "Grandmother": "Mrs", "Aunt": "Ms", "Guardian": "Mrs"}
    title = titles.get(relation, others_title)
    surname = eldest["sur"] if chance.random() < 0.72 else chance.choice(ADULT_SURNAMES)
    return relation, title, surname


def _contact(
    chance: random.Random,
    number: int,
    family: str,
    place: int,
    who: tuple[str, str, str],
    telephones: tuple[int, int],
) -> Contact:
    relation, title, surname = who
    woman = title in TITLES_OF_WOMEN or relation == "Mother"
    forename = chance.choice(ADULT_FORENAMES["F" if woman else "M"])
    father_answers = chance.random() < 0.9
    responsible = {"Mother": True, "Father": father_answers, "Guardian": True}.get(relation, False)
    address = f"{_letters(forename)}.{_letters(surname)}{number}@example.org"
    return {
        "contact_id": f"C{number:04d}",
        "family": family,
        "priority": place + 1,
        "title": title,
        "forename": forename,
        "surname": surname,
        "relationship": relation,
        "parental_responsibility": responsible,
        "court_order": False,
        "court_order_note": "",
        "no_contact": False,
        "email": address if chance.random() < 0.93 else "",
        "mobile": f"07700 900{telephones[0]:03d}",
        "home_phone": f"01632 960{telephones[1]:03d}" if chance.random() < 0.4 else "",
        "lives_with_pupil": place == 0 or chance.random() < 0.75,
    }


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", fold(name))


def _forbid_one(pupils: list[Pupil], contacts: dict[str, list[Contact]]) -> None:
    family = next(p["family"] for p in pupils if p["key"] == "tariq")
    contacts[family][1].update(
        relationship="Father",
        title="Mr",
        forename=ADULT_FORENAMES["M"][0],
        parental_responsibility=True,
        court_order=True,
        no_contact=True,
        lives_with_pupil=False,
        court_order_note=COURT_ORDER,
    )
