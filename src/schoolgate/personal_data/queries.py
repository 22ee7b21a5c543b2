"""What stands against a copy, a hold, a correction, an erasure, a complaint's answer."""

from typing import Any

from django.db.models import Model, Q, QuerySet

from schoolgate.keeping.models import Hold
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import current, today_of
from schoolgate.personal_data.classes import BY_KEY, is_protected, is_shown
from schoolgate.personal_data.correctable import CORRECTABLE
from schoolgate.personal_data.emptied import NOBODY_ANY_MORE
from schoolgate.personal_data.meanwhile import is_held_meanwhile, keeps_everything
from schoolgate.personal_data.models import Controller, DataComplaint, LegalHold
from schoolgate.personal_data.subjects import Subject, people_ever
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.rules.personal_data import RecordFacts, must_be_free_to_go
from schoolgate.rules.refusals import Control, Refusal


def row_of(school: School, kind: str, number: int) -> Model | None:
    """The pupil, adult or person of this school."""
    rows: QuerySet[Any] = {
        "pupil": Pupil._base_manager.filter(school=school),
        "adult": Adult._base_manager.filter(school=school),
        "person": people_ever(school),
    }[kind]
    return rows.filter(pk=number).first()


def _is_not_here(school: School, kind: str, number: int) -> list[Refusal]:
    if row_of(school, kind, number) is None:
        return [Refusal(Control.STATE, "Nobody of this number is at this school.", "Search again.")]
    return []


def hold_on(subject: Subject) -> LegalHold | None:
    """The hold that stands on them, if one does."""
    return LegalHold.objects.filter(**subject.column, released_at__isnull=True).first()


def holds_shown_to(actor: Actor) -> QuerySet[LegalHold]:
    """Those that stand at the school; a complaint about the reader is not given away by them."""
    standing = LegalHold.objects.filter(school=actor.school, released_at__isnull=True)
    return standing.exclude(complaint__about_the_lead=True) if is_lead(actor) else standing


def refusals_to_give_copy(
    actor: Actor, school: School, *, kind: str, number: int, **_: object
) -> list[Refusal]:
    """Only of somebody of this school."""
    return _is_not_here(school, kind, number)


def refusals_to_hold(actor: Actor, school: School, *, kind: str, number: int, **_: object) -> list[Refusal]:
    """Once is enough."""
    standing = LegalHold.objects.filter(**{f"{kind}_id": number}, released_at__isnull=True)
    if standing.filter(complaint__isnull=True).exists():
        return [Refusal(Control.STATE, "Their data are kept already.", "Nothing is left to do.")]
    return _is_not_here(school, kind, number)


def refusals_to_release(actor: Actor, hold: LegalHold) -> list[Refusal]:
    """What is released is released."""
    if hold.released_at is not None:
        return [Refusal(Control.STATE, "This hold was released already.", "Nothing is left to do.")]
    if hold.complaint_id is not None:
        return [
            Refusal(
                Control.STATE,
                "It is kept because of a complaint about data.",
                "It is released when the complaint is closed.",
            )
        ]
    return []


def refusals_to_correct(
    actor: Actor, school: School, *, kind: str, number: int, field: str, value: str, **_: object
) -> list[Refusal]:
    """Something that can be put right here, and another value than the one that stands there."""
    row = row_of(school, kind, number)
    if row is None:
        return _is_not_here(school, kind, number)
    if field not in CORRECTABLE[kind]:
        return [
            Refusal(Control.STATE, "This is not put right here.", "Put it right where it is kept.", "field")
        ]
    wrong = CORRECTABLE[kind][field].wrong_with(row, value)
    return [Refusal(Control.STATE, wrong, "Write what is right.", "value")] if wrong else []


def refusals_to_erase_person(
    actor: Actor, school: School, *, kind: str, number: int, **_: object
) -> list[Refusal]:
    """What must be kept, and why: each reason is said."""
    row = row_of(school, kind, number)
    if row is None:
        return _is_not_here(school, kind, number)
    return must_be_free_to_go(facts_of(actor, Subject(kind, row, school)))


def facts_of(actor: Actor, subject: Subject) -> RecordFacts:
    """What the rule looks at."""
    on, row = today_of(actor.now), subject.row
    is_held = hold_on(subject) is not None or is_held_meanwhile(subject)
    if isinstance(row, Pupil):
        here = row.left_on is None or row.left_on > on
        protected = Pupil._base_manager.filter(is_protected(), pk=row.pk).exists()
        shown = Pupil._base_manager.filter(is_shown(), pk=row.pk).exists()
        return RecordFacts("pupil", here, shown, protected, is_held, row.legal_forename == NOBODY_ANY_MORE)
    if isinstance(row, Adult):
        still = Q(responsibilities__pupil__left_on__isnull=True) | Q(responsibilities__pupil__left_on__gt=on)
        ties = Adult._base_manager.filter(still, pk=row.pk, responsibilities__isnull=False)
        return RecordFacts("adult", ties.exists(), False, False, is_held, False)
    here = Appointment.objects.filter(current(on), person=row).exists()
    kept = Appointment.objects.filter(
        person=row, last_on__gte=_staff_kept_from(subject.school, actor)
    ).exists()
    return RecordFacts("person", here, False, kept, is_held, row.forename == NOBODY_ANY_MORE)


def _staff_kept_from(school: School, actor: Actor) -> Any:
    from schoolgate.personal_data.periods import cut_off, years_of

    return cut_off(BY_KEY["staff"], years_of(school), today_of(actor.now))


def is_put_back(school: School) -> bool:
    """Whether the school was put back from a backup and nobody has looked yet."""
    return Hold.objects.filter(school=school, lifted_at__isnull=True).exists()


def refusals_to_destroy(actor: Actor, school: School, **_: object) -> list[Refusal]:
    """Not before somebody at the school has taken the records in hand, nor after a restore that nobody has looked at:
    the clock may be wrong, or the database."""
    if not Controller.objects.filter(school=school).exists():
        return [
            Refusal(
                Control.STATE,
                "Nothing goes yet: nobody has said who answers in law for these records.",
                "Look at how long each is kept and at what would go, then say who answers for them.",
            )
        ]
    if is_put_back(school):
        return [
            Refusal(
                Control.STATE,
                "The school was put back from a backup, and nobody has looked yet.",
                "Look at “After the restore” first.",
            )
        ]
    if keeps_everything(school):
        return [
            Refusal(
                Control.STATE,
                "Somebody complains about data and names nobody, and nobody has said whose records it is about.",
                "Whoever answers the complaint opens it and says whose records must stay.",
            )
        ]
    return []


def refusals_to_set_time(actor: Actor, school: School, *, key: str, years: int) -> list[Refusal]:
    """A class of record that is known, and not shorter than law or a child's safety asks."""
    found = BY_KEY.get(key)
    if found is None:
        return [
            Refusal(Control.STATE, "There is no such class of record.", "Choose one from the list.", "key")
        ]
    if years < found.least:
        return [
            Refusal(
                Control.STATE,
                f"This is kept for {found.least} years at least.",
                "Choose a longer time.",
                "years",
            )
        ]
    return []


def complaints_of(actor: Actor) -> QuerySet[DataComplaint]:
    """Those that are for this reader: about the lead, only for others; else for the lead, and the headteacher too."""
    found = DataComplaint.objects.filter(school=actor.school)
    return found.filter(about_the_lead=False) if is_lead(actor) else found


def is_lead(actor: Actor) -> bool:
    """Whether this is whom complaints about the lead are not for."""
    from schoolgate.kernel.permissions import Role

    return Role.DATA_PROTECTION_LEAD in actor.roles


def refusals_to_acknowledge(actor: Actor, complaint: DataComplaint, **_: object) -> list[Refusal]:
    """Once, and never by whom it is about."""
    if complaint.acknowledged_at is not None:
        return [Refusal(Control.STATE, "This complaint was acknowledged already.", "Say what came of it.")]
    return _not_by_the_lead(actor, complaint)


def refusals_to_answer_complaint(
    actor: Actor, complaint: DataComplaint, *, outcome: str, **_: object
) -> list[Refusal]:
    """With words, once, and never by whom it is about."""
    if complaint.closed_at is not None:
        return [Refusal(Control.STATE, "This complaint is closed.", "Nothing is left to do.")]
    if not outcome.strip():
        return [
            Refusal(
                Control.STATE, "The outcome is missing.", "Say what came of it, in plain words.", "outcome"
            )
        ]
    return _not_by_the_lead(actor, complaint)


def refusals_to_say_whose(
    actor: Actor, complaint: DataComplaint, *, kind: str = "", number: int | None = None
) -> list[Refusal]:
    """While it is open, of somebody of this school, each once, and never by whom it is about."""
    if complaint.closed_at is not None:
        return [Refusal(Control.STATE, "This complaint is closed.", "Nothing is left to do.")]
    if kind and complaint.holds.filter(**{f"{kind}_id": number}).exists():
        return [Refusal(Control.STATE, "Their records are kept already.", "Nothing is left to do.")]
    missing = _is_not_here(complaint.school, kind, number or 0) if kind else []
    return missing + _not_by_the_lead(actor, complaint)


def holds_of(complaint: DataComplaint) -> QuerySet[LegalHold]:
    """Whose records it keeps."""
    return complaint.holds.select_related("pupil", "adult", "person")


def _not_by_the_lead(actor: Actor, complaint: DataComplaint) -> list[Refusal]:
    if complaint.about_the_lead and is_lead(actor):
        return [
            Refusal(
                Control.NEVER_THE_SUBJECT,
                "This complaint is about whoever leads on data protection.",
                "The headteacher answers it.",
            )
        ]
    return []


def refusals_to_complain(
    actor: Actor, school: School, *, words: str, code_digest: str, **_: object
) -> list[Refusal]:
    """There are words, and it was not sent before."""
    if not words.strip():
        return [Refusal(Control.STATE, "There are no words yet.", "Say what is wrong.", "words")]
    if DataComplaint.objects.filter(school=school, code_digest=code_digest).exists():
        return [
            Refusal(
                Control.STATE, "This complaint was sent already.", "Use your code to see what came of it."
            )
        ]
    return []
