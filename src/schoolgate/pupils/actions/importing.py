"""Bringing in a roll: upload, name the columns, look, then confirm or drop. Nothing is written before that."""

from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils import import_queries as queries
from schoolgate.pupils.actions.adults_writing import add_adults, change_adults
from schoolgate.pupils.actions.apart_writing import keep_apart
from schoolgate.pupils.actions.holds import hold_flagged, newly_marked
from schoolgate.pupils.actions.roll_writing import (
    Written,
    add_joiners,
    ask_office,
    change_pupils,
    changes_names,
    record_consents,
    roll_is_new,
)
from schoolgate.pupils.importing.columns import Mapping
from schoolgate.pupils.importing.plan import Plan
from schoolgate.pupils.locking import lock_whole_roll
from schoolgate.pupils.models import ImportProfile, Pupil, RollImport
from schoolgate.rules.refusals import Control
from schoolgate.rules.roll_import import Absent


@action(may=Permission.ROLL_IMPORT, unless=queries.refusals_to_upload, records=EventType.ROLL_UPLOADED)
def upload_roll(
    actor: Actor,
    school: School,
    *,
    file_name: str,
    file_digest: str,
    stored_as: str,
    mapping: dict[str, Any],
    columns_are_known: bool,
) -> Done:
    """Take a file in to be looked at. Where the school has named these columns before, straight to the preview."""
    state = RollImport.State.PREVIEW if columns_are_known else RollImport.State.MAPPING
    roll_import = RollImport.objects.create(
        school=school,
        state=state,
        file_name=file_name[:200],
        file_digest=file_digest,
        stored_as=stored_as,
        mapping=mapping,
        roll_version=school.roll_version,
        uploaded_at=actor.now,
        uploaded_by=actor.person,
    )
    return Done(roll_import, {"file": file_digest, "columns_are_known": columns_are_known})


@action(may=Permission.ROLL_IMPORT, unless=queries.refusals_to_map, records=EventType.ROLL_COLUMNS_MAPPED)
def map_columns(actor: Actor, roll_import: RollImport, *, mapping: dict[str, Any]) -> Done:
    """Say what the columns and the words mean, for this file and the next with the same header."""
    digest = Mapping.from_json(mapping).digest
    ImportProfile.objects.update_or_create(
        school=roll_import.school,
        header_digest=digest,
        defaults={"mapping": mapping, "saved_at": actor.now},
    )
    roll_import.mapping = mapping
    roll_import.state = RollImport.State.PREVIEW
    roll_import.save(update_fields=["mapping", "state"])
    return Done(roll_import, {"header": digest})


@action(
    may=Permission.ROLL_IMPORT,
    unless=queries.refusals_to_confirm,
    records=EventType.ROLL_IMPORTED,
    locks=lock_whole_roll,
)
def confirm_import(actor: Actor, roll_import: RollImport, *, seen: str, absent: str = "") -> Done:
    """Do exactly what was shown: one transaction, one event, and one more for each withdrawal, no and leaver."""
    plan: Plan = roll_import.plan
    school = roll_import.school
    have_left = absent == Absent.HAVE_LEFT
    result = queries.result_of(roll_import, today_of(actor.now))
    written = Written(joined=add_joiners(school, plan))
    written.left = change_pupils(actor, plan, absent_have_left=have_left)
    joined = ((written.joined[one.line], adult) for one in plan.joiners for adult in one.record.guardians)
    add_adults(school, joined)
    change_adults(school, plan.guardians)
    written.kept_apart = keep_apart(actor, roll_import, plan.kept_apart)
    held = hold_flagged(actor, roll_import, newly_marked(plan))
    record_consents(actor, roll_import, plan, written)
    findings = {row.line: row.findings for row in result.rows}
    ask_office(actor, roll_import, plan, written.joined, findings)
    if changes_names(plan, absent_have_left=have_left):
        roll_is_new(school)
    roll_import.state = RollImport.State.DONE
    roll_import.confirmed_at = actor.now
    roll_import.counts = _counts(plan, result.counts, written)
    roll_import.save(update_fields=["state", "confirmed_at", "counts"])
    return Done(
        roll_import,
        _detail(roll_import, plan, written),
        controls=(Control.ROLL_IMPORT, Control.CONSENT_FOR_EVERY_USE),
        also=(*followed_up(roll_import, written), *held),
    )


@action(may=Permission.ROLL_IMPORT, unless=queries.refusals_to_drop, records=EventType.ROLL_IMPORT_DROPPED)
def drop_import(actor: Actor, roll_import: RollImport) -> Done:
    """Forget an uploaded file; nothing was changed by it."""
    roll_import.state = RollImport.State.DROPPED
    roll_import.save(update_fields=["state"])
    return Done(roll_import, {"file": roll_import.file_digest})


def _counts(plan: Plan, rows: dict[str, int], written: Written) -> dict[str, int]:
    """What the page of a past import shows."""
    return {
        **{f"rows_{outcome}": count for outcome, count in rows.items()},
        "joined": len(written.joined),
        "left": len(written.left),
        "returned": len(plan.returned),
        "changed": len({change.pupil for change in plan.changes}),
        "consents": len(plan.consents),
        "withdrawn": len(written.withdrawn),
        "questions": len(plan.consent_questions) + len(plan.row_questions),
        "adults": len(plan.guardians),
        "kept_apart": len(written.kept_apart),
    }


def _detail(roll_import: RollImport, plan: Plan, written: Written) -> dict[str, Any]:
    """The one event of the batch: what changed, by ids and fields, without a name."""
    fields: dict[int, list[str]] = {}
    for change in plan.changes:
        fields.setdefault(change.pupil, []).append(change.field)
    consents: dict[str, dict[str, list[int]]] = {}
    for one in plan.consents:
        pupil = one.pupil if one.pupil is not None else written.joined[one.line]
        consents.setdefault(one.kind.value, {}).setdefault(one.use, []).append(pupil)
    return {
        "file": roll_import.file_digest,
        "counts": roll_import.counts,
        "joined": sorted(written.joined.values()),
        "left": written.left,
        "returned": plan.returned,
        "changed": sorted(fields.items()),
        "adults": sorted({one.pupil for one in plan.guardians}),
        "consents": consents,
    }


def followed_up(roll_import: RollImport, written: Written) -> tuple[Happened, ...]:
    """Withdrawals, first noes and leavers have follow-ups of their own."""
    because = {"roll_import": roll_import.pk}

    def happened(type_: EventType, pupil: int, detail: dict[str, Any], *controls: str) -> Happened:
        return Happened(
            type_, Pupil(pk=pupil, school_id=roll_import.school_id), {**detail, **because}, controls
        )

    consent = Control.CONSENT_FOR_EVERY_USE
    return (
        *(
            happened(EventType.CONSENT_WITHDRAWN, pupil, {"uses": sorted(uses)}, consent)
            for pupil, uses in sorted(written.withdrawn.items())
        ),
        *(
            happened(
                EventType.CONSENT_ANSWERED, pupil, {"answers": dict.fromkeys(sorted(uses), "no")}, consent
            )
            for pupil, uses in sorted(written.refused.items())
        ),
        *(happened(EventType.PUPIL_LEFT, pupil, {}) for pupil in written.left),
    )
