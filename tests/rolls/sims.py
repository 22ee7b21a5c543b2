"""A SIMS-style report: cp1252, every cell quoted, title lines, the consents as one list in a cell."""

import random
from pathlib import Path
from typing import Any

from tests.rolls.numbers import british, upn_is_valid, year_label
from tests.rolls.paper import as_cp1252, csv_bytes, dice, nfc, write, write_json
from tests.rolls.roster import SEED, USES, Pupil

COLUMNS = [
    "Adno",
    "UPN",
    "Former UPN",
    "Legal Surname",
    "Legal Forename",
    "Middle Name(s)",
    "Preferred Surname",
    "Preferred Forename",
    "Gender",
    "DOB",
    "Year Group",
    "Reg Group",
    "Admission Date",
    "Leaving Date",
    "Parental Consent",
]
LOOKUPS = {
    "photo_display": "Photograph Student",
    "photo_website": "Photo: School Website",
    "photo_social": "Photo: Social Media",
    "photo_press": "Photo: Local Press",
    "video": "Video",
}
OTHER_LOOKUPS = ["Internet Access", "Local Trips", "Copyright Permission"]
RULE = (
    "one cell with the ticked lookups, '; ' between; a lookup that is not in the cell is NOT granted. "
    "Refused and never asked cannot be told apart here."
)
FIRST_ROW = 6
NAMES = {
    "sur": "legal_surname",
    "fore": "legal_forename",
    "middle": "middle_names",
    "pref_sur": "preferred_surname",
    "pref": "preferred_forename",
}


def write_sims(path: Path, pupils: list[Pupil], run_line: str, concern: str) -> None:
    """The report and what an importer must see in it."""
    chance = dice(SEED, concern)
    expected = _expected(path.name, len(pupils))
    rows = [
        ["Larkmoor Primary School"],
        ["Pupil Details with Parental Consents (Autumn), for Office use"],
        [run_line],
        [""],
        COLUMNS,
    ]
    for line, pupil in enumerate(pupils, FIRST_ROW):
        rows.append(_row(chance, pupil, expected))
        _expect(pupil, line, expected)
    expected["trailing_blank_lines"] = 3
    write(path, csv_bytes(rows, all_quoted=True, encoding="cp1252") + b"\r\n\r\n\r\n")
    write_json(path.with_suffix(".expected.json"), expected)


def _expected(name: str, count: int) -> dict[str, Any]:
    return {
        "file": name,
        "encoding": "cp1252",
        "delimiter": ",",
        "header_line": 5,
        "columns": COLUMNS,
        "consent_columns": {"Parental Consent": LOOKUPS},
        "consent_rule": RULE,
        "ignored_lookups": OTHER_LOOKUPS,
        "data_rows": count,
        "upn_problems": [],
        "former_upns": [],
        "lossy_names": [],
        "tidied": [],
        "rows": [],
    }


def _row(chance: random.Random, pupil: Pupil, expected: dict[str, Any]) -> list[str]:
    written = {key: _name_in_cp1252(pupil, key, expected) for key in NAMES}
    raw = {
        **written,
        "upn": pupil["upn"],
        "dob": british(pupil["dob"]),
        "year": year_label(pupil["year"]),
        "class": pupil["reg"],
    }
    _make_a_mess(chance.random(), pupil, raw, expected)
    cell = _consent_cell(chance, pupil, expected)
    left = pupil.get("left")
    return [
        pupil["id"],
        raw["upn"],
        pupil["former_upn"],
        raw["sur"],
        raw["fore"],
        raw["middle"],
        raw["pref_sur"] if chance.random() < 0.93 else "",
        raw["pref"] if (pupil["pref"] != pupil["fore"] or chance.random() < 0.9) else "",
        pupil["sex"],
        raw["dob"],
        raw["year"],
        raw["class"],
        british(pupil["admitted"]),
        british(left) if left else "",
        cell,
    ]


def _name_in_cp1252(pupil: Pupil, key: str, expected: dict[str, Any]) -> str:
    written, lossy = as_cp1252(pupil[key])
    if lossy:
        lost = {"id": pupil["id"], "field": NAMES[key], "true": nfc(pupil[key]), "in_file": written}
        expected["lossy_names"].append(lost)
    return written


def _make_a_mess(drawn: float, pupil: Pupil, raw: dict[str, str], expected: dict[str, Any]) -> None:
    """At most one cell of the row as a hurried person leaves it."""
    upn, born = raw["upn"], pupil["dob"]
    messes = [
        (0.03, "sur", "legal_surname", raw["sur"] + "  "),
        (0.05, "fore", "legal_forename", " " + raw["fore"]),
        (0.07, "sur", "legal_surname", raw["sur"].upper()),
        (0.085, "upn", "upn", upn.lower()),
        (0.10, "upn", "upn", f"{upn[:4]} {upn[4:8]} {upn[8:]}" if upn else ""),
        (0.12, "dob", "dob", f"{born.day}/{born.month}/{born.year}"),
        (0.13, "class", "class", raw["class"] + "\u00a0"),
        (0.14, "year", "year", raw["year"].replace(" ", "  ")),
    ]
    # A pupil without a UPN falls through to the next mess.
    for limit, key, field, value in messes:
        if drawn < limit and (key != "upn" or upn):
            raw[key] = _tidied(pupil, field, value, expected)
            return


def _tidied(pupil: Pupil, field: str, raw: str, expected: dict[str, Any]) -> str:
    expected["tidied"].append({"id": pupil["id"], "field": field, "raw": raw})
    return raw


def _consent_cell(chance: random.Random, pupil: Pupil, expected: dict[str, Any]) -> str:
    ticked = [LOOKUPS[use] for use in USES if pupil["consents"][use] == "granted"]
    ticked += [lookup for lookup in OTHER_LOOKUPS if chance.random() < 0.8]
    chance.shuffle(ticked)
    cell = "; ".join(ticked)
    if chance.random() < 0.04 and cell:
        return _tidied(pupil, "consents", cell.replace("; ", ";") + ";", expected)
    return cell


def _expect(pupil: Pupil, line: int, expected: dict[str, Any]) -> None:
    left = pupil.get("left")
    granted = [use for use in USES if pupil["consents"][use] == "granted"]
    expected["rows"].append(
        {"line": line, "id": pupil["id"], "granted": granted, "left": left.isoformat() if left else None}
    )
    expect_upn(pupil, line, expected)
    former = pupil["former_upn"]
    if former:
        expected["former_upns"].append(
            {"id": pupil["id"], "former_upn": former, "valid": upn_is_valid(former)}
        )


def expect_upn(pupil: Pupil, line: int, expected: dict[str, Any]) -> None:
    """Note a UPN that is missing, temporary or wrong; the first two are accepted."""
    status = pupil["upn_status"]
    if status != "valid":
        accepted = status in ("missing", "temporary")
        problem = {"id": pupil["id"], "line": line, "status": status, "upn": pupil["upn"], "accept": accepted}
        expected["upn_problems"].append(problem)
