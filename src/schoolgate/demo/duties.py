"""What fell due in the school's year was done in time, by whoever owed it; what comes next is still to be done.

One thing alone is late, and a few days only: the first school's look through its record of consents.
"""

from datetime import datetime, timedelta
from typing import Any

from schoolgate.clockwork import follow_ups
from schoolgate.demo.loading import Stage, at
from schoolgate.demo.posting import as_part
from schoolgate.duties.actions import do_duty
from schoolgate.duties.asking import ask_at
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.moments import noting
from schoolgate.moments.actions import read_note, write_note
from schoolgate.people.queries import actor_of, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.actions.checking import check_consents
from schoolgate.registers.actions import write_entry
from schoolgate.training.actions import class_agrees, teach_lesson
from schoolgate.training.agreeing import to_sign

A_DAY = timedelta(days=1)
SAID = {
    "confirmed": "Yes, since the start of the year. I can log in.",
    "newsletter": "Sent by e-mail to all families.",
    "answers": "Wrote to them with the form, and rang those with no e-mail.",
    "look": "Looked. Nothing to do.",
    "search": "Nothing but the results of the cross-country.",
}
# How many days ago somebody looked through the record of consents; it is due again after four weeks.
LOOKED = (68, 40, 12)
LOOKED_AND_NOW_LATE = (87, 59, 31)
PARENTS_HEARD: dict[str, dict[str, Any]] = {
    "meeting": {"invited": "All families, by letter", "came": 41},
    "message": {"audience": "All families", "channel": "newsletter"},
}


def do_what_fell_due(stage: Stage, then: datetime, now: datetime) -> None:
    """From the start of the year on: asked for, and done a day before it was due."""
    follow_ups.run_all(then)
    for asked_at in (then, *(now - days * A_DAY for days in range(5, 0, -1))):
        ask_at(stage.school, asked_at)
        due = Duty.objects.filter(school=stage.school, done_at__isnull=True, due_at__lt=now).exclude(task="")
        for duty in due.order_by("due_at", "pk"):
            _done(stage, duty, max(duty.due_at - A_DAY, asked_at))


def look_through_consents(stage: Stage, now: datetime, *, is_late: bool) -> None:
    """The data protection lead looked through the record every four weeks; `is_late`: not yet this time."""
    for days in LOOKED_AND_NOW_LATE if is_late else LOOKED:
        check_consents(as_part(stage, "data_protection", at(now, -days, 10)), stage.school)


def share_a_note(stage: Stage, then: datetime, now: datetime) -> None:
    """Where the policy wants a note on safe use to staff every so often: one went out, and everybody has read it."""
    due_on = noting.next_note_due(stage.school, then)
    if due_on is None or due_on > today_of(now):
        return
    write_note(
        as_part(stage, "safeguarding", then),
        stage.school,
        kind="platform",
        title="Two steps to sign in",
        words="Most platforms ask for a second step if you let them. Switch it on for your own accounts too.",
        groups=["everyone"],
        read_within_days=14,
    )
    read_at = then + 2 * A_DAY
    for one in noting.still_to_read(stage.school, read_at):
        if one.person != stage.cast["new_colleague"]:
            read_note(actor_of(one.person, stage.school, read_at), one.note)


def _done(stage: Stage, duty: Duty, on: datetime) -> None:
    duty.refresh_from_db()
    if duty.done_at is not None:
        return
    work, _colon, what = duty.closes_by.partition(":")
    actor = as_part(stage, _part(stage, duty), on)
    if work in _WORK:
        _WORK[work](stage, actor, what)
    elif not duty.closes_itself:
        do_duty(actor, duty, outcome=SAID.get(duty.task, "Done."))


def _write_entry(stage: Stage, actor: Actor, what: str) -> None:
    """ "mentions", or "parents_programme:kind:meeting": the register, and what it was."""
    register, _key, kind = (*what.split(":"), "", "")[:3]
    on = today_of(actor.now).isoformat()
    if register == "mentions":
        said = {"where": "Search engines and the town’s page", "terms": stage.school.name}
        answers = {"searched_on": on, "found": SAID["search"], **said}
        write_entry(as_part(stage, "office", actor.now), stage.school, register=register, answers=answers)
    else:
        heard = {"kind": kind, "held_on": on, "about": "Choosing what an app may see", **PARENTS_HEARD[kind]}
        write_entry(actor, stage.school, register=register, answers=heard)


def _teach(stage: Stage, actor: Actor, class_name: str) -> None:
    given = {"class_name": class_name, "form": "lesson", "topic": "Whom we tell when something feels wrong"}
    teach_lesson(actor, stage.school, taught_on=today_of(actor.now), **given)


def _sign(stage: Stage, actor: Actor, class_name: str) -> None:
    given = {
        "class_name": class_name,
        "form": "lesson",
        "digest": to_sign(current_policy(stage.school)).digest,
    }
    class_agrees(actor, stage.school, signed_on=today_of(actor.now), **given)


# What closes a duty, and the work that does.
_WORK = {"entry": _write_entry, "lesson": _teach, "agreed": _sign}


def _part(stage: Stage, duty: Duty) -> str:
    """Who of the cast owes it: the person, or whoever holds the post."""
    for part, person in stage.cast.items():
        if duty.owed_by_id == person.pk:
            return part
        if duty.owed_by_id is None and duty.owed_by_role == _ROLES.get(part):
            return part
    return "head"


_ROLES = {
    "head": "headteacher",
    "office": "office",
    "network": "network_manager",
    "safeguarding": "safeguarding_lead",
    "chair": "chair",
}
