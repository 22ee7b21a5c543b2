"""What fell due in the school's year was done in time, by whoever owed it; what comes next is still to be done."""

from datetime import datetime, timedelta

from schoolgate.clockwork import follow_ups
from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.duties.actions import do_duty
from schoolgate.duties.asking import ask_at
from schoolgate.duties.models import Duty
from schoolgate.registers.actions import write_entry

A_DAY = timedelta(days=1)
SAID = {
    "confirmed": "Yes, since the start of the year. I can log in.",
    "newsletter": "Sent by e-mail to all families.",
    "answers": "Wrote to them with the form, and rang those with no e-mail.",
    "look": "Looked. Nothing to do.",
    "search": "Nothing but the results of the cross-country.",
}


def do_what_fell_due(stage: Stage, then: datetime, now: datetime) -> None:
    """From the start of the year on: asked for, and done a day before it was due."""
    follow_ups.run_all(then)
    for asked_at in (then, *(now - days * A_DAY for days in range(5, 0, -1))):
        ask_at(stage.school, asked_at)
        due = Duty.objects.filter(school=stage.school, done_at__isnull=True, due_at__lt=now).exclude(task="")
        for duty in due.order_by("due_at", "pk"):
            _done(stage, duty, max(duty.due_at - A_DAY, asked_at))


def _done(stage: Stage, duty: Duty, at: datetime) -> None:
    duty.refresh_from_db()
    if duty.done_at is not None:
        return
    if duty.closes_by == "entry:mentions":
        answers = {
            "searched_on": at.date().isoformat(),
            "where": "Search engines and the town’s page",
            "terms": stage.school.name,
            "found": SAID["search"],
        }
        write_entry(as_part(stage, "office", at), stage.school, register="mentions", answers=answers)
    elif not duty.closes_itself:
        do_duty(as_part(stage, _part(stage, duty), at), duty, outcome=SAID.get(duty.task, "Done."))


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
