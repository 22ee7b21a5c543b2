"""Reads for an import: the file as rows, what it would change, and what stands against confirming it."""

import gc
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django_scopes import scopes_disabled

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.put_right import refusals_before_pupils_data
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils import stored_rolls
from schoolgate.pupils.importing.columns import About, Mapping, known_headings, propose_columns
from schoolgate.pupils.importing.contact_differences import contact_differences
from schoolgate.pupils.importing.contacts import is_list_of_contacts, read_contacts
from schoolgate.pupils.importing.differences import differences
from schoolgate.pupils.importing.plan import Plan
from schoolgate.pupils.importing.reading import Sheet, read_file
from schoolgate.pupils.importing.rows import RowResult, read_rows
from schoolgate.pupils.importing.sheets import FileKind
from schoolgate.pupils.importing.vocabulary import Field
from schoolgate.pupils.models import ImportProfile, RollImport
from schoolgate.pupils.roll_now import current_pupils, keys_of_questions, mark_of
from schoolgate.pupils.words import FIELD_WORDS
from schoolgate.rules import roll_import as rules
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.roll import Leads

WAITING = (RollImport.State.MAPPING, RollImport.State.PREVIEW)
# A preview has pages; the rows of the file last looked at are read once.
_HELD = 2
_results: OrderedDict[tuple[str, str, date], RowResult] = OrderedDict()
# By school: what it was worked out for, and the plan.
_plans: OrderedDict[int, tuple[tuple[object, ...], Plan]] = OrderedDict()


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
    """What the columns mean, and whether that needs no question: the school's own profile, or a known format."""
    if is_list_of_contacts(sheet.header):
        return Mapping(sheet.header, (), about=About.CONTACTS), True
    proposed = propose_columns(sheet.header, (record.cells for record in sheet.records), sheet.groups)
    profile = ImportProfile.objects.filter(school=school, header_digest=proposed.digest).first()
    if profile is None:
        shared = profile_of_trust(school, proposed.digest)
        proposed = proposed if shared is None else proposed.taking_over(shared)
        return proposed, sheet.kind is FileKind.TRANSFER_FILE
    kept = Mapping.from_json(profile.mapping)
    # Words that are new in this file stay as proposed until somebody says what they mean.
    return Mapping(sheet.header, kept.meanings, {**proposed.words, **kept.words}), True


def profile_of_trust(school: School, header_digest: str) -> Mapping | None:
    """What another school of the trust says of exactly this header, where it shares that."""
    with scopes_disabled():
        found = ImportProfile.objects.filter(
            school__trust_id=school.trust_id, is_shared=True, header_digest=header_digest
        )
        profile = found.exclude(school=school).order_by("-saved_at").first()
    return Mapping.from_json(profile.mapping) if profile is not None else None


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
        sheet = sheet_of(roll_import)
        is_of_contacts = mapping.about is About.CONTACTS
        _results[key] = read_contacts(sheet, today) if is_of_contacts else read_rows(sheet, mapping, today)
        while len(_results) > _HELD:
            _results.popitem(last=False)
    return _results[key]


def forget_results() -> None:
    """Let go of the rows of files that were looked at."""
    _results.clear()
    _plans.clear()


def forget_plans() -> None:
    """Something was written that no event tells of yet: a plan is worked out anew."""
    _plans.clear()


def is_about_contacts(roll_import: RollImport) -> bool:
    """True for a list of parents and carers."""
    return roll_import.mapping.get("about") == About.CONTACTS


def plan_of(roll_import: RollImport, today: date) -> Plan:
    """What confirming this import would do now; worked out anew when anything has changed since it was last asked."""
    key = (roll_import.stored_as, repr(roll_import.mapping), today, mark_of(roll_import.school))
    if _plans.get(roll_import.school_id, (None, None))[0] != key:
        while len(_plans) >= _HELD:
            _plans.popitem(last=False)
        with _collecting_nothing():
            _plans[roll_import.school_id] = key, _planned(roll_import, today)
    return _plans[roll_import.school_id][1]


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """A roll is a million small objects that all stay: looking among them for garbage takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _planned(roll_import: RollImport, today: date) -> Plan:
    school = roll_import.school
    if is_about_contacts(roll_import):
        return contact_differences(current_pupils(school), result_of(roll_import, today), today)
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
    return [
        *refusals_before_pupils_data(actor),
        *rules.refusals_to_upload(another_waits=waiting_import(school) is not None),
    ]


def refusals_to_map(
    actor: Actor, roll_import: RollImport, *, mapping: dict[str, Any] | None = None, **_: object
) -> list[Refusal]:
    if mapping is None:
        return list(rules.refusals_to_map(is_waiting=_waits(roll_import), missing=(), named_twice=()))
    given = Mapping.from_json(mapping)
    if (
        len(given.meanings) != len(given.header)
        or given.header != Mapping.from_json(roll_import.mapping).header
    ):
        words = "These are not the columns of this file."
        return [Refusal(Control.ROLL_IMPORT, words, "Give its own header, and a meaning for each column.")]
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
    yield from refusals_before_pupils_data(actor)
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
    yield from rules.refusals_to_confirm(facts, absent)


def refusals_to_choose_leading_register(
    actor: Actor, school: School, *, leads: str = "", **_: object
) -> list[Refusal]:
    return list(rules.refusals_to_choose_leading_register(leads or school.leading_register))


def refusals_to_drop(actor: Actor, roll_import: RollImport, **_: object) -> list[Refusal]:
    return list(rules.refusals_to_drop(is_waiting=_waits(roll_import)))


def _waits(roll_import: RollImport) -> bool:
    return roll_import.state in WAITING
