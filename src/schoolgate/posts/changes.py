"""What changed in a post since it was sent back."""

import difflib
import re
from dataclasses import dataclass

from schoolgate.posts.models import Post, Return
from schoolgate.posts.queries import last_return

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words that is the same, new, or gone."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference to the text as it stood when it was sent back."""

    sent_back: Return
    parts: tuple[Part, ...]

    @property
    def are_any(self) -> bool:
        return any(part.kind != "same" for part in self.parts)


def changes_since(post: Post) -> Changes | None:
    """The difference to the last time it was sent back; None if it never was. One query."""
    last = last_return(post)
    if last is None:
        return None
    return Changes(last, tuple(difference(last.text_then, post.text)))


def difference(before: str, after: str) -> list[Part]:
    """The words that are the same, gone and new, in order."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[Part] = []
    for kind, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            parts.append(Part("gone", "".join(old[old_from:old_to])))
        if new_to > new_from:
            parts.append(Part("new", "".join(new[new_from:new_to])))
    return parts
