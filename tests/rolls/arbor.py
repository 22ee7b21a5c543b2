"""An Arbor-style export: UTF-8 with a byte order mark, a column for each consent, two guardians."""

import random
from pathlib import Path
from typing import Any

from tests.rolls.contacts import Contact
from tests.rolls.numbers import year_label
from tests.rolls.paper import csv_bytes, dice, nfc, nfd, write, write_json
from tests.rolls.roster import SEED, USES, Pupil
from tests.rolls.sims import expect_upn

WORDS = {"granted": "Granted", "refused": "Refused", "not_requested": "Not requested"}
CONSENTS = {
    "photo_display": "Consent: Photos for display in school",
    "photo_website": "Consent: Photos on school website",
    "photo_social": "Consent: Photos on social media",
    "photo_press": "Consent: Photos in local press",
    "video": "Consent: Video",
}
GUARDIAN_COLUMNS = ["full name", "relationship", "email", "telephone"]
COLUMNS = [
    "Globally Unique Student ID",
    "Arbor Student ID",
    "Admission number",
    "UPN",
    "Legal First Name",
    "Legal Middle Names",
    "Legal Last Name",
    "Preferred First Name",
    "Preferred Last Name",
    "Sex",
    "Date of Birth",
    "Year group(s) this academic year",
    "Registration form(s) this academic year",
    *CONSENTS.values(),
    "Consent: Local trips",
    *(f"Primary Guardian {place} {column}" for place in (1, 2) for column in GUARDIAN_COLUMNS),
]


def write_arbor(path: Path, pupils: list[Pupil], contacts: dict[str, list[Contact]], concern: str) -> None:
    """The export, in an order of its own, and what an importer must see in it."""
    chance = dice(SEED, concern)
    pupils = list(pupils)
    chance.shuffle(pupils)
    expected = _expected(path.name, len(pupils))
    rows = [COLUMNS]
    for line, pupil in enumerate(pupils, 2):
        rows.append(_row(chance, pupil, contacts.get(pupil["family"], []), expected))
        consents = {use: pupil["consents"][use] for use in USES}
        expected["rows"].append({"line": line, "id": pupil["id"], "consents": consents})
        expect_upn(pupil, line, expected)
    write(path, csv_bytes(rows, encoding="utf-8-sig", line_end="\n"))
    write_json(path.with_suffix(".expected.json"), expected)


def _expected(name: str, count: int) -> dict[str, Any]:
    return {
        "file": name,
        "encoding": "utf-8-sig",
        "delimiter": ",",
        "header_line": 1,
        "columns": COLUMNS,
        "consent_columns": {column: use for use, column in CONSENTS.items()},
        "consent_words": {word: answer for answer, word in WORDS.items()} | {"": "not_requested"},
        "data_rows": count,
        "upn_problems": [],
        "tidied": [],
        "rows": [],
    }


def _row(chance: random.Random, pupil: Pupil, contacts: list[Contact], expected: dict[str, Any]) -> list[str]:
    surname, forename = _names(chance, pupil, expected)
    guardians = [cell for place in range(2) for cell in _guardian(contacts[place : place + 1])]
    consents = [_word(chance, pupil["consents"][use]) for use in USES]
    return [
        f"{chance.getrandbits(32):08x}-{chance.getrandbits(16):04x}",
        pupil["misid"],
        pupil["id"],
        pupil["upn"],
        forename,
        pupil["middle"],
        surname,
        pupil["pref"] if pupil["pref"] != pupil["fore"] else "",
        pupil["pref_sur"] if pupil["pref_sur"] != pupil["sur"] else "",
        {"F": "Female", "M": "Male"}[pupil["sex"]],
        pupil["dob"].isoformat(),
        year_label(pupil["year"]),
        pupil["reg"],
        *consents,
        chance.choice(["Granted", "Granted", "Refused"]),
        *guardians,
    ]


def _names(chance: random.Random, pupil: Pupil, expected: dict[str, Any]) -> tuple[str, str]:
    """Surname and forename: accents taken apart, a curly apostrophe, an invisible space at the end."""

    def note(field: str, raw: str) -> None:
        expected["tidied"].append({"id": pupil["id"], "field": field, "raw": raw})

    both = pupil["fore"] + pupil["sur"]
    apart = chance.random() < 0.5 and nfd(both) != nfc(both)
    form = nfd if apart else nfc
    surname, forename = form(pupil["sur"]), form(pupil["fore"])
    if apart:
        note("name", "decomposed (NFD)")
    if "'" in surname and chance.random() < 0.5:
        surname = surname.replace("'", "’")
        note("legal_surname", surname)
    if chance.random() < 0.02:
        forename += "\u200b"
        note("legal_forename", "ends with U+200B")
    return surname, forename


def _guardian(contact: list[Contact]) -> list[str]:
    if not contact:
        return ["", "", "", ""]
    one = contact[0]
    full_name = f"{one['title']} {one['forename']} {one['surname']}"
    return [full_name, one["relationship"], one["email"], one["mobile"]]


def _word(chance: random.Random, answer: str) -> str:
    word = WORDS[answer]
    if word == "Not requested" and chance.random() < 0.25:
        return ""
    return word.upper() if chance.random() < 0.01 else word
