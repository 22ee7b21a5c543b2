"""Reporting a breach, limiting it, deciding who is told, and closing it. No word of it stands in any event."""

from collections.abc import Collection
from datetime import datetime

from schoolgate.audit.event_types import EventType
from schoolgate.breaches import queries
from schoolgate.breaches.models import Breach, BreachStep
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.rules.breaches import CLOSED_WITHIN, Meant, told_by
from schoolgate.rules.refusals import Control

BREACH = ("case.information_breach",)


@action(may=Permission.BREACH_REPORT, unless=queries.refusals_to_report, records=EventType.BREACH_REPORTED)
def report_breach(
    actor: Actor,
    school: School,
    *,
    what: str,
    risks: Collection[str],
    meant: str = Meant.UNKNOWN.value,
    found_at: datetime | None = None,
    at_once: str = "",
    about: str = "",
) -> Done:
    """Report it at once; those who must know are told the same minute. `at_once`: what was done already to limit it."""
    found = found_at or actor.now
    breach = Breach.objects.create(
        school=school,
        what=what.strip(),
        risks=sorted(risks),
        meant=meant,
        about=about,
        found_at=found,
        told_by_at=told_by(found),
        due_at=told_by(found),
        reported_at=actor.now,
        reported_by=actor.person,
    )
    if at_once.strip():
        BreachStep.objects.create(
            breach=breach,
            words=at_once.strip(),
            owner=actor.person,
            started_at=actor.now,
            done_at=actor.now,
        )
    return Done(breach, {"risks": sorted(risks), "meant": meant}, BREACH)


@action(may=Permission.BREACH_KEEP, unless=queries.refusals_to_change, records=EventType.BREACH_DESCRIBED)
def describe_breach(
    actor: Actor,
    breach: Breach,
    *,
    risks: Collection[str],
    meant: str,
    effects: str,
    people_many: int | None = None,
) -> Done:
    """Say what is known of it by now: of what kinds it is, and what it did to people."""
    breach.risks, breach.meant = sorted(risks), meant
    breach.effects, breach.people_many = effects.strip(), people_many
    breach.save(update_fields=["risks", "meant", "effects", "people_many"])
    return Done(breach, {"risks": breach.risks, "meant": meant}, BREACH)


@action(may=Permission.BREACH_KEEP, unless=queries.refusals_to_change, records=EventType.BREACH_STEP_TAKEN)
def take_breach_step(actor: Actor, breach: Breach, *, words: str, is_done: bool = False) -> Done:
    """Something that limits it begins, or is done. Whoever writes it down sees to it."""
    BreachStep.objects.create(
        breach=breach,
        words=words.strip(),
        owner=actor.person,
        started_at=actor.now,
        done_at=actor.now if is_done else None,
    )
    return Done(breach, {"is_done": is_done}, BREACH)


@action(may=Permission.BREACH_KEEP, unless=queries.refusals_to_finish, records=EventType.BREACH_STEP_DONE)
def finish_breach_step(actor: Actor, breach: Breach, *, step: int) -> Done:
    """It is done."""
    BreachStep.objects.filter(pk=step, breach=breach).update(done_at=actor.now)
    return Done(breach, {"step": step}, BREACH)


@action(
    may=Permission.BREACH_KEEP,
    unless=queries.refusals_to_decide,
    records=EventType.BREACH_DECIDED,
    in_person=True,
)
def decide_about_ico(actor: Actor, breach: Breach, *, decided: str, reason: str) -> Done:
    """Whether the Information Commissioner is told, and why: they are, unless a risk to people is unlikely."""
    breach.ico, breach.ico_because = decided, reason.strip()
    breach.ico_decided_at, breach.ico_decided_by = actor.now, actor.person
    _next_due(breach)
    breach.save(update_fields=["ico", "ico_because", "ico_decided_at", "ico_decided_by", "due_at"])
    return Done(breach, {"whom": "ico", "decided": decided}, BREACH)


@action(
    may=Permission.BREACH_KEEP,
    unless=queries.refusals_to_decide,
    records=EventType.BREACH_DECIDED,
    in_person=True,
)
def decide_about_people(actor: Actor, breach: Breach, *, decided: str, reason: str) -> Done:
    """Whether the people concerned are told, and why: they are where the risk to them is high."""
    breach.people, breach.people_because = decided, reason.strip()
    breach.people_decided_at, breach.people_decided_by = actor.now, actor.person
    breach.save(update_fields=["people", "people_because", "people_decided_at", "people_decided_by"])
    return Done(breach, {"whom": "people", "decided": decided}, BREACH)


@action(
    may=Permission.BREACH_KEEP,
    unless=queries.refusals_to_say_ico_told,
    records=EventType.BREACH_TOLD,
    in_person=True,
)
def say_ico_told(actor: Actor, breach: Breach, *, reference: str = "") -> Done:
    """The Information Commissioner was told, and how they call it."""
    breach.ico_told_at, breach.ico_reference = actor.now, reference.strip()
    _next_due(breach)
    breach.save(update_fields=["ico_told_at", "ico_reference", "due_at"])
    return Done(breach, {"whom": "ico"}, BREACH)


@action(
    may=Permission.BREACH_KEEP,
    unless=queries.refusals_to_say_people_told,
    records=EventType.BREACH_TOLD,
    in_person=True,
)
def say_people_told(actor: Actor, breach: Breach) -> Done:
    """The people concerned were told: what happened, what it may do to them, what is done, whom to ask."""
    breach.people_told_at = actor.now
    breach.save(update_fields=["people_told_at"])
    return Done(breach, {"whom": "people"}, BREACH)


@action(
    may=Permission.BREACH_KEEP,
    unless=queries.refusals_to_close,
    records=EventType.BREACH_CLOSED,
    in_person=True,
)
def close_breach(actor: Actor, breach: Breach, *, lessons: str) -> Done:
    """Everything is done and said; it stays in the register."""
    breach.lessons, breach.closed_at, breach.closed_by = lessons.strip(), actor.now, actor.person
    breach.due_at = None
    breach.save(update_fields=["lessons", "closed_at", "closed_by", "due_at"])
    return Done(breach, {}, (*BREACH, Control.CASE_STEPS_BEFORE_CLOSING.value))


def _next_due(breach: Breach) -> None:
    """The 72 hours stand while the Information Commissioner is to be told; then everything else has a month."""
    breach.due_at = breach.told_by_at if breach.waits_for_ico else breach.found_at + CLOSED_WITHIN
