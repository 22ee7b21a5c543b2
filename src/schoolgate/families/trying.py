"""Wrong codes are counted for an hour, by place and by school, in the cache: nobody tries them all."""

import hashlib
import ipaddress
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from schoolgate.rules.families import MOST_WRONG_CODES, MOST_WRONG_CODES_OF_A_PLACE

_HOUR_S = 3600


def too_many_wrong(request: HttpRequest, school_slug: str, now: datetime) -> bool:
    """Whether so many wrong codes came from there, or to this school, that no more are looked at this hour."""
    kept = cache.get_many([key for key, _most in _marks(request, school_slug, now)])
    return any(kept.get(key, 0) >= most for key, most in _marks(request, school_slug, now))


def note_wrong(request: HttpRequest, school_slug: str, now: datetime) -> None:
    """Count one more."""
    for key, _most in _marks(request, school_slug, now):
        cache.add(key, 0, timeout=_HOUR_S)
        try:
            cache.incr(key)
        except ValueError:
            continue  # The cache forgot it meanwhile.


def _marks(request: HttpRequest, school_slug: str, now: datetime) -> list[tuple[str, int]]:
    hour = int(now.timestamp()) // _HOUR_S
    place = hashlib.sha256(f"{hour}:{_place_of(request)}".encode()).hexdigest()[:32]
    return [
        (f"pupil-code-place:{place}", MOST_WRONG_CODES_OF_A_PLACE),
        (f"pupil-code-school:{hour}:{school_slug}", MOST_WRONG_CODES),
    ]


def _place_of(request: HttpRequest) -> str:
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    return str(ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False))
