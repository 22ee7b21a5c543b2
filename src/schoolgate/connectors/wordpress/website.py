"""The calls to one WordPress website with one key. Each gives what was asked for, or says whether it was
done: `NotDone` for certainly not, `InDoubt` for perhaps.

No answer is trusted to be about what was asked: a website may ignore a filter, and what is found may be
erased."""

import json
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from django.utils.translation import gettext as _

from schoolgate.connectors.contract import Credentials, Surroundings
from schoolgate.connectors.destinations import GuardedTransport, NotAllowed
from schoolgate.connectors.wordpress.kept import KeptPage, KeptPicture, MakesNoSense
from schoolgate.connectors.wordpress.refusal import TRY_AGAIN_S, InDoubt, NotDone, is_wordpress, problem_of

_MOST_BYTES = 8_000_000
Kept = TypeVar("Kept", KeptPage, KeptPicture)

_NOT_THERE = frozenset({"rest_post_invalid_id"})  # posts and media alike


class Website:
    """One website. Use it as a context, so that its connection is closed."""

    def __init__(self, credentials: Credentials, surroundings: Surroundings) -> None:
        self.address = credentials.address.strip().rstrip("/")
        self._patience_s = surroundings.patience_s
        self._has_plain_links = False
        self._client = httpx.Client(
            transport=GuardedTransport(allow_loopback=surroundings.allow_loopback, encrypted=True),
            auth=httpx.BasicAuth(credentials.username, credentials.secret),
            timeout=httpx.Timeout(surroundings.patience_s, connect=min(10.0, surroundings.patience_s)),
            headers={"Accept": "application/json", "Cache-Control": "no-cache", "User-Agent": "Schoolgate"},
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def rights(self) -> Mapping[str, Any]:
        """What our user may do there, by WordPress's own names; NotDone where the key is not accepted."""
        said = self._ask("GET", "users/me", params={"context": "edit"})
        rights = said.get("capabilities") if isinstance(said, Mapping) else None
        if not isinstance(rights, Mapping):
            raise _nonsense()
        return rights

    def pages_named(self, slug: str) -> list[KeptPage]:
        """Every post of this name, hidden or public, oldest first; those in the bin have lost their name."""
        asked = {"slug": slug, "status": "any", "context": "edit", "per_page": 100}
        found = _each(KeptPage, self._ask("GET", "posts", params=asked))
        return sorted((page for page in found if page.slug == slug), key=lambda page: page.number)

    def page(self, number: int) -> KeptPage | None:
        """One post, also from the bin; None where the website has none of this number."""
        said = self._ask_if_there("GET", f"posts/{number}", params={"context": "edit"})
        return None if said is None else _one(KeptPage, said)

    def create_draft(self, slug: str) -> KeptPage:
        empty = {"slug": slug, "status": "draft", "title": "…"}
        return _one(KeptPage, self._ask("POST", "posts", json=empty))

    def write_page(self, number: int, fields: Mapping[str, Any]) -> KeptPage:
        return _one(KeptPage, self._ask("POST", f"posts/{number}", json=fields))

    def pictures_of(self, page: int) -> list[KeptPicture]:
        """Every picture that was uploaded to this post, oldest first."""
        asked = {"parent": page, "context": "edit", "per_page": 100}
        found = _each(KeptPicture, self._ask("GET", "media", params=asked))
        return sorted((picture for picture in found if picture.page == page), key=lambda found: found.number)

    def picture(self, number: int) -> KeptPicture | None:
        said = self._ask_if_there("GET", f"media/{number}", params={"context": "edit"})
        return None if said is None else _one(KeptPicture, said)

    def upload(self, page: int, slug: str, file: tuple[str, bytes, str], alt: str) -> KeptPicture:
        """One picture, bound to the draft, so that no public list of the website has it before its post."""
        fields = {"post": str(page), "slug": slug, "title": slug, "alt_text": alt}
        return _one(KeptPicture, self._ask("POST", "media", data=fields, files={"file": file}))

    def describe(self, picture: int, alt: str) -> KeptPicture:
        return _one(KeptPicture, self._ask("POST", f"media/{picture}", json={"alt_text": alt}))

    def erase_page(self, number: int) -> None:
        """For good, not into the bin, where one click would bring it back. It may already be gone."""
        self._ask_if_there("DELETE", f"posts/{number}", params={"force": "true"})

    def erase_picture(self, number: int) -> None:
        """For good, with every resized copy that the website made of it. It may already be gone."""
        self._ask_if_there("DELETE", f"media/{number}", params={"force": "true"})

    def _ask_if_there(self, method: str, path: str, **how: Any) -> Any:
        try:
            return self._ask(method, path, **how)
        except NotDone as problem:
            if problem.code in _NOT_THERE:
                return None
            raise

    def _ask(self, method: str, path: str, **how: Any) -> Any:
        """One call. A website with plain links has no /wp-json/; once that shows, it is asked otherwise."""
        status, headers, read = self._send(method, path, **how)
        if status == httpx.codes.NOT_FOUND and not is_wordpress(read) and not self._has_plain_links:
            self._has_plain_links = True
            status, headers, read = self._send(method, path, **how)
        if not 200 <= status < 300:
            raise problem_of(status, headers, read)
        try:
            return json.loads(read)
        except ValueError as problem:
            raise _nonsense() from problem

    def _send(self, method: str, path: str, **how: Any) -> tuple[int, httpx.Headers, bytes]:
        url = f"{self.address}/wp-json/wp/v2/{path}"
        if self._has_plain_links:
            url = f"{self.address}/"
            how = {**how, "params": {"rest_route": f"/wp/v2/{path}", **how.get("params", {})}}
        try:
            with self._client.stream(method, url, **how) as answer:
                return answer.status_code, answer.headers, self._read(answer)
        except (NotAllowed, httpx.InvalidURL, httpx.UnsupportedProtocol) as problem:
            why = _("We cannot publish to “%(address)s”: %(why)s.") % {
                "address": self.address,
                "why": problem,
            }
            raise NotDone(why, permanent=True) from problem
        except (httpx.ConnectError, httpx.ConnectTimeout) as problem:
            raise NotDone(_("The website could not be reached."), retry_after=TRY_AGAIN_S) from problem
        except httpx.HTTPError as problem:
            raise InDoubt(_("The website did not finish its answer."), retry_after=TRY_AGAIN_S) from problem

    def _read(self, answer: httpx.Response) -> bytes:
        read, until = bytearray(), time.monotonic() + self._patience_s
        for piece in answer.iter_bytes():
            read += piece
            if len(read) > _MOST_BYTES or time.monotonic() > until:
                raise InDoubt(_("The website's answer did not come to an end."), retry_after=TRY_AGAIN_S)
        return bytes(read)


def _each(kind: type[Kept], said: Any) -> list[Kept]:
    if not isinstance(said, list):
        raise _nonsense()
    return [_one(kind, item) for item in said]


def _one(kind: type[Kept], said: Any) -> Kept:
    try:
        return kind.of(said)
    except MakesNoSense as problem:
        raise _nonsense() from problem


def _nonsense() -> InDoubt:
    return InDoubt(_("The website's answer made no sense."), retry_after=TRY_AGAIN_S)
