"""What the clock calls: what has been kept long enough goes, in the night."""

from datetime import datetime

from django_scopes import scope

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.models import FollowUp
from schoolgate.media.leftovers import leftovers_go, unfinished_go
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON
from schoolgate.personal_data.actions.destroying import destroy_records
from schoolgate.personal_data.night import what_goes
from schoolgate.personal_data.periods import cut_off_of_years
from schoolgate.personal_data.queries import is_put_back

NIGHT_ENDS = 5
_FOLLOW_UPS_YEARS = 2


def destroy_what_is_due(now: datetime) -> int:
    """At every school, between midnight and five in London; how many rows went. Safe to run twice."""
    if now.astimezone(LONDON).hour >= NIGHT_ENDS:
        return 0
    schools = list(School.objects.select_related("trust"))
    went = sum(destroy_at(school, now) for school in schools)
    # Last, for it asks the store, which may be away.
    return went + unfinished_go(now) + sum(sweep_at(school, now) for school in schools)


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


def sweep_at(school: School, now: datetime) -> int:
    """Pictures of one school that belong to nothing. After a restore they wait too: the database may be the older."""
    with scope(school=school):
        return 0 if is_put_back(school) else leftovers_go(school, now)


def forget_old_follow_ups(now: datetime) -> int:
    """What followed an event is known for two years."""
    before = cut_off_of_years(now, _FOLLOW_UPS_YEARS)
    return FollowUp.objects.filter(done_at__lt=before).delete()[0]
