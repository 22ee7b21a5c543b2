"""Wrong codes are counted for an hour, by place and by school: nobody tries them all."""

from datetime import datetime

from django.http import HttpRequest

from schoolgate.rules.families import MOST_WRONG_CODES, MOST_WRONG_CODES_OF_A_PLACE
from schoolgate.web.counting import HOUR_S, count_one, counted
from schoolgate.web.networks import network_of


def too_many_wrong(request: HttpRequest, school_slug: str, now: datetime) -> bool:
    """Whether so many wrong codes came from there, or to this school, that no more are looked at this hour."""
    return any(counted(what, now, HOUR_S) >= most for what, most in _counts(request, school_slug))


def note_wrong(request: HttpRequest, school_slug: str, now: datetime) -> None:
    """Count one more."""
    for what, _most in _counts(request, school_slug):
        count_one(what, now, HOUR_S)


def _counts(request: HttpRequest, school_slug: str) -> list[tuple[str, int]]:
    return [
        (f"pupil-code-place:{network_of(request)}", MOST_WRONG_CODES_OF_A_PLACE),
        (f"pupil-code-school:{school_slug}", MOST_WRONG_CODES),
    ]
