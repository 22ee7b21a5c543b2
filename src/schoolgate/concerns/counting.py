"""How much came from one place within the hour."""

from datetime import datetime

from django.http import HttpRequest

from schoolgate.web.counting import HOUR_S, count_one
from schoolgate.web.networks import network_of

# A whole class behind one connection is no flood; a program is.
MOST_AN_HOUR = 40


def is_flood(request: HttpRequest, what: str, now: datetime) -> bool:
    """Count one more of this from there, and say whether it is too many for people."""
    return count_one(f"worry-{what}:{network_of(request)}", now, HOUR_S) > MOST_AN_HOUR
