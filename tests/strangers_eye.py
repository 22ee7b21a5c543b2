"""What a stranger without a browser, a sign-in or a cache finds at a public address."""

from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Found:
    """An answer: its status, its headers and its body."""

    status: int
    headers: httpx.Headers
    body: str

    @property
    def is_there(self) -> bool:
        return self.status == 200

    @property
    def is_kept_private(self) -> bool:
        """No search engine lists it and nothing on the way stores it."""
        return "noindex" in self.headers["x-robots-tag"] and "no-store" in self.headers["cache-control"]


def look_at(address: str) -> Found:
    """Ask for it now."""
    answer = httpx.get(address, timeout=20)
    return Found(answer.status_code, answer.headers, answer.text)
