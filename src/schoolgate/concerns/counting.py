"""How much came from one place within the hour: a mark in the cache, gone after it. Nobody is followed by it."""

import hashlib
import ipaddress
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

# A whole class behind one connection is no flood; a program is.
MOST_AN_HOUR = 40
_HOUR_S = 3600


def is_flood(request: HttpRequest, what: str, now: datetime) -> bool:
    """Count one more of this from there, and say whether it is too many for people."""
    hour = int(now.timestamp()) // _HOUR_S
    # With the hour in it, no mark can be told to come from the same place as an earlier one.
    mark = hashlib.sha256(f"{hour}:{_place_of(request)}".encode()).hexdigest()[:32]
    key = f"worry-{what}:{mark}"
    cache.add(key, 0, timeout=_HOUR_S)
    try:
        return cache.incr(key) > MOST_AN_HOUR
    except ValueError:
        return False  # The cache forgot it meanwhile.


def _place_of(request: HttpRequest) -> str:
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    return str(ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False))
