"""Answers as rows: a new one for the history, and what holds now, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.pouring import new_ids, pour
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.holds import who_cannot_agree
from schoolgate.pupils.models import Answer, ConsentNow, OfficeQuestion, RollImport
from schoolgate.rules.consents import Basis, Capacity, Said

ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """How an answer came: from whom, in what capacity, on what evidence, when."""

    by: str
    capacity: Capacity
    evidence: str
    at: datetime
    roll_import: RollImport | None = None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """One answer to be written down."""

    pupil_id: int
    use: str
    said: Said


def bases_of(school: School) -> Mapping[str, Basis]:
    """The lawful basis of each channel by the school's policy; what it does not name rests on consent."""
    named = current_policy(school).setting("lawful_basis") or {}
    return {channel: Basis(basis) for channel, basis in named.items()}


def basis_of(use: str, bases: Mapping[str, Basis]) -> Basis:
    return bases.get(use.partition(".")[2], Basis.CONSENT)


def note_answers(actor: Actor, school: School, answers: Iterable[NewAnswer], given: Given) -> list[Answer]:
    """Write these answers into the history only: what holds now stays as it is."""
    bases = bases_of(school)
    # Ids instead of objects: for a whole roll it takes half the time.
    recorded_by = actor.person_id
    came_by = given.roll_import.pk if given.roll_import is not None else None
    return Answer.objects.bulk_create(
        (
            Answer(
                school_id=school.pk,
                pupil_id=one.pupil_id,
                use=one.use,
                said=one.said,
                basis=basis_of(one.use, bases),
                given_by=given.by,
                capacity=given.capacity,
                evidence=given.evidence,
                answered_at=given.at,
                recorded_at=actor.now,
                recorded_by_id=recorded_by,
                roll_import_id=came_by,
            )
            for one in answers
        ),
        batch_size=ROWS_AT_ONCE,
    )


def write_answers(actor: Actor, school: School, answers: Iterable[NewAnswer], given: Given) -> list[Answer]:
    """Write these answers and what holds now."""
    answers = _of_whoever_decides(school, answers, given.by)
    rows = note_answers(actor, school, answers, given)
    ConsentNow.objects.bulk_create(
        (
            ConsentNow(
                school_id=school.pk,
                pupil_id=one.pupil_id,
                use=one.use,
                said=one.said,
                basis=row.basis,
                answer_id=row.pk,
            )
            for one, row in zip(answers, rows, strict=True)
        ),
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["pupil", "use"],
        update_fields=["said", "basis", "answer"],
    )
    return rows


def _of_whoever_decides(school: School, answers: Iterable[NewAnswer], by: str) -> list[NewAnswer]:
    """The same answers; a yes for a child on hold by anybody but whoever decides, a file too, is none."""
    found = list(answers)
    if not any(one.said is Said.YES for one in found):
        return found
    cannot = who_cannot_agree(school, by)
    return [
        replace(one, said=Said.NOT_ANSWERED) if one.said is Said.YES and one.pupil_id in cannot else one
        for one in found
    ]


def pour_answers(actor: Actor, school: School, answers: Iterable[NewAnswer], given: Given) -> None:
    """The same for a whole roll: as the engine itself takes rows in, and what holds now read from the history."""
    newest = {(one.pupil_id, one.use): one for one in _of_whoever_decides(school, answers, given.by)}
    if not newest:
        return
    bases = bases_of(school)
    basis = {use: str(basis_of(use, bases)) for use in {use for _, use in newest}}
    ids = new_ids(Answer, len(newest))
    pour(
        Answer,
        ("id", "pupil_id", "use", "said", "basis"),
        (
            (key, pupil, use, str(one.said), basis[use])
            for key, ((pupil, use), one) in zip(ids, newest.items(), strict=True)
        ),
        same={
            "school_id": school.pk,
            "given_by": given.by,
            "capacity": given.capacity,
            "evidence": given.evidence,
            "answered_at": given.at,
            "recorded_at": actor.now,
            "recorded_by_id": actor.person_id,
            "roll_import_id": given.roll_import.pk if given.roll_import is not None else None,
        },
    )
    _now_hold(school, ids)


def _now_hold(school: School, answer_ids: Sequence[int]) -> None:
    """These answers hold from now on. Nobody else writes answers of a school whose whole roll is locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO pupils_consentnow (school_id, pupil_id, use, said, basis, answer_id)
            SELECT school_id, pupil_id, use, said, basis, id FROM pupils_answer
            WHERE id BETWEEN %s AND %s AND school_id = %s
            ON CONFLICT (pupil_id, use)
            DO UPDATE SET said = excluded.said, basis = excluded.basis, answer_id = excluded.answer_id
            """,
            [answer_ids[0], answer_ids[-1], school.pk],
        )


def overtake_questions(actor: Actor, about: Iterable[tuple[int, str]]) -> None:
    """Close what the office was asked about these pupils and uses: there is a newer answer or question."""
    wanted = set(about)
    if not wanted:
        return
    open_now = OfficeQuestion.objects.filter(
        school=actor.school, about=OfficeQuestion.About.CONSENT, answered_at__isnull=True
    ).values_list("pk", "pupil_id", "use")
    overtaken = [pk for pk, pupil, use in open_now if (pupil, use) in wanted]
    OfficeQuestion.objects.filter(pk__in=overtaken).update(
        answered_at=actor.now, answered_by=actor.person, answer=OfficeQuestion.Settled.OVERTAKEN
    )
