"""How long a link opens and when a family is reminded, as the school's policy sets it."""

from datetime import timedelta

from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy


def link_lasts(school: School) -> timedelta:
    """How long a link of this school opens something."""
    return _days(school, "family_link_days")


def reminded_after(school: School) -> timedelta:
    """How long after a link, or a reminder, the next reminder may go."""
    return _days(school, "family_reminder_days")


def _days(school: School, key: str) -> timedelta:
    return timedelta(days=current_policy(school).setting(key))
