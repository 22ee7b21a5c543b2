"""The invented school by spring: 12 join, 9 leave, 5 names, 14 consents and 3 classes change."""

import copy
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.rolls.names import ADULT_SURNAMES, STREETS
from tests.rolls.numbers import born_in, make_upn, year_number
from tests.rolls.paper import dice
from tests.rolls.roster import (
    CLASSES,
    FIRST_SYSTEM_NUMBER,
    OTHER_SCHOOLS,
    OUR_SCHOOL,
    POSTCODE_AREA,
    SEED,
    TOWN,
    USES,
    Family,
    Pupil,
    pick_name,
)

Differences = dict[str, list[dict[str, Any]]]

KEY_OF = {"legal_surname": "sur", "legal_forename": "fore", "preferred_forename": "pref"}
# Pupil of the cast (empty: anyone), field, new value (empty: a second surname is added), reason.
NAME_CHANGES = [
    ("zoe", "legal_surname", "Hartley-Wren", "mother remarried"),
    ("samo", "preferred_forename", "Sami", "asked for"),
    ("", "legal_surname", "", "double-barrelled"),
    ("hania", "legal_forename", "Hanna", "spelling put right from the birth certificate"),
    ("iosif", "legal_surname", "Calloway", "adoption; the old surname must not be shown"),
]


def second_term(
    pupils: list[Pupil], families: dict[str, Family]
) -> tuple[list[Pupil], list[Pupil], Differences]:
    """The pupils of the spring term, those who left, and the differences; new families are added."""
    chance = dice(SEED, "term2")
    new = copy.deepcopy(pupils)
    pool = [p for p in new if p["key"].startswith("f") and p["upn_status"] == "valid"]
    chance.shuffle(pool)
    some = iter(pool)
    leavers = [next(some) for _ in range(9)]
    named = _change_names(new, some)
    moved = _move_classes(some)
    consents = _change_consents(chance, new, some, leavers, [named[0]["id"], moved[0]["id"]])
    filled = _fill_upns(new, leavers)
    left = _leave(leavers)
    gone_ids = {p["id"] for p in leavers}
    gone = [p for p in new if p["id"] in gone_ids]
    stay = [p for p in new if p["id"] not in gone_ids]
    joined = _join(chance, new, stay, gone, families)
    differences = {
        "joiners": joined,
        "leavers": left,
        "name_changes": named,
        "consent_changes": consents,
        "class_moves": moved,
        "upn_filled": filled,
    }
    return stay, gone, differences


def _change_names(pupils: list[Pupil], some: Iterator[Pupil]) -> list[dict[str, Any]]:
    by_key = {p["key"]: p for p in pupils}
    changes = []
    for key, field, value, why in NAME_CHANGES:
        pupil = by_key[key] if key else next(some)
        old = pupil[KEY_OF[field]]
        value = value or f"{old}-{ADULT_SURNAMES[3]}"
        for preferred, legal in (("pref_sur", "sur"), ("pref", "fore")):
            if legal == KEY_OF[field] and pupil[preferred] == pupil[legal]:
                pupil[preferred] = value
        pupil[KEY_OF[field]] = value
        changes.append(
            {"id": pupil["id"], "upn": pupil["upn"], "field": field, "from": old, "to": value, "why": why}
        )
    return changes


def _move_classes(some: Iterator[Pupil]) -> list[dict[str, Any]]:
    """Three move to the other class of their year."""
    moves = []
    for _ in range(3):
        pupil = next(some)
        old = pupil["reg"]
        pupil["reg"] = next(reg for reg, year in CLASSES.items() if year == pupil["year"] and reg != old)
        moves.append(
            {"id": pupil["id"], "upn": pupil["upn"], "from": old, "to": pupil["reg"], "year": pupil["year"]}
        )
    return moves


def _change_consents(
    chance: random.Random, pupils: list[Pupil], some: Iterator[Pupil], leavers: list[Pupil], first: list[str]
) -> list[dict[str, Any]]:
    """Eight take a consent back, six give one; the first two also changed their name or class."""
    also_changed = [next(p for p in pupils if p["id"] == one) for one in first]
    rest = [p for p in some if p not in leavers and p not in also_changed]
    changes: list[dict[str, Any]] = []
    done: set[str] = set()
    for kind in ["withdrawn"] * 8 + ["granted"] * 6:
        for pupil in also_changed + rest:
            granted = kind == "withdrawn"
            uses = [use for use in USES if (pupil["consents"][use] == "granted") == granted]
            if pupil["id"] in done or not uses:
                continue
            changes.append(_change_consent(pupil, chance.choice(uses), kind))
            done.add(pupil["id"])
            break
    return changes


def _change_consent(pupil: Pupil, use: str, kind: str) -> dict[str, Any]:
    old = pupil["consents"][use]
    new = "refused" if kind == "withdrawn" else "granted"
    pupil["consents"][use] = new
    who = {"id": pupil["id"], "upn": pupil["upn"]}
    return {**who, "consent": use, "from": old, "to": new, "kind": kind}


def _fill_upns(pupils: list[Pupil], leavers: list[Pupil]) -> list[dict[str, Any]]:
    filled = []
    for pupil in [p for p in pupils if p["upn_status"] == "missing" and p not in leavers][:2]:
        pupil["upn"] = make_upn(*OUR_SCHOOL, 26, 900 + int(pupil["id"][-2:]))
        pupil["upn_status"] = "valid"
        filled.append({"id": pupil["id"], "to": pupil["upn"]})
    return filled


def _leave(leavers: list[Pupil]) -> list[dict[str, Any]]:
    left = []
    for nth, pupil in enumerate(leavers):
        day = date(2026, 12, 18) if nth % 2 else date(2027, 1, 8)
        name = f"{pupil['fore']} {pupil['sur']}"
        who = {"id": pupil["id"], "upn": pupil["upn"], "name": name, "class": pupil["reg"]}
        left.append({**who, "left": day.isoformat()})
        pupil["left"] = day
    return left


def _join(
    chance: random.Random,
    pupils: list[Pupil],
    stay: list[Pupil],
    gone: list[Pupil],
    families: dict[str, Family],
) -> list[dict[str, Any]]:
    """Twelve join. The first is another child with a leaver's name; the second has a sister or brother."""
    number = max(int(p["id"]) for p in pupils) + 4
    used = {(p["fore"], p["sur"]) for p in pupils}
    joined = []
    for nth in range(12):
        leaver = gone[nth % 9]
        note = ""
        sex = chance.choice("FM")
        group, forename, _, surname = pick_name(chance, sex, used)
        family = ""
        if nth == 0:
            forename, surname, sex = leaver["fore"], leaver["sur"], leaver["sex"]
            note = f"same name as leaver {leaver['id']}, another child: other UPN, other date of birth"
        if nth == 1:
            sibling = _future_sibling(stay, leaver["year"])
            surname, family, note = sibling["sur"], sibling["family"], "sibling of a pupil on the roll"
        used.add((forename, surname))
        family = family or _new_family(chance, families, nth, group)
        pupil = _joiner(chance, nth, f"{number + nth:06d}", leaver, (forename, surname, sex, family))
        if nth == 5:
            school = OTHER_SCHOOLS[nth % len(OTHER_SCHOOLS)]
            pupil["former_upn"], note = make_upn(*school, 22, 951), "has a former UPN"
        stay.append(pupil)
        joined.append(_as_joined(pupil, note))
    return joined


def _future_sibling(stay: list[Pupil], year: str) -> Pupil:
    return next(
        p for p in stay if p["key"].startswith("f") and p["year"] != year and p["upn_status"] == "valid"
    )


def _new_family(chance: random.Random, families: dict[str, Family], nth: int, group: str) -> str:
    key = f"F9{nth:02d}"
    families[key] = {
        "id": key,
        "group": group,
        "street": f"{chance.randrange(1, 90)} {chance.choice(STREETS)}",
        "town": TOWN,
        "postcode": f"{POSTCODE_AREA}3 {chance.randrange(1, 9)}LN",
    }
    return key


def _joiner(
    chance: random.Random, nth: int, number: str, leaver: Pupil, who: tuple[str, str, str, str]
) -> Pupil:
    """A child who takes the place of a leaver."""
    forename, surname, sex, family = who
    year = leaver["year"]
    school = OTHER_SCHOOLS[nth % len(OTHER_SCHOOLS)]
    return {
        "key": f"j{nth + 1:02d}",
        "fore": forename,
        "sur": surname,
        "sex": sex,
        "year": year,
        "reg": leaver["reg"],
        "family": family,
        "middle": "",
        "pref": forename,
        "pref_sur": surname,
        "lac": False,
        "dob": born_in(chance, year),
        "id": number,
        "upn": make_upn(*school, (26 - max(year_number(year), 0)) % 100, 700 + nth),
        "upn_status": "valid",
        "former_upn": "",
        "admitted": date(2027, 1, 5),
        "misid": str(FIRST_SYSTEM_NUMBER + 50000 + nth),
        "consents": {use: _answer_of_joiner(chance, nth) for use in USES},
    }


def _answer_of_joiner(chance: random.Random, nth: int) -> str:
    return "not_requested" if nth % 3 == 0 else chance.choice(["granted", "granted", "refused"])


def _as_joined(pupil: Pupil, note: str) -> dict[str, Any]:
    return {
        "id": pupil["id"],
        "upn": pupil["upn"],
        "name": f"{pupil['fore']} {pupil['sur']}",
        "year": pupil["year"],
        "class": pupil["reg"],
        "dob": pupil["dob"].isoformat(),
        "note": note,
    }
