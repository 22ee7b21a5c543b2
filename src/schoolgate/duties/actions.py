"""Doing a duty; asking for what is owed, reminding, telling that it is late; duties of the school's own."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties import queries, rounds
from schoolgate.duties.models import Duty, OwnDuty, ToldLate
from schoolgate.duties.wanted import Wanted
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.rules.duties import OwnDuty as Described


@action(may=Permission.DUTY_DO, unless=queries.refusals_to_do, records=EventType.DUTY_DONE)
def do_duty(actor: Actor, duty: Duty, *, outcome: str) -> Done:
    """Say that a duty is done, and what came of it."""
    duty.done_at, duty.done_by, duty.outcome = actor.now, actor.person, outcome
    duty.save(update_fields=["done_at", "done_by", "outcome"])
    if duty.task:
        closes = f"done:{duty.task}:{duty.about.split('@', 2)[2]}"
        Duty.objects.filter(school=duty.school, closes_by=closes, done_at__isnull=True).update(
            done_at=actor.now, done_by=actor.person, outcome=outcome
        )
    return Done(duty, {"key": duty.key, "about": duty.about, "outcome": outcome}, controls=(duty.key,))


@action(may=Permission.ASK_IN_TIME, unless=nothing_refuses, records=EventType.DUTIES_ASKED)
def ask_for_duties(
    actor: Actor,
    school: School,
    *,
    wanted: Sequence[Wanted],
    gone: Sequence[int] = (),
    done: Sequence[int] = (),
) -> Done:
    """Put on Today what is owed now, close what work elsewhere has done, let go what nobody asks for any more."""
    Duty.objects.bulk_create([Duty(school=school, **one.fields) for one in wanted], ignore_conflicts=True)
    Duty.objects.filter(school=school, pk__in=gone, done_at__isnull=True).update(
        done_at=actor.now, outcome=_("Not needed any more.")
    )
    Duty.objects.filter(school=school, pk__in=done, done_at__isnull=True).update(
        done_at=actor.now, outcome=_("Done where it is kept.")
    )
    controls = tuple(dict.fromkeys(one.control for one in wanted))
    told = {"asked": [one.about for one in wanted], "let_go": list(gone), "done": list(done)}
    return Done(school, told, controls)


@action(may=Permission.ASK_IN_TIME, unless=nothing_refuses, records=EventType.DUTIES_REMINDED)
def remind_of_duties(
    actor: Actor,
    school: School,
    *,
    reminded: Mapping[int, Sequence[int]],
    told: Sequence[tuple[int, int, Sequence[int]]],
) -> Done:
    """Remind people of what is due soon, and tell others what is late: (duty, step, people). Mail follows."""
    soon = {duty for duties in reminded.values() for duty in duties}
    Duty.objects.filter(school=school, pk__in=soon).update(reminded_at=actor.now)
    ToldLate.objects.bulk_create(
        [
            ToldLate(school=school, duty_id=duty, step=step, person_id=person, at=actor.now)
            for duty, step, people in told
            for person in people
        ],
        ignore_conflicts=True,
    )
    late: dict[str, list[int]] = {}
    for duty, _step, people in told:
        for person in people:
            late.setdefault(str(person), []).append(duty)
    detail = {"soon": {str(person): list(duties) for person, duties in reminded.items()}, "late": late}
    return Done(school, detail)


@action(may=Permission.DUTY_DIRECT, unless=queries.refusals_to_direct, records=EventType.MEASURE_DIRECTED)
def direct_measure(actor: Actor, school: School, *, what: str, kind: str, owed_by: str, due_on: date) -> Done:
    """Have a measure of security or data protection put in place by a post, by a day."""
    duty = Duty.objects.create(
        school=school,
        key=queries.MEASURE,
        about=f"{kind}:{actor.now.timestamp():.0f}:{len(what)}",
        what=what.strip()[:200],
        more=str(queries.MEASURES[kind]),
        owed_by_role=owed_by,
        due_at=rounds.at_the_end_of(due_on),
    )
    return Done(duty, {"kind": kind, "owed_by": owed_by}, (queries.MEASURE,))


@action(may=Permission.FORM_MAKE, unless=queries.refusals_to_make, records=EventType.OWN_DUTY_MADE)
def make_duty(
    actor: Actor,
    school: School,
    *,
    what: str,
    more: str = "",
    owed_by: str = "",
    each_of: Sequence[str] = (),
    every: str = "once",
    due_on: date | None = None,
) -> Done:
    """A duty of the school's own. Whoever owes it finds it on Today at once."""
    made = Described(what, more, owed_by, tuple(each_of), every, due_on)
    own = OwnDuty.objects.create(
        school=school,
        key=made.key,
        document=made.to_document(),
        due_on=due_on,
        made_by=actor.person,
        made_at=actor.now,
    )
    asked = rounds.of_own(own, actor.now)
    Duty.objects.bulk_create([Duty(school=school, **one.fields) for one in asked], ignore_conflicts=True)
    return Done(own, {"key": made.key})


@action(may=Permission.FORM_MAKE, unless=queries.refusals_to_end, records=EventType.OWN_DUTY_ENDED)
def end_duty(actor: Actor, own: OwnDuty) -> Done:
    """It comes no more, and what is open of it is let go. What was done stays known."""
    own.ended_at = actor.now
    own.save(update_fields=["ended_at"])
    Duty.objects.filter(school=own.school, key=own.control, done_at__isnull=True).update(
        done_at=actor.now, done_by=actor.person, outcome=_("Not needed any more.")
    )
    return Done(own, {"key": own.key})
