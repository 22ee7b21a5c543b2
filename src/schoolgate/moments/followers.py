"""What follows events that make something to be signed. Each handler is safe to run twice."""

import json
from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.moments.actions import ask_to_sign
from schoolgate.moments.queries import READ_AND_SIGN, who_owes
from schoolgate.notifications.letters import Recipient, Words, write
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.rules.school_time.quiet_hours import when_staff_may_be_written_to
from schoolgate.rules.signing import TITLES


@follows(
    EventType.POLICY_IN_FORCE,
    EventType.POLICY_SETTING_OVERRIDDEN,
    EventType.POLICY_OVERRIDE_ENDED,
    EventType.PERSON_ADDED,
    EventType.PERSON_APPOINTED,
    EventType.OWN_LINE_ADDED,
)
def ask_who_owes(event: Event, now: datetime) -> None:
    """Whoever has something to sign finds it on Today at once; the daily tick would find them too."""
    school = school_of(event)
    if school is not None:
        ask_at(school, now)


def ask_at(school: School, now: datetime) -> int:
    """Ask everybody of the school who owes a signature and was not asked yet; how many."""
    with scope(school=school):
        asked = set(
            Duty.objects.filter(school=school, key=READ_AND_SIGN, done_at__isnull=True).values_list(
                "about", flat=True
            )
        )
        owing = [one for one in who_owes(school, now) if f"person:{one.person.pk}" not in asked]
        if owing:
            ask_to_sign(clock(school, now), school, owing=owing)
    return len(owing)


def ask_everybody(now: datetime) -> int:
    """The same at every school, once a day: for roles that begin on a day."""
    return sum(ask_at(school, now) for school in School.objects.select_related("trust"))


@follows(EventType.SIGNERS_REMINDED)
def remind_by_letter(event: Event, now: datetime) -> None:
    """The reminder itself: what waits, never why it matters."""
    school = school_of(event)
    if school is None:
        return
    with scope(school=school):
        for one in who_owes(school, now):
            if one.person.pk not in _told(event):
                continue
            titles = ", ".join(TITLES[document.key] for document in one.unsigned)
            write(
                f"sign:{event.pk}",
                [Recipient(f"person:{one.person.pk}", one.person.email)],
                Words(
                    "Something waits for your signature",
                    (
                        f"At {school.name} these wait for you to read and sign: {titles}.",
                        "It takes a few minutes.",
                    ),
                    f"/schools/{school.slug}/read-and-sign",
                ),
                now=now,
                not_before=when_staff_may_be_written_to(now, current_policy(school).setting("quiet_hours")),
            )


def _told(event: Event) -> set[int]:
    """Whom the event names."""
    return set(json.loads(event.detail.words).get("people", ()))


def school_of(event: Event) -> School | None:
    """The school in whose trail the event stands; None for one of a trust."""
    kind, _colon, pk = event.log_id.partition(":")
    if kind != "school":
        return None
    return School.objects.select_related("trust").filter(pk=int(pk)).first()
