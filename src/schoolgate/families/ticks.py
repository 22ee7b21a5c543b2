"""What the clock calls, by day on weekdays: families of joiners are asked, those without an answer reminded."""

from datetime import datetime

from django_scopes import scope

from schoolgate.families.actions.links import ask_joiners, remind_families
from schoolgate.families.models import FamilyLink
from schoolgate.kernel.actor import clock
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON
from schoolgate.posts.models import Stop
from schoolgate.rules.families import is_time_for_letters


def write_to_everybody(now: datetime) -> int:
    """At every school whose office has begun to ask by links; how many schools wrote. Safe to run twice.

    Where everything is stopped, as after a restore, nobody is written to: who was reminded since is not known.
    """
    if not is_time_for_letters(now.astimezone(LONDON)):
        return 0
    asked = FamilyLink._base_manager.values("school_id").distinct()
    stopped = Stop.objects.filter(resumed_at__isnull=True, school__isnull=False).values("school_id")
    schools = School.objects.filter(pk__in=asked).exclude(pk__in=stopped).select_related("trust")
    return sum(_write_at(school, now) for school in schools)


def _write_at(school: School, now: datetime) -> bool:
    with scope(school=school):
        actor = clock(school, now)
        due = [write for write in (ask_joiners, remind_families) if not write.why_not(actor, school)]
        for write in due:
            write(actor, school)
        return bool(due)
