"""The pupils of the invented school: 280 in 14 classes, in families, with consents and UPNs."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.rolls.names import BACKGROUNDS, CAST, STREETS
from tests.rolls.numbers import born_in, make_upn, with_wrong_letter, year_number
from tests.rolls.paper import dice

Pupil = dict[str, Any]
Family = dict[str, Any]
Slot = tuple[str, str]

SEED = "open-2026-11"
CLASSES = {f"{year}{letter}": year for year in ("R", "1", "2", "3", "4", "5", "6") for letter in "AB"}
USES = ["photo_display", "photo_website", "photo_social", "photo_press", "video"]
OUR_SCHOOL = (938, 9901)
OTHER_SCHOOLS = [(938, 9902), (845, 9913), (938, 9904)]
TOWN = "Larkmoor"
POSTCODE_AREA = "YT"
POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
FIRST_ADMISSION_NUMBER = 3107
FIRST_SYSTEM_NUMBER = 11000


def build_roster() -> tuple[list[Pupil], dict[str, Family]]:
    """All pupils of the autumn term with their families; UPNs still whole."""
    chance = dice(SEED, "roster")
    slots = [(year, reg) for reg, year in CLASSES.items() for _ in range(20)]
    families: dict[str, Family] = {}
    pupils = _cast(chance, slots, families)
    pupils += _everyone_else(chance, slots, families, {(p["fore"], p["sur"]) for p in pupils})
    pupils.sort(key=lambda p: (-year_number(p["year"]), p["dob"], p["fore"]))
    _give_numbers(chance, pupils)
    _ask_families(pupils)
    return pupils, families


def pick_name(
    chance: random.Random, sex: str, used: set[tuple[str, str]]
) -> tuple[str, str, str | tuple[str, str], str]:
    """Background, forename, surname (a pair where his and hers differ) and the surname for this sex."""
    for _ in range(400):
        name = chance.choices([b["group"] for b in BACKGROUNDS], [b["weight"] for b in BACKGROUNDS])[0]
        background = _background(name)
        forename = chance.choice(background[sex])
        surname = chance.choice(background["sur"])
        if (forename, surname_for(surname, sex)) not in used:
            return name, forename, surname, surname_for(surname, sex)
    raise RuntimeError("every name is taken")


def surname_for(surname: str | tuple[str, str], sex: str) -> str:
    return surname if isinstance(surname, str) else surname["MF".index(sex)]


def _background(name: str) -> dict[str, Any]:
    return next(b for b in BACKGROUNDS if b["group"] == name)


def _new_family(chance: random.Random, families: dict[str, Family], group: str) -> str:
    key = f"F{len(families) + 1:03d}"
    street = chance.choice(STREETS)
    number = chance.randrange(1, 180)
    outward, sector = chance.randrange(1, 29), chance.randrange(1, 10)
    unit = chance.choice(POSTCODE_LETTERS) + chance.choice(POSTCODE_LETTERS)
    families[key] = {
        "id": key,
        "group": group,
        "street": f"{number} {street}",
        "town": TOWN,
        "postcode": f"{POSTCODE_AREA}{outward} {sector}{unit}",
    }
    return key


def _cast(chance: random.Random, slots: list[Slot], families: dict[str, Family]) -> list[Pupil]:
    pupils: list[Pupil] = []
    shared: dict[str | None, str] = {}
    for actor in CAST:
        pupil = {"middle": "", "pref": actor["fore"], "pref_sur": actor["sur"], "lac": False, **actor}
        slots.remove((pupil["year"], pupil["reg"]))
        tag = pupil.get("family")
        family = shared.get(tag) or _new_family(chance, families, "cast")
        if tag:
            shared[tag] = family
        pupil["family"] = family
        pupil["dob"] = date.fromisoformat(actor["dob"]) if "dob" in actor else born_in(chance, pupil["year"])
        pupils.append(pupil)
    return pupils


def _everyone_else(
    chance: random.Random, slots: list[Slot], families: dict[str, Family], used: set[tuple[str, str]]
) -> list[Pupil]:
    chance.shuffle(slots)
    pupils: list[Pupil] = []
    while slots:
        pupils += _family_of_pupils(chance, slots, families, used, len(pupils))
    return pupils


def _family_of_pupils(
    chance: random.Random,
    slots: list[Slot],
    families: dict[str, Family],
    used: set[tuple[str, str]],
    made: int,
) -> list[Pupil]:
    """One to three children of one family, never two in the same year."""
    places = _places(chance.choices([1, 2, 3], [68, 25, 7])[0], slots)
    sex = chance.choice("FM")
    group, forename, surname, _ = pick_name(chance, sex, used)
    family = _new_family(chance, families, group)
    forenames = _background(group)
    pupils = []
    for nth, (year, reg) in enumerate(places):
        if nth:
            sex = chance.choice("FM")
            forename = _forename_of_sibling(chance, forenames[sex], surname_for(surname, sex), used)
            if not forename:
                break
        slots.remove((year, reg))
        full_surname = surname_for(surname, sex)
        used.add((forename, full_surname))
        middle = chance.choice(forenames[sex]) if chance.random() < 0.45 else ""
        pupils.append(
            {
                "key": f"f{made + nth + 1:03d}",
                "fore": forename,
                "sur": full_surname,
                "sex": sex,
                "year": year,
                "reg": reg,
                "family": family,
                "middle": middle if middle != forename else "",
                "pref": forename,
                "pref_sur": full_surname,
                "lac": False,
                "dob": born_in(chance, year),
            }
        )
    return pupils


def _places(size: int, slots: list[Slot]) -> list[Slot]:
    places: list[Slot] = []
    for slot in slots:
        if slot[0] not in {year for year, _ in places}:
            places.append(slot)
            if len(places) == size:
                break
    return places


def _forename_of_sibling(
    chance: random.Random, forenames: list[str], surname: str, used: set[tuple[str, str]]
) -> str:
    for _ in range(50):
        forename = chance.choice(forenames)
        if (forename, surname) not in used:
            return forename
    return ""


def _give_numbers(chance: random.Random, pupils: list[Pupil]) -> None:
    serials: dict[tuple[int, int, int], int] = {}
    number = FIRST_ADMISSION_NUMBER
    for pupil in pupils:
        years = year_number(pupil["year"])
        pupil["id"] = f"{number:06d}"
        number += chance.choice([1, 1, 1, 2, 3])
        entry = 2026 - max(years, 0)
        school = OUR_SCHOOL if chance.random() < 0.82 else chance.choice(OTHER_SCHOOLS)
        # Pupils from elsewhere start at 441, above the numbers of the trust's own roll.
        start = 0 if school == OUR_SCHOOL else 440
        serials[*school, entry] = serials.get((*school, entry), start) + 1
        pupil["upn"] = make_upn(*school, entry % 100, serials[*school, entry])
        pupil["upn_status"] = "valid"
        pupil["former_upn"] = ""
        if school == OUR_SCHOOL:
            pupil["admitted"] = date(entry, 9, chance.choice([1, 2, 3, 4, 5]))
        else:
            joined = min(2026, entry + chance.randrange(0, max(1, years + 1)))
            pupil["admitted"] = date(joined, chance.choice([9, 9, 9]), chance.choice([1, 2, 3, 4, 5]))
        pupil["misid"] = str(FIRST_SYSTEM_NUMBER + chance.randrange(1, 40000))


def _ask_families(pupils: list[Pupil]) -> None:
    """Consents, alike within a family; children in care are never granted."""
    chance = dice(SEED, "consents")
    moods: dict[str, str] = {}
    for pupil in pupils:
        drawn = chance.choices(["all", "none", "mixed", "silent"], [66, 8, 19, 7])[0]
        mood = moods.setdefault(pupil["family"], drawn)
        pupil["consents"] = {use: _answer(chance, mood, in_care=pupil["lac"]) for use in USES}


def _answer(chance: random.Random, mood: str, *, in_care: bool) -> str:
    if in_care:
        return chance.choice(["refused", "not_requested", "refused"])
    if mood == "all":
        return "granted" if chance.random() < 0.97 else "refused"
    if mood == "none":
        return "refused" if chance.random() < 0.93 else "granted"
    if mood == "mixed":
        return chance.choices(["granted", "refused", "not_requested"], [50, 40, 10])[0]
    return "not_requested" if chance.random() < 0.85 else chance.choice(["granted", "refused"])


def damage_upns(pupils: list[Pupil]) -> None:
    """Spoil the UPNs of a few pupils outside the cast, each in its own way."""
    chance = dice(SEED, "upn")
    pool = [p for p in pupils if p["key"].startswith("f")]
    chance.shuffle(pool)
    some = iter(pool)
    _drop_upns(some)
    _spell_upns_wrongly(some)
    _make_upns_temporary(chance, some)
    _give_former_upns(chance, some)
    next(p for p in pupils if p["key"] == "amara")["former_upn"] = make_upn(845, 9913, 22, 417)


def _drop_upns(some: Iterator[Pupil]) -> None:
    for _ in range(5):
        next(some).update(upn="", upn_status="missing")


def _spell_upns_wrongly(some: Iterator[Pupil]) -> None:
    for _ in range(3):
        pupil = next(some)
        pupil.update(upn=with_wrong_letter(pupil["upn"]), upn_status="wrong_check_letter")
    pupil = next(some)
    pupil.update(upn=pupil["upn"][:-1], upn_status="wrong_length")
    pupil = next(some)
    zero = pupil["upn"].index("0", 1)
    pupil.update(upn=pupil["upn"][:zero] + "O" + pupil["upn"][zero + 1 :], upn_status="bad_character")


def _make_upns_temporary(chance: random.Random, some: Iterator[Pupil]) -> None:
    for _ in range(2):
        pupil = next(some)
        pupil.update(
            upn=make_upn(*OUR_SCHOOL, 26, chance.randrange(100), temporary=True), upn_status="temporary"
        )


def _give_former_upns(chance: random.Random, some: Iterator[Pupil]) -> None:
    for _ in range(5):
        pupil = next(some)
        school = chance.choice(OTHER_SCHOOLS)
        pupil["former_upn"] = make_upn(*school, 20 + chance.randrange(6), 500 + chance.randrange(400))
    pupil = next(some)
    school = chance.choice(OTHER_SCHOOLS)
    whole = make_upn(*school, 20 + chance.randrange(6), 500 + chance.randrange(400))
    pupil["former_upn"] = with_wrong_letter(whole, 3)


def as_truth(pupil: Pupil) -> dict[str, Any]:
    """A pupil as the truth files show them."""
    return {
        "id": pupil["id"],
        "key": pupil["key"],
        "upn": pupil["upn"],
        "upn_status": pupil["upn_status"],
        "former_upn": pupil["former_upn"],
        "legal_forename": pupil["fore"],
        "middle_names": pupil["middle"],
        "legal_surname": pupil["sur"],
        "preferred_forename": pupil["pref"],
        "preferred_surname": pupil["pref_sur"],
        "sex": pupil["sex"],
        "dob": pupil["dob"].isoformat(),
        "year": pupil["year"],
        "class": pupil["reg"],
        "admitted": pupil["admitted"].isoformat(),
        "family": pupil["family"],
        "looked_after": pupil["lac"],
        "mis_id": pupil["misid"],
        "consents": pupil["consents"],
    }
