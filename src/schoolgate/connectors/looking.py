"""Looking at a public address as a stranger would: without a key, not from a cache, no claim beyond it."""

import re
import time

import httpx
from django.utils.translation import gettext as _

from schoolgate.connectors.contract import Address, AddressKind, Gone, Look, Surroundings, There, Unknown
from schoolgate.connectors.destinations import GuardedTransport, NotAllowed

_GONE = (httpx.codes.NOT_FOUND, httpx.codes.GONE)
_MOST_STEPS = 4
_MOST_BYTES = 4_000_000


def look_at(address: Address, surroundings: Surroundings) -> Look:
    """What is at this address now. An answer that proves neither is Unknown, with a sentence why."""
    transport = GuardedTransport(allow_loopback=surroundings.allow_loopback, encrypted=False)
    try:
        with httpx.Client(transport=transport, timeout=surroundings.patience_s, trust_env=False) as client:
            return _look(client, address, time.monotonic() + surroundings.patience_s)
    except (NotAllowed, httpx.InvalidURL):
        return Unknown(_("We may not open this address, so a person has to look."), address.url)
    except httpx.HTTPError:
        return Unknown(_("The address did not answer."), address.url)


def _look(client: httpx.Client, address: Address, until: float) -> Look:
    url = httpx.URL(address.url)
    for _step in range(_MOST_STEPS):
        with client.stream("GET", url, headers={"Cache-Control": "no-cache", "Accept": "*/*"}) as answer:
            if not answer.has_redirect_location:
                return _judge(answer, address, until)
            onward = url.join(answer.headers["location"])
        if onward.host != url.host:
            return Unknown(_("The address now leads to another website."), address.url)
        url = onward
    return Unknown(_("The address leads round in a circle."), address.url)


def _judge(answer: httpx.Response, address: Address, until: float) -> Look:
    if answer.status_code in _GONE:
        return Gone()
    if answer.status_code != httpx.codes.OK:
        return Unknown(
            _("The website answered with error %(code)s.") % {"code": answer.status_code}, address.url
        )
    if address.kind is AddressKind.FEED:
        return _judge_feed(answer, address, until)
    if _without_slash(answer.request.url) != _without_slash(httpx.URL(address.url)):
        # Some websites lead every missing page to their first page.
        return Unknown(_("The address now leads to another page."), address.url)
    return There()


def _judge_feed(answer: httpx.Response, address: Address, until: float) -> Look:
    """A feed stays; what must be gone is the entry that carries our mark."""
    read = bytearray()
    for piece in answer.iter_bytes():
        read += piece
        if len(read) > _MOST_BYTES or time.monotonic() > until:
            return Unknown(_("The feed is too long to read."), address.url)
    mark = re.compile(re.escape(address.remote_id) + r"(?!\w)")
    return There() if mark.search(read.decode("utf-8", "replace")) else Gone()


def _without_slash(url: httpx.URL) -> tuple[str, str]:
    return url.path.rstrip("/"), url.query.decode("ascii", "replace")
