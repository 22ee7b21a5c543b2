"""How the tests of the import read a file and keep a roll in memory."""

import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from schoolgate.pupils.importing.columns import Mapping, known_headings, propose_columns
from schoolgate.pupils.importing.comparing import preferred_to_keep
from schoolgate.pupils.importing.plan import CurrentPupil, Plan
from schoolgate.pupils.importing.pupil_details import DETAILS
from schoolgate.pupils.importing.reading import Sheet, read_file
from schoolgate.pupils.importing.rows import RowResult, read_rows
from schoolgate.rules.roll import Recorded

AUTUMN, SPRING = date(2026, 9, 14), date(2027, 1, 11)
HEADER = "Adno,UPN,Legal Surname,Legal Forename,DOB,Year Group,Reg Group,Photo Website,Photo Press,Notes"


def sheet_of(source: Path | bytes | str) -> Sheet:
    if isinstance(source, Path):
        source = source.read_bytes()
    if isinstance(source, str):
        source = source.encode()
    return read_file(io.BytesIO(source), known_headings)


def mapping_of(sheet: Sheet) -> Mapping:
    return propose_columns(sheet.header, (record.cells for record in sheet.records), sheet.groups)


def read(source: Path | bytes | str, today: date = AUTUMN, mapping: Mapping | None = None) -> RowResult:
    """The rows of a file by the proposed mapping."""
    sheet = sheet_of(source)
    return read_rows(sheet, mapping or mapping_of(sheet), today)


def read_lines(*lines: str, header: str = HEADER, today: date = AUTUMN) -> RowResult:
    return read("\r\n".join([header, *lines]) + "\r\n", today)


def expected_of(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))


def roll_after(plan: Plan, before: Sequence[CurrentPupil] = ()) -> list[CurrentPupil]:
    """The pupils who join by this plan, as the roll has them afterwards, with those who were there."""
    roll = list(before)
    for joiner in plan.joiners:
        record = joiner.record
        consents = {
            change.use: Recorded(change.after, came_by_file=True, file_said=change.after, mark=f"a{place}")
            for place, change in enumerate(plan.consents)
            if change.line == joiner.line
        }
        roll.append(
            CurrentPupil(
                key=len(roll) + 1,
                **{one: getattr(record, one) for one in DETAILS if not one.startswith("preferred")},
                preferred_surname=preferred_to_keep(record, "preferred_surname", "legal_surname"),
                preferred_forename=preferred_to_keep(record, "preferred_forename", "legal_forename"),
                consents=consents,
                guardians=record.guardians,
            )
        )
    return roll
