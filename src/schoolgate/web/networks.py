"""Where a request comes from."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def network_of(request: HttpRequest) -> str:
    """The address that it comes from, past our own proxies; of IPv6 the network that one customer has."""
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    return str(ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False))


def is_this_machine(request: HttpRequest) -> bool:
    """Whether whoever asks sits at this machine. Behind a proxy everybody seems to, so there nobody does."""
    if settings.TRUSTED_PROXY_COUNT or any(header in request.META for header in _PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
