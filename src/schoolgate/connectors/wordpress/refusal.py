"""What a website's answer other than yes means: above all, whether the thing asked for was done."""

import json
from collections.abc import Mapping
from typing import Any

import httpx
from django.utils.translation import gettext as _

from schoolgate.connectors.wordpress.words import quoted

TRY_AGAIN_S = 60
# WordPress answers 500 where a file is larger than its PHP takes, and where it cannot write one.
_FILE_NOT_TAKEN = frozenset({"rest_upload_unknown_error", "rest_upload_sideload_error"})
# PHP empties a form that is larger than it takes, and WordPress wonders where the file is.
_NOTHING_ARRIVED = "rest_upload_no_data"
_LONGEST_WAIT_S = 24 * 3600


class Problem(Exception):
    """Why a call did not do what it should, in plain words; `code` is WordPress's own name for it."""

    def __init__(
        self, why: str, *, retry_after: int | None = None, permanent: bool = False, code: str = ""
    ) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after
        self.permanent = permanent
        self.code = code


class NotDone(Problem):
    """The website certainly did not do it."""


class InDoubt(Problem):
    """The website may have done it; only reading can tell."""


def problem_of(status: int, headers: httpx.Headers, read: bytes) -> Problem:
    """The problem behind an answer that is not a yes. Only a server's own failure (5xx) leaves a doubt; where
    WordPress itself says that it did not take a file, there is none."""
    said = _said(read)
    code = str(said.get("code", ""))
    if status >= 500 and code not in _FILE_NOT_TAKEN:
        why = _("The website had an error of its own (%(status)s).") % {"status": status}
        return InDoubt(why, retry_after=_wait(headers), code=code)
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return NotDone(_("The website asks us to wait."), retry_after=_wait(headers), code=code)
    if status == httpx.codes.REQUEST_TIMEOUT:
        return NotDone(_("The website was too slow."), retry_after=_wait(headers), code=code)
    return NotDone(_why_for_good(status, code, said), permanent=True, code=code)


def is_wordpress(read: bytes) -> bool:
    """Whether an error was written by WordPress, and not by the web server before it."""
    return "code" in _said(read)


def _why_for_good(status: int, code: str, said: Mapping[str, Any]) -> str:
    if status == httpx.codes.FORBIDDEN and code.startswith("rest_"):
        return _(
            "Our user on the website is not allowed to do this. "
            "Ask who looks after the website to make it an editor."
        )
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return _(
            "The website no longer accepts our key. "
            "Ask who looks after the website for a new application password."
        )
    if 300 <= status < 400:
        return _("The website has moved. Ask who looks after the website for its new address.")
    if status == httpx.codes.NOT_FOUND and not code:
        return _("There is no WordPress at this address, or its REST interface is switched off.")
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE or code == _NOTHING_ARRIVED:
        return _("A picture or a video is larger than the website accepts.")
    message = quoted(said.get("message", ""))
    return _("The website refused it (%(status)s) and said: “%(message)s”") % {
        "status": status,
        "message": message,
    }


def _said(read: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(read)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _wait(headers: httpx.Headers) -> int:
    """The wish of the website in seconds, within a day; a date in its place is not read."""
    asked = headers.get("retry-after", "")
    return min(int(asked), _LONGEST_WAIT_S) if asked.isascii() and asked.isdigit() else TRY_AGAIN_S
