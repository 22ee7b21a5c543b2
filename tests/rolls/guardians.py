"""One row for each contact of each pupil, in UTF-8 without a mark."""

from pathlib import Path
from typing import Any

from tests.rolls.contacts import Contact
from tests.rolls.paper import csv_bytes, write, write_json
from tests.rolls.roster import Family, Pupil

COLUMNS = [
    "Adno",
    "Pupil Surname",
    "Pupil Forename",
    "Priority",
    "Title",
    "Forename",
    "Surname",
    "Relationship",
    "Parental Responsibility",
    "Court Order",
    "Court Order Details",
    "Email",
    "Mobile",
    "Home Tel",
    "Lives with pupil",
    "Address",
    "Postcode",
]
RULES = [
    (
        "the no-contact person must get no message, link or photograph; the office confirms it, "
        "the import only proposes it"
    ),
    "two children with one address and the same two adults are one family: do not make four guardians",
]


def write_guardians(
    path: Path, pupils: list[Pupil], families: dict[str, Family], contacts: dict[str, list[Contact]]
) -> None:
    """The list and what an importer must see in it."""
    rows: list[list[Any]] = [COLUMNS]
    pupils_with = {"0": 0, "1": 0, "2": 0}
    forbidden = []
    for pupil in pupils:
        theirs = contacts.get(pupil["family"], [])
        pupils_with[str(len(theirs))] += 1
        for contact in theirs:
            rows.append(_row(pupil, contact, families[pupil["family"]]))
            if contact["no_contact"]:
                who = {"pupil": pupil["id"], "contact_id": contact["contact_id"]}
                forbidden.append({**who, "line": len(rows), "email": contact["email"]})
    write(path, csv_bytes(rows))
    write_json(
        path.with_suffix(".expected.json"),
        {
            "file": path.name,
            "encoding": "utf-8",
            "rows": len(rows) - 1,
            "pupils_with": pupils_with,
            "no_contact": forbidden,
            "without_pr": sum(row[8] == "No" for row in rows[1:]),
            "without_email": sum(not row[11] for row in rows[1:]),
            "rules": RULES,
        },
    )


def _row(pupil: Pupil, contact: Contact, family: Family) -> list[Any]:
    return [
        pupil["id"],
        pupil["sur"],
        pupil["fore"],
        contact["priority"],
        contact["title"],
        contact["forename"],
        contact["surname"],
        contact["relationship"],
        "Yes" if contact["parental_responsibility"] else "No",
        "Yes" if contact["court_order"] else "",
        contact["court_order_note"],
        contact["email"],
        contact["mobile"],
        contact["home_phone"],
        "Yes" if contact["lives_with_pupil"] else "No",
        f"{family['street']}, {family['town']}",
        family["postcode"],
    ]
