"""How often in this minute, counted in the cache that all processes share, and from where a call comes."""

import hashlib
import ipaddress
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

_MINUTE_S = 60


def counted_this_minute(what: str, now: datetime) -> int:
    """Count one more, and say how many it are; 0 where the cache forgot it meanwhile."""
    key = f"{what}:{int(now.timestamp()) // _MINUTE_S}"
    cache.add(key, 0, timeout=2 * _MINUTE_S)
    try:
        return cache.incr(key)
    except ValueError:
        return 0


def seconds_left(now: datetime) -> int:
    """Until the next minute begins."""
    return _MINUTE_S - int(now.timestamp()) % _MINUTE_S


def where_from(request: HttpRequest) -> str:
    """A mark of the address that a call comes from, past our own proxies; of IPv6 the network that one customer has."""
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    network = ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False)
    return hashlib.sha256(str(network).encode()).hexdigest()[:32]
