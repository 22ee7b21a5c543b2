"""Naming managers, saying ties, adapting the rules to one person, confirming a remit, and the school's addresses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Appointment, Person, School
from schoolgate.pupils.models import Answer
from schoolgate.rules.consents import Basis, Capacity, Said
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.staffing import queries
from schoolgate.staffing.models import Adjustment, ConfirmedRemit, LineManager, Tie


@action(
    may=Permission.PERSON_APPOINT,
    unless=queries.refusals_to_change_addresses,
    records=EventType.SCHOOL_ADDRESSES_CHANGED,
    in_person=True,
)
def change_addresses(actor: Actor, school: School, *, domains: Iterable[str]) -> Done:
    """Say what the school's own e-mail addresses end with; without any, addresses are not looked at."""
    school.domains = sorted({one.strip().lower() for one in domains if one.strip()})
    school.save(update_fields=["domains"])
    return Done(school, {"domains": school.domains}, (Control.SCHOOL_ADDRESSES_ONLY,))


@action(
    may=Permission.PERSON_APPOINT,
    unless=queries.refusals_to_name_manager,
    records=EventType.MANAGER_NAMED,
    in_person=True,
)
def name_manager(actor: Actor, school: School, *, people: Sequence[int], manager: int) -> Done:
    """Say who answers for these people here; whoever did before does no more."""
    for person in people:
        LineManager.objects.update_or_create(
            school=school, person_id=person, defaults={"manager_id": manager, "since": actor.now}
        )
    told = [(Person(pk=person), {"manager": f"person:{manager}"}) for person in people]
    (first, detail), *others = told
    also = tuple(Happened(EventType.MANAGER_NAMED, one, said) for one, said in others)
    return Done(first, detail, also=also)


@action(may=Permission.TIE_SAY, unless=queries.refusals_to_say_ties, records=EventType.TIES_SAID)
def say_ties(actor: Actor, person: Person, *, kinds: Sequence[str]) -> Done:
    """Say that one is also a parent here or a neighbour, or is so no more."""
    Tie.objects.filter(person=person).exclude(kind__in=kinds).delete()
    for kind in kinds:
        Tie.objects.get_or_create(
            school=actor.school, person=person, kind=kind, defaults={"said_at": actor.now}
        )
    return Done(person, {"ties": sorted(kinds)})


@action(
    may=Permission.ADJUSTMENT_KEEP, unless=queries.refusals_to_adjust, records=EventType.ADJUSTMENT_AGREED
)
def agree_adjustment(actor: Actor, person: Person, *, words: str, until: date) -> Done:
    """Adapt how the policy is applied to one person, until a day."""
    agreed = Adjustment.objects.create(
        school=actor.school,
        person=person,
        words=words.strip(),
        until_on=until,
        agreed_by=actor.person,
        agreed_at=actor.now,
    )
    return Done(agreed, {"person": f"person:{person.pk}", "until": until.isoformat()})


def _refusals_to_end(actor: Actor, adjustment: Adjustment) -> list[Refusal]:
    if adjustment.ended_at is None:
        return []
    return [Refusal(Control.STATE, "This has ended already.", "Nothing is left to do.")]


@action(may=Permission.ADJUSTMENT_KEEP, unless=_refusals_to_end, records=EventType.ADJUSTMENT_ENDED)
def end_adjustment(actor: Actor, adjustment: Adjustment) -> Done:
    """From now on the policy is applied to them as to everybody."""
    adjustment.ended_at = actor.now
    adjustment.save(update_fields=["ended_at"])
    return Done(adjustment, {"person": f"person:{adjustment.person_id}"})


@action(
    may=Permission.REMIT_CONFIRM,
    unless=queries.refusals_to_confirm_remit,
    records=EventType.REMIT_CONFIRMED,
    in_person=True,
)
def confirm_remit(actor: Actor, appointment: Appointment) -> Done:
    """A governor's word that being safe online is part of this post holder's work."""
    remit = ConfirmedRemit.objects.create(
        school=actor.school, appointment=appointment, confirmed_by=actor.person, confirmed_at=actor.now
    )
    return Done(remit, {"appointment": f"appointment:{appointment.pk}"})


@action(
    may=Permission.OWN_PICTURE,
    unless=queries.refusals_to_answer_about_picture,
    records=EventType.PERSON_PICTURE_ANSWERED,
)
def answer_about_picture(actor: Actor, person: Person, *, answers: Mapping[str, Said]) -> Done:
    """Write down where a grown-up may be shown. It goes before whatever an author was told, at once."""
    is_own = person.pk == actor.person_id
    Answer.objects.bulk_create(
        Answer(
            school=actor.school,
            person=person,
            use=use,
            said=said,
            basis=Basis.CONSENT,
            given_by=str(person),
            capacity=Capacity.SELF,
            evidence="answered here" if is_own else "said to the office",
            answered_at=actor.now,
            recorded_at=actor.now,
            recorded_by=actor.person,
        )
        for use, said in sorted(answers.items())
    )
    told = {use: str(said) for use, said in sorted(answers.items())}
    return Done(person, {"answers": told}, (Control.CONSENT_FOR_EVERY_USE,))
