"""A pupil as a file tells of them, and what was found in the row, kept as JSON until a question is settled."""

from dataclasses import asdict
from datetime import date
from typing import Any

from schoolgate.pupils.importing.vocabulary import Code, Finding, Guardian, PupilRecord, Weight
from schoolgate.rules.roll import InFile

_DATES = ("born_on", "joined_on", "left_on")


def record_to_json(record: PupilRecord) -> dict[str, Any]:
    kept = asdict(record)
    for name in _DATES:
        kept[name] = kept[name].isoformat() if kept[name] else None
    kept["consents"] = {use: str(answer) for use, answer in record.consents.items()}
    return kept


def record_from_json(kept: dict[str, Any]) -> PupilRecord:
    given = dict(kept)
    for name in _DATES:
        given[name] = date.fromisoformat(given[name]) if given[name] else None
    given["consents"] = {use: InFile(answer) for use, answer in given["consents"].items()}
    given["guardians"] = tuple(Guardian(**one) for one in given["guardians"])
    return PupilRecord(**given)


def finding_to_json(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "code": str(finding.code), "weight": int(finding.weight)}


def finding_from_json(kept: dict[str, Any]) -> Finding:
    return Finding(**{**kept, "code": Code(kept["code"]), "weight": Weight(kept["weight"])})
