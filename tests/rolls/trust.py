"""The trust of the invented school: twenty schools, 9,000 pupils in one file, and the usual trouble."""

import random
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.rolls.names import SCHOOLS, TRUST_CAST
from tests.rolls.numbers import born_in, british, make_upn, upn_is_valid, with_wrong_letter, year_number
from tests.rolls.paper import csv_bytes, dice, write, write_json
from tests.rolls.roster import SEED, USES, Pupil, pick_name

COLUMNS = [
    "School Name",
    "LAESTAB",
    "Pupil Ref",
    "UPN",
    "Surname",
    "Forename",
    "Known As",
    "DOB",
    "NC Year",
    "Reg",
    "Photo Website",
    "Photo Social",
    "Photo Press",
]
SCHOOL_COLUMNS = [
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "PhaseOfEducation (name)",
    "EstablishmentStatus (name)",
    "Trusts (code)",
    "Trusts (name)",
    "Postcode",
]
YEARS = {
    "Primary": list("R123456"),
    "Junior": list("3456"),
    "Infant": list("R12"),
    "Secondary": [str(year) for year in range(7, 14)],
}
EVERY_YEAR = ["R", *(str(year) for year in range(1, 14))]
AUTHORITIES = {938: "West Sussex", 845: "East Sussex"}
PHASES_IN_REGISTER = {"Junior": "Primary", "Infant": "Primary", "Special": "Not applicable"}
WORDS = {"granted": "Y", "refused": "N", "not_requested": ""}
PUPILS_IN_TRUST = 9000
SCHOOL_OF_THE_CAST = 9906


@dataclass
class OnRoll:
    """A pupil on the roll of one school of the trust."""

    ref: str
    upn: str
    surname: str
    forename: str
    known_as: str
    born_on: date
    year: str
    reg: str
    consents: dict[str, str]
    school: tuple[str, str, int, int] = field(default=("", "", 0, 0))

    def row(self) -> list[str]:
        name, _, authority, number = self.school
        photos = [WORDS[self.consents[use]] for use in ("photo_website", "photo_social", "photo_press")]
        names = [self.surname, self.forename, self.known_as]
        born = british(self.born_on)
        return [name, f"{authority}/{number}", self.ref, self.upn, *names, born, self.year, self.reg, *photos]


def write_trust(folder: Path, pupils: list[Pupil]) -> None:
    """The roll of the trust, the register of its schools, and what an importer must see."""
    chance = dice(SEED, "trust")
    expected: dict[str, Any] = {
        "file": "trust_roll.csv",
        "encoding": "utf-8-sig",
        "delimiter": ",",
        "header_line": 1,
        "schools": [],
        "pupils": 0,
        "data_rows": 0,
        "dual_registered": [],
        "upn_conflicts": [],
        "upn_missing": 0,
        "upn_invalid": [],
    }
    everyone: list[OnRoll] = []
    register: list[list[Any]] = [SCHOOL_COLUMNS]
    for nth, (name, phase, listed, authority, number) in enumerate(SCHOOLS):
        size = PUPILS_IN_TRUST - len(everyone) if listed is None else listed
        register.append(_in_register(nth, name, phase, authority, number))
        school = (name, phase, authority, number)
        roll = _strangers(chance, school, size, expected) if nth else _our_pupils(pupils)
        for one in roll:
            one.school = school
        everyone += roll
        expected["schools"].append(
            {"laestab": f"{authority}/{number}", "name": name, "phase": phase, "pupils": len(roll)}
        )
    expected["pupils"] = len(everyone)
    lines = _with_trouble(chance, everyone, expected)
    _count_our_upns(pupils, expected)
    expected["data_rows"] = len(lines)
    write(folder / "trust_roll.csv", csv_bytes([COLUMNS, *lines], encoding="utf-8-sig"))
    write_json(folder / "trust_roll.expected.json", expected)
    write(folder / "trust_schools_gias.csv", csv_bytes(register, encoding="cp1252", all_quoted=True))


def _in_register(nth: int, name: str, phase: str, authority: int, number: int) -> list[Any]:
    official = PHASES_IN_REGISTER.get(phase, phase)
    where = [900101 + nth, authority, AUTHORITIES[authority], number, name, official, "Open"]
    return [*where, "99017", "Heathrise Learning Trust", f"YT{nth + 2} {nth % 9 + 1}AB"]


def _our_pupils(pupils: list[Pupil]) -> list[OnRoll]:
    return [
        OnRoll(
            ref=p["id"],
            upn=p["upn"],
            surname=p["sur"],
            forename=p["fore"],
            known_as=p["pref"] if p["pref"] != p["fore"] else "",
            born_on=p["dob"],
            year=p["year"],
            reg=p["reg"],
            consents=p["consents"],
        )
        for p in pupils
    ]


def _strangers(
    chance: random.Random, school: tuple[str, str, int, int], size: int, expected: dict[str, Any]
) -> list[OnRoll]:
    _, phase, authority, number = school
    years = YEARS.get(phase, EVERY_YEAR)
    cast = TRUST_CAST if number == SCHOOL_OF_THE_CAST else []
    roll = []
    for nth in range(size):
        if nth < len(cast):
            actor = cast[nth]
            forename, surname, year, reg = actor["fore"], actor["sur"], actor["year"], actor["reg"]
        else:
            _, forename, _, surname = pick_name(chance, chance.choice("FM"), set())
            year = years[nth % len(years)]
            reg = year + chance.choice("ABCDEFG"[: max(1, size // len(years) // 28 + 1)])
        # The cast has the numbers of no school, so that their UPNs are nobody else's.
        issued_by = number if nth >= len(cast) else 9990
        upn = make_upn(authority, issued_by, (26 - year_number(year)) % 100, nth % 1000)
        ref = f"{number}-{nth + 1:05d}"
        upn = _perhaps_spoilt(chance.random(), upn, ref, expected)
        consents = {use: chance.choices(list(WORDS), [75, 13, 12])[0] for use in USES}
        roll.append(OnRoll(ref, upn, surname, forename, "", born_in(chance, year), year, reg, consents))
    return roll


def _perhaps_spoilt(drawn: float, upn: str, ref: str, expected: dict[str, Any]) -> str:
    if drawn < 0.005:
        expected["upn_missing"] += 1
        return ""
    if drawn < 0.0065:
        expected["upn_invalid"].append(ref)
        return with_wrong_letter(upn)
    return upn


def _with_trouble(chance: random.Random, everyone: list[OnRoll], expected: dict[str, Any]) -> list[list[str]]:
    """Six children stand on two rolls; two UPNs are used for two children each."""
    lines = [one.row() for one in everyone]
    good = [one for one in everyone if one.school[3] != SCHOOLS[0][4] and upn_is_valid(one.upn)]
    for one in chance.sample([g for g in good if g.school[1] in ("Primary", "Secondary")], 6):
        other = next(s for s in SCHOOLS[1:] if s[4] != one.school[3] and s[1] == one.school[1])
        ref = f"{other[4]}-D{len(expected['dual_registered']) + 1:04d}"
        lines.append([other[0], f"{other[3]}/{other[4]}", ref, *one.row()[3:]])
        expected["dual_registered"].append({"upn": one.upn, "rows": [one.ref, ref]})
    twice = {ref for pair in expected["dual_registered"] for ref in pair["rows"]}
    index = {line[2]: nth for nth, line in enumerate(lines)}
    for _ in range(2):
        owner, thief = chance.sample([g for g in good if g.ref not in twice], 2)
        lines[index[thief.ref]][3] = owner.upn
        expected["upn_conflicts"].append({"upn": owner.upn, "rows": [owner.ref, thief.ref]})
    chance.shuffle(lines)
    return lines


def _count_our_upns(pupils: list[Pupil], expected: dict[str, Any]) -> None:
    expected["upn_missing"] += sum(p["upn_status"] == "missing" for p in pupils)
    wrong = ("wrong_check_letter", "wrong_length", "bad_character")
    expected["upn_invalid"] += [p["id"] for p in pupils if p["upn_status"] in wrong]
