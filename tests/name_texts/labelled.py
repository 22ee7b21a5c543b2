"""Posts labelled by hand, kept outside the repository: read where SCHOOLGATE_TEXTS points.

The folder holds `texts.json`, `truth/pupils_autumn.json`, `truth/staff.json` and `trust_roll.csv`.
"""

import csv
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schoolgate.pupils.name_index import NameIndex, build_name_index
from schoolgate.rules.names import RollName, StaffName
from tests.name_texts.measuring import pupils_in
from tests.name_texts.scoring import ScoreByCase

VARIABLE = "SCHOOLGATE_TEXTS"


def labelled_folder() -> Path | None:
    """Where the labelled posts are, if anywhere."""
    place = os.environ.get(VARIABLE, "")
    return Path(place) if place else None


@dataclass(frozen=True)
class LabelledSet:
    """The posts as they are in the file, and for each scope an index and the number of each pupil's label."""

    posts: list[dict[str, Any]]
    schools: dict[str, tuple[NameIndex, dict[str, int]]]


def read_labelled(folder: Path) -> LabelledSet:
    """Posts, rolls and staff. Raises what a missing or broken file raises."""
    texts = json.loads((folder / "texts.json").read_text("utf-8"))
    pupils = json.loads((folder / "truth" / "pupils_autumn.json").read_text("utf-8"))
    staff = json.loads((folder / "truth" / "staff.json").read_text("utf-8"))
    with (folder / "trust_roll.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["School Name"] == texts["trust_scope_school"]]
    adults = [StaffName(person["forename"], person["surname"], person["title"]) for person in staff]
    return LabelledSet(
        texts["texts"],
        {
            "main": _school([_of_truth(pupil) for pupil in pupils], adults, texts["school"]),
            "trust": _school([_of_trust(row) for row in rows], [], texts["trust_scope_school"]),
        },
    )


def _of_truth(pupil: dict[str, Any]) -> tuple[str, dict[str, str]]:
    names = ("legal_forename", "legal_surname", "preferred_forename", "preferred_surname", "middle_names")
    return pupil["id"], {
        **{name: pupil[name] for name in names},
        "class_name": pupil["class"],
        "year_group": pupil["year"],
    }


def _of_trust(row: dict[str, str]) -> tuple[str, dict[str, str]]:
    return row["Pupil Ref"], {
        "legal_forename": row["Forename"],
        "legal_surname": row["Surname"],
        "preferred_forename": row["Known As"],
        "class_name": row["Reg"],
        "year_group": row["NC Year"],
    }


def _school(
    pupils: Iterable[tuple[str, dict[str, str]]], staff: list[StaffName], name: str
) -> tuple[NameIndex, dict[str, int]]:
    numbers: dict[str, int] = {}
    roll = []
    for label, names in pupils:
        numbers[label] = len(numbers) + 1
        roll.append(RollName(numbers[label], **names))
    return build_name_index(roll, staff, [name]), numbers


def score_of_labelled(labelled: LabelledSet) -> ScoreByCase:
    """How the names in the labelled posts are found."""
    score = ScoreByCase()
    for post in labelled.posts:
        index, numbers = labelled.schools[post["scope"]]
        names = frozenset(numbers[label] for label in post["expected"]["names"])
        may = frozenset(numbers[label] for label in post["may_names"])
        score.add(post["case"], post["id"], pupils_in(index, post["text"]), names, may)
    return score
