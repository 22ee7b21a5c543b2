"""Settling what a file left open: an answer that contradicts ours, or a row that nobody could be sure of."""

from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import answer_queries as queries
from schoolgate.pupils.actions.adults_writing import add_adults
from schoolgate.pupils.actions.roll_writing import new_pupil, roll_is_new
from schoolgate.pupils.answering import Given, NewAnswer, write_answers
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Answer, OfficeQuestion
from schoolgate.pupils.records import record_from_json
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Control
from schoolgate.rules.roll import InFile

Settled = OfficeQuestion.Settled


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_settle,
    records=EventType.CONSENT_QUESTION_SETTLED,
    locks=lock_pupil,
)
def settle_question(
    actor: Actor,
    question: OfficeQuestion,
    *,
    answer: str,
    given_by: str = "",
    evidence: str = "",
    forename: str = "",
    surname: str = "",
) -> Done:
    """Decide what the file left open. A yes is somebody's, on evidence; a row is taken as shown or left out."""
    also: tuple[Happened, ...] = ()
    if question.about == OfficeQuestion.About.ROW:
        if answer == Settled.TAKEN:
            also = _take_row(actor, question, forename.strip(), surname.strip())
    else:
        question.settled_with = _answer_for(actor, question, answer, given_by.strip(), evidence.strip())
    question.answer = answer
    question.answered_at = actor.now
    question.answered_by = actor.person
    # What the file said of the pupil was kept for this decision only.
    question.record = {}
    question.save(update_fields=["answer", "answered_at", "answered_by", "record", "settled_with", "pupil"])
    return Done(question, {"answer": answer}, (Control.CONSENT_FOR_EVERY_USE,), also)


def _answer_for(
    actor: Actor, question: OfficeQuestion, answer: str, given_by: str, evidence: str
) -> Answer | None:
    """The answer that settles it; none where the no that stands here simply stays."""
    pupil = question.pupil
    if pupil is None:
        return None
    now = queries.said_now(pupil).get(question.use, Said.NOT_ANSWERED)
    said = Said.YES if answer == Settled.YES else Said.NO
    if said is Said.NO and now not in (Said.YES, Said.NOT_ANSWERED):
        return None
    given = Given(given_by, Capacity.PARENT, evidence or "Question about an import", actor.now)
    return write_answers(actor, question.school, [NewAnswer(pupil.pk, question.use, said)], given)[0]


def _take_row(actor: Actor, question: OfficeQuestion, forename: str, surname: str) -> tuple[Happened, ...]:
    """Add the pupil of a held row, with the names as the office wrote them.

    For a pupil who is on the roll already nothing is changed here: the next import compares the row as any other.
    """
    if question.pupil_id is not None:
        return ()
    record = record_from_json(question.record)
    record.legal_forename = forename or record.legal_forename
    record.legal_surname = surname or record.legal_surname
    pupil = new_pupil(question.school, record)
    pupil.save()
    question.pupil = pupil
    add_adults(question.school, ((pupil.pk, adult) for adult in record.guardians))
    # For a child in care somebody says first who may answer; the next import puts that question.
    said = {InFile.NO: Said.NO} if record.in_care else {InFile.YES: Said.YES, InFile.NO: Said.NO}
    answers = [NewAnswer(pupil.pk, use, said[one]) for use, one in record.consents.items() if one in said]
    given = Given("", Capacity.SCHOOL_RECORD, _evidence(question), actor.now, question.roll_import)
    write_answers(actor, question.school, answers, given)
    roll_is_new(question.school)
    return (Happened(EventType.PUPIL_ADDED, pupil, _why(question)),)


def _evidence(question: OfficeQuestion) -> str:
    return f"{question.roll_import.file_name}, line {question.line}"[:200]


def _why(question: OfficeQuestion) -> dict[str, Any]:
    return {"roll_import": question.roll_import_id, "line": question.line}
