"""What follows: the letters of a reminder, and what a school owes under a policy that has just come into force."""

import json
from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.asking import ask_at
from schoolgate.duties.models import Duty
from schoolgate.kernel.follow_ups import follows
from schoolgate.notifications.letters import Recipient, Words, write
from schoolgate.people.models import Person, School
from schoolgate.policies.duties_library import duty_kinds
from schoolgate.policies.queries import current_policy
from schoolgate.rules.school_time.quiet_hours import when_staff_may_be_written_to

OWN = "A task of your school"


@follows(EventType.POLICY_IN_FORCE, EventType.POLICY_SETTING_OVERRIDDEN, EventType.POLICY_OVERRIDE_ENDED)
def ask_what_is_owed(event: Event, now: datetime) -> None:
    """What the policy asks for stands on Today at once; the daily tick would find it too."""
    school = _school_of(event)
    if school is not None:
        ask_at(school, now, closed_by="policy" if event.type == EventType.POLICY_IN_FORCE else "")


@follows(EventType.DUTIES_REMINDED)
def write_reminders(event: Event, now: datetime) -> None:
    """One letter for each person: how many things, and of which kind. Never whose they are, or what they are about."""
    school = _school_of(event)
    if school is None:
        return
    told = json.loads(event.detail.words)
    with scope(school=school):
        duties = {one.pk: one for one in Duty.objects.filter(school=school, done_at__isnull=True)}
        not_before = when_staff_may_be_written_to(now, current_policy(school).setting("quiet_hours"))
        for way, words_of in (("soon", _of_ones_own), ("late", _of_others)):
            named = _still_open(told.get(way, {}), duties)
            for person in Person.objects.filter(pk__in=list(named)):
                write(
                    f"duties:{event.pk}:{way}",
                    [Recipient(f"person:{person.pk}", person.email)],
                    words_of(school, named[person.pk]),
                    now=now,
                    not_before=not_before,
                )


def _still_open(told: Mapping[str, list[int]], duties: Mapping[int, Duty]) -> dict[int, list[Duty]]:
    found = {int(person): [duties[pk] for pk in each if pk in duties] for person, each in told.items()}
    return {person: each for person, each in found.items() if each}


def _of_ones_own(school: School, duties: list[Duty]) -> Words:
    return Words(
        "Something waits for you",
        (f"At {school.name} this is due: {_kinds(duties)}.", "It stands on your Today."),
        "/today",
    )


def _of_others(school: School, duties: list[Duty]) -> Words:
    many = "1 thing is late" if len(duties) == 1 else f"{len(duties)} things are late"
    return Words(
        f"{many} at {school.name}",
        (f"At {school.name} {many}: {_kinds(duties)}.", "Who owes it stands on the page."),
        f"/schools/{school.slug}/duties/",
    )


def _kinds(duties: list[Duty]) -> str:
    """What kinds of things these are, each once."""
    kinds = duty_kinds()
    titles = (kinds[one.key].title if one.key in kinds else OWN for one in duties)
    return ", ".join(dict.fromkeys(titles))


def _school_of(event: Event) -> School | None:
    kind, _colon, pk = event.log_id.partition(":")
    if kind != "school":
        return None
    return School.objects.select_related("trust").filter(pk=int(pk)).first()
