"""A Bromcom-style workbook: header on row 4 under merged cells, a hidden column and a hidden sheet, numbers
without their zeros, dates as text, text in the cell itself."""

import random
from pathlib import Path
from typing import Any

from tests.rolls.numbers import british, year_label
from tests.rolls.paper import dice, fold, write, write_json
from tests.rolls.roster import SEED, USES, Pupil
from tests.rolls.workbooks import Inline, Workbook

COLUMNS = [
    "Admission Number",
    "UPN",
    "Last Name",
    "First Name",
    "Preferred First Name",
    "Gender",
    "Date of Birth",
    "Year Group",
    "Tutor Group",
    "Photo - Display",
    "Photo - Website",
    "Photo - Social Media",
    "Photo - Press",
    "Video",
    "Internal Ref",
]
WORDS = {"granted": "Yes", "refused": "No", "not_requested": None}
FIRST_ROW = 5


def write_bromcom(path: Path, pupils: list[Pupil]) -> None:
    """The workbook and what an importer must see in it."""
    chance = dice(SEED, "bromcom")
    expected: dict[str, Any] = {
        "file": path.name,
        "sheet": "Students",
        "header_row": FIRST_ROW - 1,
        "columns": COLUMNS,
        "hidden_columns": COLUMNS[-1:],
        "other_sheets": ["Notes (hidden)"],
        "data_rows": len(pupils),
        "tidied": [],
        "upn_problems": [],
        "rows": [],
    }
    rows: list[list[Any]] = [
        ["Student List - Larkmoor Primary School"],
        ["Generated 14 Sep 2026 08:40 by Office"],
        [*[None] * 9, "Consents"],
        COLUMNS,
    ]
    for pupil in sorted(pupils, key=lambda p: (fold(p["sur"]), fold(p["fore"]), p["id"])):
        _expect(pupil, len(rows) + 1, expected)
        rows.append(_row(chance, pupil, expected))
    workbook = Workbook()
    merged = ["A1:O1", "J3:N3"]
    workbook.add("Students", rows, merged=merged, hidden_columns=[14], bold_row=FIRST_ROW - 1)
    workbook.add("Notes", [["Internal: do not send out"], ["The letter went home"]], state="hidden")
    write(path, workbook.as_bytes())
    write_json(path.with_suffix(".expected.json"), expected)


def _row(chance: random.Random, pupil: Pupil, expected: dict[str, Any]) -> list[Any]:
    born: Any = pupil["dob"]
    if chance.random() < 0.05:
        born = british(pupil["dob"])
        expected["tidied"].append({"id": pupil["id"], "field": "dob", "raw": born})
    group = pupil["reg"]
    if chance.random() < 0.04:
        group = group.lower()
        expected["tidied"].append({"id": pupil["id"], "field": "class", "raw": group})
    return [
        int(pupil["id"]) if chance.random() < 0.7 else pupil["id"],
        pupil["upn"] or None,
        Inline(pupil["sur"]) if chance.random() < 0.1 else pupil["sur"],
        pupil["fore"],
        pupil["pref"],
        {"F": "Female", "M": "Male"}[pupil["sex"]],
        born,
        year_label(pupil["year"]),
        group,
        *(WORDS[pupil["consents"][use]] for use in USES),
        int(pupil["misid"]),
    ]


def _expect(pupil: Pupil, row: int, expected: dict[str, Any]) -> None:
    consents = {use: pupil["consents"][use] for use in USES}
    expected["rows"].append({"row": row, "id": pupil["id"], "consents": consents})
    if pupil["upn_status"] != "valid":
        expected["upn_problems"].append({"id": pupil["id"], "row": row, "status": pupil["upn_status"]})
