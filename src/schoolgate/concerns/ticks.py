"""What time alone brings: a worry that nobody has looked at goes on to the next in line."""

from datetime import datetime

from django_scopes import scope

from schoolgate.concerns.actions import pass_concern_on
from schoolgate.concerns.models import Concern
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock


def pass_on_unread(now: datetime) -> int:
    """Pass on every worry whose time is over, at any hour; how many. Safe to run twice."""
    unread = Concern._base_manager.select_related("school__trust").filter(
        goes_on_at__lte=now, first_looked_at__isnull=True
    )
    passed = 0
    for concern in unread.order_by("goes_on_at", "pk"):
        with scope(school=concern.school):
            try:
                pass_concern_on(clock(concern.school, now), concern)
                passed += 1
            except Refused:
                continue  # Somebody looked meanwhile.
    return passed
