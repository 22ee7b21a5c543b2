"""Reads for an import: the file as rows, what it would change, and what stands against confirming it."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils import stored_rolls
from schoolgate.pupils.importing.columns import Mapping, known_headings, propose_columns
from schoolgate.pupils.importing.differences import differences
from schoolgate.pupils.importing.plan import Plan
from schoolgate.pupils.importing.reading import Sheet, read_file
from schoolgate.pupils.importing.rows import RowResult, read_rows
from schoolgate.pupils.importing.vocabulary import Field
from schoolgate.pupils.models import ImportProfile, RollImport
from schoolgate.pupils.roll_now import current_pupils, keys_of_questions
from schoolgate.pupils.words import FIELD_WORDS
from schoolgate.rules import roll_import as rules
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.roll import Leads

WAITING = (RollImport.State.MAPPING, RollImport.State.PREVIEW)
# A preview has pages; the rows of the file last looked at are read once.
_HELD = 2
_results: OrderedDict[tuple[str, str, date], RowResult] = OrderedDict()


def waiting_import(school: School) -> RollImport | None:
    """The file that waits to be confirmed, if one does."""
    return RollImport.objects.filter(school=school, state__in=WAITING).order_by("-pk").first()


def past_imports(school: School) -> list[RollImport]:
    """The files that were imported, the latest first."""
    done = RollImport.objects.filter(school=school, state=RollImport.State.DONE)
    return list(done.select_related("uploaded_by").order_by("-confirmed_at")[:10])


def sheet_of(roll_import: RollImport) -> Sheet:
    """The rows of the stored file. FileNotFoundError when it is gone."""
    with stored_rolls.opened(roll_import.stored_as) as file:
        return read_file(file, known_headings)


def mapping_for(school: School, sheet: Sheet) -> tuple[Mapping, bool]:
    """What the columns mean, and whether that is the school's own profile for this header."""
    proposed = propose_columns(sheet.header, (record.cells for record in sheet.records), sheet.groups)
    profile = ImportProfile.objects.filter(school=school, header_digest=proposed.digest).first()
    if profile is None:
        return proposed, False
    kept = Mapping.from_json(profile.mapping)
    # Words that are new in this file stay as proposed until somebody says what they mean.
    return Mapping(sheet.header, kept.meanings, {**proposed.words, **kept.words}), True


def with_new_lookups(mapping: Mapping, sheet: Sheet) -> Mapping:
    """The mapping with what can be ticked in this file for the first time; it means nothing until somebody says so."""
    proposed = propose_columns(sheet.header, (record.cells for record in sheet.records), sheet.groups)
    for column, (kept, found) in enumerate(zip(mapping.meanings, proposed.meanings, strict=True)):
        if kept.means is Field.CONSENT_LIST and set(found.lookups) - set(kept.lookups):
            lookups = {**dict.fromkeys(found.lookups, ()), **kept.lookups}
            mapping = mapping.with_meaning(column, replace(kept, lookups=lookups))
    return mapping


def result_of(roll_import: RollImport, today: date) -> RowResult:
    """Every row of the stored file, read by the mapping that was confirmed."""
    mapping = Mapping.from_json(roll_import.mapping)
    key = (roll_import.stored_as, repr(roll_import.mapping), today)
    if key not in _results:
        _results[key] = read_rows(sheet_of(roll_import), mapping, today)
        while len(_results) > _HELD:
            _results.popitem(last=False)
    return _results[key]


def forget_results() -> None:
    """Let go of the rows of files that were looked at."""
    _results.clear()


def plan_of(roll_import: RollImport, today: date) -> Plan:
    """What confirming this import would do now."""
    school = roll_import.school
    asked, taken = keys_of_questions(school)
    return differences(
        current_pupils(school),
        result_of(roll_import, today),
        leads=Leads(school.leading_register),
        today=today,
        asked=asked,
        taken=taken,
    )


def refusals_to_upload(actor: Actor, school: School, **_: object) -> list[Refusal]:
    return list(rules.refusals_to_upload(another_waits=waiting_import(school) is not None))


def refusals_to_map(
    actor: Actor, roll_import: RollImport, *, mapping: dict[str, Any] | None = None, **_: object
) -> list[Refusal]:
    if mapping is None:
        return list(rules.refusals_to_map(is_waiting=_waits(roll_import), missing=(), named_twice=()))
    given = Mapping.from_json(mapping)
    return list(
        rules.refusals_to_map(
            is_waiting=_waits(roll_import),
            missing=[str(FIELD_WORDS[one]) for one in given.missing()],
            named_twice=[str(FIELD_WORDS[one]) for one in given.named_twice()],
        )
    )


def refusals_to_confirm(
    actor: Actor, roll_import: RollImport, *, seen: str = "", absent: str = "", **_: object
) -> Iterator[Refusal]:
    is_there = stored_rolls.is_there(roll_import.stored_as)
    facts = rules.ImportFacts(
        is_waiting=roll_import.state == RollImport.State.PREVIEW, file_is_there=is_there, seen=seen
    )
    if facts.is_waiting and is_there:
        plan = plan_of(roll_import, today_of(actor.now))
        # The body does exactly what was judged here: both stand in the same transaction.
        roll_import.plan = plan
        facts = rules.ImportFacts(
            is_waiting=True,
            file_is_there=True,
            seen=seen,
            now=plan.digest,
            absent=len(plan.absent),
            absent_is_unsure=plan.absent_is_unsure,
        )
    return rules.refusals_to_confirm(facts, absent)


def refusals_to_choose_leading_register(
    actor: Actor, school: School, *, leads: str = "", **_: object
) -> list[Refusal]:
    return list(rules.refusals_to_choose_leading_register(leads or school.leading_register))


def refusals_to_drop(actor: Actor, roll_import: RollImport, **_: object) -> list[Refusal]:
    return list(rules.refusals_to_drop(is_waiting=_waits(roll_import)))


def _waits(roll_import: RollImport) -> bool:
    return roll_import.state in WAITING
