"""Writes all invented rolls into a folder: `python -m tests.rolls.making FOLDER`."""

import sys
from pathlib import Path
from typing import Any

from tests.rolls.arbor import write_arbor
from tests.rolls.bromcom import write_bromcom
from tests.rolls.contacts import build_contacts
from tests.rolls.error_rows import write_errors, write_unclosed_quote
from tests.rolls.guardians import write_guardians
from tests.rolls.names import STAFF
from tests.rolls.paper import fold, write_json
from tests.rolls.roster import as_truth, build_roster, damage_upns
from tests.rolls.second_term import Differences, second_term
from tests.rolls.sims import write_sims
from tests.rolls.transfer import write_transfer_files
from tests.rolls.trust import write_trust

NOT_CHANGES = [
    "row order",
    "spaces at the ends, capitals, spaced or lower-case UPN",
    "' or ’ in a surname",
    "composed or decomposed accents",
    "a zero-width space",
    "an empty preferred name that was filled before, or the other way",
    "a name spelt with ? or without its accent in the cp1252 file",
    "'Not requested' or an empty cell in the Arbor file",
    "order of the lookups in the SIMS list",
]
RULES = [
    "match on UPN, then admission number, then former UPN; never on the name alone",
    "a withdrawn consent takes effect at once; a granted one may wait for a person",
    "a name change does not open a new pupil; after the adoption the former surname must not be shown",
    (
        "in the SIMS file only granted/not granted can be seen, so 'not_requested' to 'refused' is no change "
        "there (none of the 14 is of that kind)"
    ),
    "only 5 name changes: differences of spelling that an encoding made are no name changes",
]


def write_open_rolls(folder: Path) -> None:
    """Every file of the README beside this, the same bytes each time."""
    pupils, families = build_roster()
    damage_upns(pupils)
    contacts = build_contacts(pupils)
    spring, gone, differences = second_term(pupils, families)
    write_json(folder / "truth/pupils_autumn.json", [as_truth(p) for p in pupils])
    write_json(folder / "truth/pupils_spring.json", [as_truth(p) for p in spring])
    write_json(folder / "truth/staff.json", STAFF)
    with_contacts = {key: {**family, "contacts": contacts.get(key, [])} for key, family in families.items()}
    write_json(folder / "truth/families.json", with_contacts)
    by_class = sorted(pupils, key=lambda p: (p["reg"], fold(p["sur"]), fold(p["fore"])))
    write_sims(folder / "sims_autumn.csv", by_class, "Report run: 14/09/2026 08:31:07", "sims1")
    write_arbor(folder / "arbor_autumn.csv", pupils, contacts, "arbor1")
    write_bromcom(folder / "bromcom_autumn.xlsx", pupils)
    write_transfer_files(folder, by_class, families, contacts)
    still_listed = gone[:2]
    by_name = sorted(spring + still_listed, key=lambda p: (fold(p["sur"]), fold(p["fore"]), p["id"]))
    write_sims(folder / "sims_spring.csv", by_name, "Report run: 11/01/2027 07:58:44", "sims2")
    write_arbor(folder / "arbor_spring.csv", spring, contacts, "arbor2")
    expected = _spring_expected(differences, [p["id"] for p in still_listed])
    write_json(folder / "spring.expected.json", expected)
    write_guardians(folder / "guardians.csv", by_class, families, contacts)
    write_trust(folder, pupils)
    write_errors(folder / "errors.csv")
    write_unclosed_quote(folder / "errors_unclosed_quote.csv")


def _spring_expected(differences: Differences, still_listed: list[str]) -> dict[str, Any]:
    return {
        "compare": {"sims_spring.csv": "sims_autumn.csv", "arbor_spring.csv": "arbor_autumn.csv"},
        "counts": {kind: len(changes) for kind, changes in differences.items()},
        **differences,
        "leavers_still_listed_in_sims": still_listed,
        "not_changes": NOT_CHANGES,
        "rules": RULES,
    }


if __name__ == "__main__":
    write_open_rolls(Path(sys.argv[1]))
