"""What the clock calls: whoever is to be trained is asked in time."""

from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.people.models import School
from schoolgate.training.actions import about_learning, ask_to_come
from schoolgate.training.queries import standings


def ask_everybody(now: datetime) -> int:
    """At every school, whoever lacks training or will soon; how many were asked anew. Safe to run twice."""
    return sum(ask_who_is_due(school, now) for school in School.objects.select_related("trust"))


def ask_who_is_due(school: School, now: datetime) -> int:
    """The same at one school."""
    with scope(school=school):
        due = [one for one in standings(school, now) if one.needs]
        asked = set(
            Duty.objects.filter(school=school, about__startswith="course:", done_at__isnull=True).values_list(
                "about", flat=True
            )
        )
        new = [one for one in due if about_learning(one.course, one.person.pk) not in asked]
        if new:
            ask_to_come(clock(school, now), school, due=new)
    return len(new)


@follows(
    EventType.COURSE_ADDED, EventType.TRAINING_CALLED, EventType.PERSON_ADDED, EventType.PERSON_APPOINTED
)
def ask_at_once(event: Event, now: datetime) -> None:
    """A new course, or somebody new: who has to come finds it on Today at once; the daily tick would find them too."""
    kind, _colon, pk = event.log_id.partition(":")
    school = School.objects.select_related("trust").filter(pk=int(pk)).first() if kind == "school" else None
    if school is not None:
        ask_who_is_due(school, now)
