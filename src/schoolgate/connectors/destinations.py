"""Which machines we may call. A school types its website's address, so an address must never lead inside.

The name is looked up once, every number it stands for is judged, and the call goes to a number that was
judged: a name that changes its meaning between the look-up and the call gains nothing.
"""

import socket
import ssl
from collections.abc import Callable
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

Number = IPv4Address | IPv6Address
LookUp = Callable[[str, int], list[str]]

_NAT64 = ip_network("64:ff9b::/96")


class NotAllowed(Exception):
    """The address leads somewhere that this program does not call. Its text says why, for the log."""


def numbers_of(host: str, port: int) -> list[str]:
    """Every number that a name stands for, as this machine understands the name. OSError if there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as problem:
        raise OSError("not a name a machine can have") from problem
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def is_public(number: Number) -> bool:
    """Whether a number belongs to the open internet, also when an IPv6 number only wraps an IPv4 one."""
    if isinstance(number, IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if inner is None and number in _NAT64:
            inner = IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return number.is_global and not number.is_multicast and not number.is_reserved


def number_to_call(
    url: httpx.URL, *, allow_loopback: bool, encrypted: bool, look_up: LookUp = numbers_of
) -> str:
    """The number to connect to for this address.

    `encrypted` asks for https, except to this very machine where that is allowed. NotAllowed says why not;
    OSError says that the name stands for nothing.
    """
    if url.scheme not in ("http", "https") or not url.host:
        raise NotAllowed("not a web address")
    if url.userinfo:
        raise NotAllowed("a name or a key is part of the address")
    numbers = look_up(url.host, url.port or (443 if url.scheme == "https" else 80))
    judged = [ip_address(number) for number in numbers]
    if allow_loopback and judged and all(number.is_loopback for number in judged):
        return numbers[0]
    if not judged or not all(is_public(number) for number in judged):
        raise NotAllowed("the address leads to a machine inside a network")
    if encrypted and url.scheme != "https":
        raise NotAllowed("the address does not begin with https://")
    return numbers[0]


@cache
def _trusted_authorities() -> ssl.SSLContext:
    """Read once: reading them takes longer than most calls."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedTransport(httpx.BaseTransport):
    """Sends a request only to a number that `number_to_call` gave, keeping the name for the certificate."""

    def __init__(self, *, allow_loopback: bool, encrypted: bool, look_up: LookUp = numbers_of) -> None:
        self._allow_loopback = allow_loopback
        self._encrypted = encrypted
        self._look_up = look_up
        # Nothing in the environment may lead the call elsewhere: no proxy, no .netrc.
        self._inner = httpx.HTTPTransport(trust_env=False, verify=_trusted_authorities())

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            number = number_to_call(
                request.url,
                allow_loopback=self._allow_loopback,
                encrypted=self._encrypted,
                look_up=self._look_up,
            )
        except OSError as problem:
            raise httpx.ConnectError(str(problem), request=request) from problem
        return self._inner.handle_request(
            httpx.Request(
                request.method,
                request.url.copy_with(host=number),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": request.url.host},
            )
        )

    def close(self) -> None:
        self._inner.close()


def is_loopback_name(host: str) -> bool:
    """Whether this is written as this very machine. No look-up: for judging what somebody typed."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
