"""School time: which days are school days, when a deadline falls, and how people say a time."""

from schoolgate.rules.school_time.calendar import LONGEST_HOLIDAY, Nation, SchoolCalendar, Term
from schoolgate.rules.school_time.clock import LONDON, local_day, local_time
from schoolgate.rules.school_time.words import (
    deadline_words_for,
    full_words_for,
    words_for,
    words_for_day,
)

__all__ = [
    "LONDON",
    "LONGEST_HOLIDAY",
    "Nation",
    "SchoolCalendar",
    "Term",
    "deadline_words_for",
    "full_words_for",
    "local_day",
    "local_time",
    "words_for",
    "words_for_day",
]
