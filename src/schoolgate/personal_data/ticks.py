"""What the clock calls: what has been kept long enough goes, in the night."""

from datetime import datetime

from django_scopes import scope

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.models import FollowUp
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON
from schoolgate.personal_data.actions.destroying import destroy_records
from schoolgate.personal_data.night import what_goes
from schoolgate.personal_data.periods import cut_off_of_years

NIGHT_ENDS = 5
_FOLLOW_UPS_YEARS = 2


def destroy_what_is_due(now: datetime) -> int:
    """At every school, between midnight and five in London; how many rows went. Safe to run twice."""
    if now.astimezone(LONDON).hour >= NIGHT_ENDS:
        return 0
    return sum(destroy_at(school, now) for school in School.objects.select_related("trust"))


def destroy_at(school: School, now: datetime) -> int:
    """The same at one school. After a restore it waits until somebody has looked."""
    with scope(school=school):
        due = {one.record_class.key: one.ids for one in what_goes(school, now) if one.ids}
        if not due:
            return 0
        try:
            destroy_records(clock(school, now), school, due=due)
        except Refused:
            return 0
    return sum(len(ids) for ids in due.values())


def forget_old_follow_ups(now: datetime) -> int:
    """What followed an event is known for two years."""
    before = cut_off_of_years(now, _FOLLOW_UPS_YEARS)
    return FollowUp.objects.filter(done_at__lt=before).delete()[0]
