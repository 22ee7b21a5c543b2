"""What a WordPress website says it keeps, read with suspicion: an answer that lacks a part made no sense."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from schoolgate.connectors.contract import Address, AddressKind


class MakesNoSense(Exception):
    """The website's answer is not what WordPress answers."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One post. `status` is publish, draft, trash, …; `link` is where strangers see it."""

    number: int
    slug: str
    status: str
    link: str
    title: str
    content: str

    @classmethod
    def of(cls, said: Any) -> Self:
        return cls(
            number=_number(said),
            slug=_text(said, "slug"),
            status=_text(said, "status"),
            link=_web_address(_text(said, "link")),
            title=_text(_part(said, "title"), "raw"),
            content=_text(_part(said, "content"), "raw"),
        )

    @property
    def is_public(self) -> bool:
        return self.status == "publish"


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """One uploaded picture with every file the website made of it; `page` is the post it was uploaded to."""

    number: int
    page: int
    slug: str
    alt: str
    link: str
    file: str
    copies: tuple[str, ...]

    @classmethod
    def of(cls, said: Any) -> Self:
        file = _web_address(_text(said, "source_url"))
        return cls(
            number=_number(said),
            page=int(said.get("post") or 0),
            slug=_text(said, "slug"),
            alt=str(said.get("alt_text", "")),
            link=_web_address(_text(said, "link")),
            file=file,
            copies=tuple(copy for copy in _copies(said.get("media_details"), file) if copy != file),
        )

    def addresses(self) -> tuple[Address, ...]:
        """Everywhere this picture can be seen: its file, its resized copies and its own page."""
        name = str(self.number)
        return (
            Address(AddressKind.PICTURE, self.file, name),
            *(Address(AddressKind.RESIZED, copy, name) for copy in self.copies),
            Address(AddressKind.PICTURE_PAGE, self.link, name),
        )


def _copies(details: Any, file: str) -> list[str]:
    """The resized copies, and the file as uploaded where WordPress shows a smaller one in its place. A
    website that makes none answers with an empty list where an object should be."""
    if not isinstance(details, Mapping):
        return []
    sizes = details.get("sizes")
    made = sizes.values() if isinstance(sizes, Mapping) else ()
    found = [_web_address(_text(size, "source_url")) for size in made]
    if name := details.get("original_image"):
        found.append(file.rpartition("/")[0] + "/" + str(name))
    return list(dict.fromkeys(found))


def _number(said: Any) -> int:
    number = _part(said, "id", int)
    if number <= 0:
        raise MakesNoSense
    return number


def _text(said: Any, name: str) -> str:
    return _part(said, name, str)


def _part(said: Any, name: str, kind: type = Mapping) -> Any:
    if not isinstance(said, Mapping) or not isinstance(said.get(name), kind):
        raise MakesNoSense
    return said[name]


def _web_address(address: str) -> str:
    """An address becomes a link for people and is looked at later: nothing but the web."""
    if not re.match(r"https?://[^/\s]+/?", address):
        raise MakesNoSense
    return address
