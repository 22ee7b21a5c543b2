"""How long this school keeps each class of record, and the day before which its rows go."""

from collections.abc import Mapping
from datetime import date, datetime, time

from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, today_of
from schoolgate.personal_data.classes import CLASSES, RecordClass
from schoolgate.personal_data.models import KeepingTime
from schoolgate.rules.keeping_times import day_before_which


def years_of(school: School) -> Mapping[str, int]:
    """The years of each class: the school's own where it set any, never under what law or a child's safety asks."""
    own = dict(KeepingTime.objects.filter(school=school).values_list("key", "years"))
    return {one.key: max(own.get(one.key, one.years), one.least) for one in CLASSES}


def cut_off(record_class: RecordClass, years: Mapping[str, int], today: date) -> date:
    """Rows that are counted from before this day go tonight."""
    return day_before_which(today, years[record_class.key])


def cut_off_of_years(now: datetime, years: int) -> datetime:
    """The moment before which something has been kept for so many years."""
    return datetime.combine(day_before_which(today_of(now), years), time.min, LONDON)
