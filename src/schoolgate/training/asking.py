"""What the clock calls: whoever is to be trained is asked in time."""

from datetime import datetime

from django_scopes import scope

from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import clock
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
