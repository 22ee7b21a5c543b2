"""Putting a child on hold, and saying who decides. Only the keepers of the restricted list see or do it."""

from collections.abc import Iterable

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.pupils import holds as queries
from schoolgate.pupils.answering import Given
from schoolgate.pupils.answers_written import write_for
from schoolgate.pupils.importing.plan import Plan
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import ConsentNow, OnHold, Pupil, RollImport
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Control

_CONTROLS = (Control.CONSENT_GIVER.value,)


@action(
    may=Permission.PUPIL_RESTRICT, unless=nothing_refuses, records=EventType.PUPIL_HOLDS_READ, in_person=True
)
def read_holds(actor: Actor, school: School) -> Done:
    """Open the list of children on hold. Every look at it is written down."""
    return Done(school)


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=queries.refusals_to_hold,
    records=EventType.PUPIL_HELD,
    locks=lock_pupil,
    in_person=True,
)
def hold_pupil(actor: Actor, pupil: Pupil, *, why: str) -> Done:
    """From now on no yes counts for this child, until it is said who decides."""
    OnHold.objects.create(school=pupil.school, pupil=pupil, why=why, since=actor.now, held_by=actor.person)
    return Done(pupil, controls=_CONTROLS)


def hold_flagged(actor: Actor, roll_import: RollImport, changed: Iterable[int] = ()) -> tuple[Happened, ...]:
    """Put on hold whom the roll marks by now, in the transaction of an import; an event for each."""
    return _hold(actor, roll_import, queries.flagged_by_file(actor.school, changed))


def hold_marked(actor: Actor, roll_import: RollImport, pupils: Iterable[int]) -> tuple[Happened, ...]:
    """Put on hold whom a file marks that nobody has confirmed yet: that is stricter, so it counts at once."""
    held = OnHold.objects.filter(ended_at__isnull=True).values("pupil_id")
    return _hold(
        actor, roll_import, Pupil.objects.filter(school=actor.school, pk__in=pupils).exclude(pk__in=held)
    )


def newly_marked(plan: Plan) -> list[int]:
    """The pupils of the roll whom a file marks and the roll did not."""
    return [one.pupil for one in plan.changes if one.field == "in_care" and one.after]


def _hold(actor: Actor, roll_import: RollImport, marked: Iterable[Pupil]) -> tuple[Happened, ...]:
    pupils = list(marked)
    OnHold.objects.bulk_create(
        OnHold(
            school=actor.school,
            pupil=pupil,
            why=OnHold.Why.FILE,
            since=actor.now,
            held_by=actor.person,
            roll_import=roll_import,
        )
        for pupil in pupils
    )
    return tuple(Happened(EventType.PUPIL_HELD, pupil, controls=_CONTROLS) for pupil in pupils)


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=queries.refusals_to_say_who_decides,
    records=EventType.PUPIL_DECIDER_SAID,
    locks=lock_pupil,
    in_person=True,
)
def say_who_decides(actor: Actor, hold: OnHold, *, decides: str, decider: str = "", seen_in: str) -> Done:
    """Say who decides for this child. What others have agreed to is asked anew; a no of anybody stays."""
    hold.decides, hold.decider, hold.seen_in = decides, decider.strip(), seen_in.strip()
    hold.decided_at, hold.decided_by = actor.now, actor.person
    hold.save(update_fields=["decides", "decider", "seen_in", "decided_at", "decided_by"])
    decided = queries.deciders_of([hold.pupil_id])[hold.pupil_id]
    now = ConsentNow.objects.filter(pupil=hold.pupil, said=Said.YES)
    of_others = [
        use for use, giver in now.values_list("use", "answer__given_by") if not decided.may_say_yes(giver)
    ]
    if of_others:
        given = Given("", Capacity.SCHOOL_RECORD, "To be asked anew of whoever decides", actor.now)
        write_for(actor, hold.pupil, dict.fromkeys(of_others, Said.NOT_ANSWERED), given)
    return Done(hold, {"pupil": hold.pupil_id, "asked_anew": len(of_others)}, _CONTROLS)


@action(
    may=Permission.PUPIL_RESTRICT,
    unless=queries.refusals_to_end_hold,
    records=EventType.PUPIL_HOLD_ENDED,
    locks=lock_pupil,
    in_person=True,
)
def end_hold(actor: Actor, hold: OnHold, *, because: str) -> Done:
    """The child is asked about as every other from now on."""
    hold.ended_at, hold.ended_by, hold.ended_because = actor.now, actor.person, because.strip()
    hold.save(update_fields=["ended_at", "ended_by", "ended_because"])
    return Done(hold, {"pupil": hold.pupil_id}, _CONTROLS)
