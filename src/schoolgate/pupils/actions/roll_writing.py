"""Writing a plan into the roll: pupils, adults, answers and questions, in a handful of queries each."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.pouring import new_ids, pour
from schoolgate.people.models import School, random_address
from schoolgate.people.queries import today_of
from schoolgate.pupils.answering import ROWS_AT_ONCE, Given, NewAnswer, overtake_questions, pour_answers
from schoolgate.pupils.importing.comparing import preferred_to_keep
from schoolgate.pupils.importing.plan import ConsentKind, FieldChange, Kind, Plan, RowQuestion
from schoolgate.pupils.importing.vocabulary import Code, Finding, PupilRecord, Weight
from schoolgate.pupils.models import OfficeQuestion, Pupil, RollImport
from schoolgate.pupils.records import finding_to_json, record_to_json
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.roll import InFile

NAMES = ("legal_surname", "legal_forename", "preferred_surname", "preferred_forename", "middle_names")
_SPOKEN = (Kind.NAME, Kind.SPELLING, Kind.CLASS, Kind.YEAR)


@dataclass
class Written:
    """What was written, by the ids of the pupils."""

    joined: dict[int, int] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    withdrawn: dict[int, list[str]] = field(default_factory=dict)
    # A first no of somebody who was on the roll before: where no yes was needed, something may be public.
    refused: dict[int, list[str]] = field(default_factory=dict)
    kept_apart: list[int] = field(default_factory=list)


def new_pupil(school: School, record: PupilRecord) -> Pupil:
    """A pupil as the file tells of them, not saved yet."""
    return Pupil(school_id=school.pk, **_told_of(record))


def _told_of(record: PupilRecord) -> dict[str, Any]:
    """The fields of a pupil as the file tells of them."""
    return {
        "admission_number": record.admission_number,
        "upn": record.upn,
        "former_upn": record.former_upn,
        "legal_surname": record.legal_surname,
        "legal_forename": record.legal_forename,
        "middle_names": record.middle_names,
        "preferred_surname": preferred_to_keep(record, "preferred_surname", "legal_surname"),
        "preferred_forename": preferred_to_keep(record, "preferred_forename", "legal_forename"),
        "born_on": record.born_on,
        "year_group": record.year_group,
        "class_name": record.class_name,
        "joined_on": record.joined_on,
        "left_on": record.left_on,
        "in_care": bool(record.in_care),
        "former_names": [f"{record.legal_forename} {record.former_surname}"] if record.former_surname else [],
    }


def add_joiners(school: School, plan: Plan) -> dict[int, int]:
    """Add everyone who joins, as the engine itself takes rows in; the id of each by the line of the file."""
    told = [_told_of(joiner.record) for joiner in plan.joiners]
    if not told:
        return {}
    ids = new_ids(Pupil, len(told))
    others = {
        field.attname: field.get_default()
        for field in Pupil._meta.concrete_fields
        if field.attname not in told[0]
    }
    same = {**others, "school_id": school.pk}
    del same["id"]
    for one in told:
        one["former_names"] = json.dumps(one["former_names"])
    pour(
        Pupil, ("id", *told[0]), ((key, *one.values()) for key, one in zip(ids, told, strict=True)), same=same
    )
    return {joiner.line: key for joiner, key in zip(plan.joiners, ids, strict=True)}


def change_pupils(actor: Actor, plan: Plan, *, absent_have_left: bool) -> list[int]:
    """Change fields, let pupils leave and come back; the ids of those who left."""
    changes: dict[int, list[FieldChange]] = defaultdict(list)
    for change in plan.changes:
        changes[change.pupil].append(change)
    leaving = {one.pupil: one.left_on for one in plan.leavers}
    if absent_have_left:
        leaving |= dict.fromkeys(plan.absent, today_of(actor.now))
    touched = Pupil.objects.in_bulk([*{*changes, *leaving, *plan.returned}])
    for pupil in touched.values():
        _change_fields(pupil, changes[pupil.pk])
        if pupil.pk in leaving:
            pupil.left_on = leaving[pupil.pk]
    for key in plan.returned:
        touched[key].left_on = None
    fields = {change.field for change in plan.changes} | {"left_on", "former_names"}
    # Whole rows written over themselves: many times quicker than telling the database row by row what to set.
    Pupil.objects.bulk_create(
        touched.values(),
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted(fields),
    )
    return sorted(leaving)


def _change_fields(pupil: Pupil, changes: Iterable[FieldChange]) -> None:
    """Take the changes. A name that was really changed is remembered, to be recognised and never shown."""
    before = f"{pupil.legal_forename} {pupil.legal_surname}"
    for change in changes:
        setattr(pupil, change.field, change.after)
        is_new_name = change.kind is Kind.NAME and change.field in ("legal_surname", "legal_forename")
        if is_new_name and before not in pupil.former_names:
            pupil.former_names = [*pupil.former_names, before]


def record_consents(actor: Actor, roll_import: RollImport, plan: Plan, written: Written) -> None:
    """Write what the file says about consents, and remember which uses were withdrawn or first refused."""
    answers = []
    for change in plan.consents:
        pupil = change.pupil if change.pupil is not None else written.joined[change.line]
        answers.append(NewAnswer(pupil, change.use, change.after))
        if change.kind is ConsentKind.WITHDRAWN:
            written.withdrawn.setdefault(pupil, []).append(change.use)
        elif change.pupil is not None and change.after is not Said.YES:
            written.refused.setdefault(pupil, []).append(change.use)
    unseen = [NewAnswer(one.pupil, one.use, one.after) for one in plan.unseen if one.pupil is not None]
    if not answers and not unseen:
        return
    evidence = f"{roll_import.file_name} ({roll_import.file_digest[:12]})"
    given = Given("", Capacity.SCHOOL_RECORD, evidence[:200], actor.now, roll_import)
    # What nobody may see follows no question and no event: the page said no before, and says no now.
    pour_answers(actor, roll_import.school, [*answers, *unseen], given)
    overtake_questions(actor, ((one.pupil_id, one.use) for one in answers))


def ask_office(
    actor: Actor,
    roll_import: RollImport,
    plan: Plan,
    joined: dict[int, int],
    findings: dict[int, list[Any]],
) -> None:
    """Put the questions that only the office can answer. A newer one about the same overtakes the older."""
    about_consents = [
        (one.pupil if one.pupil is not None else joined[one.line], one) for one in plan.consent_questions
    ]
    overtake_questions(actor, ((pupil, one.use) for pupil, one in about_consents))
    common = {"school": actor.school, "roll_import": roll_import, "asked_at": actor.now}
    OfficeQuestion.objects.bulk_create(
        [
            *(
                OfficeQuestion(
                    **common,
                    about=OfficeQuestion.About.CONSENT,
                    key=one.key,
                    who=one.who,
                    pupil_id=pupil,
                    use=one.use,
                    said_here=one.said_here,
                    said_in_file=InFile(one.in_file),
                    words=one.words[:80],
                    line=one.line,
                )
                for pupil, one in about_consents
            ),
            *(
                OfficeQuestion(
                    **common,
                    about=OfficeQuestion.About.ROW,
                    key=one.key,
                    pupil_id=one.pupil,
                    line=one.line,
                    findings=[
                        finding_to_json(finding) for finding in _asked(one, findings.get(one.line, ()))
                    ],
                    record=record_to_json(one.record),
                )
                for one in plan.row_questions
            ),
        ],
        batch_size=ROWS_AT_ONCE,
    )


def _asked(question: RowQuestion, findings: Iterable[Finding]) -> list[Finding]:
    """What the office is asked about this row; a number of another pupil shows only beside the roll."""
    asked = [finding for finding in findings if finding.code in question.codes]
    if Code.NUMBER_OF_ANOTHER_PUPIL in question.codes:
        asked.append(Finding(Code.NUMBER_OF_ANOTHER_PUPIL, Weight.ASK))
    return asked


def roll_is_new(school: School) -> None:
    """The names of this school are looked up anew from now on."""
    School.objects.filter(pk=school.pk).update(roll_version=F("roll_version") + 1, roll_key=random_address())


def changes_names(plan: Plan, *, absent_have_left: bool) -> bool:
    """True where somebody is now called, or placed, otherwise than before."""
    moved = plan.joiners or plan.leavers or plan.returned or (absent_have_left and plan.absent)
    return bool(moved) or any(change.kind in _SPOKEN for change in plan.changes)
