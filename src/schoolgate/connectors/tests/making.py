"""A post to publish, and a memory for its attempts, as the tests of the connectors want them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schoolgate.connectors.contract import OutgoingPicture, OutgoingPost

A_KEY = "0123456789abcdef0123456789abcdef"


def a_picture(alt: str, content: bytes) -> OutgoingPicture:
    return OutgoingPicture(lambda: content, alt, "final.jpg")


def a_post(key: str = A_KEY, *, pictures: int = 2) -> OutgoingPost:
    """Sports day in words, with so many pictures."""
    alts = ("Two children run towards a ribbon", "A table with a silver cup", "A long jump into sand")
    return OutgoingPost(
        title="Sports day & cakes",
        text="Well done, everyone!\n\nSports day photos: https://example.org/album?a=1&b=2\nSee you [next] year.",
        pictures=tuple(a_picture(alt, alt.encode() * 40) for alt in alts[:pictures]),
        delivery_key=key,
    )


@dataclass
class Memory:
    """What the caller keeps durably, in a file. `before_keeping` runs first, with the count of the keeping."""

    file: Path
    before_keeping: Callable[[int], None] = lambda count: None
    count: int = 0

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def keep(self, facts: dict[str, Any]) -> None:
        self.count += 1
        self.before_keeping(self.count)
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(facts))
        new.replace(self.file)
