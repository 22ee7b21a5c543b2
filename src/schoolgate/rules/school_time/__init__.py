"""School time: which days are school days, when a deadline falls, and which moment a clock's time is."""

from schoolgate.rules.school_time.calendar import LONGEST_HOLIDAY, Nation, SchoolCalendar, Term
from schoolgate.rules.school_time.clock import LONDON, comes_twice, in_london, local_day, local_time

__all__ = [
    "LONDON",
    "LONGEST_HOLIDAY",
    "Nation",
    "SchoolCalendar",
    "Term",
    "comes_twice",
    "in_london",
    "local_day",
    "local_time",
]
