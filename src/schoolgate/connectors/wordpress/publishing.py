"""One attempt to make one post public on one WordPress website, repeatable from wherever it may have died.

WordPress offers nothing against doubles: every creation creates. So the post is first a hidden draft under
a name chosen beforehand; its number is remembered; words and pictures are put into the draft and read back;
only then is it shown, by that number, and showing what is shown already changes nothing. Copies of the draft
or of a picture that a lost answer left behind are found by their name and erased.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.connectors.contract import (
    Address,
    AddressKind,
    Facts,
    NotSent,
    Outcome,
    OutgoingPicture,
    OutgoingPost,
    Remember,
    Sent,
    Unknown,
)
from schoolgate.connectors.wordpress.kept import KeptPage, KeptPicture
from schoolgate.connectors.wordpress.refusal import TRY_AGAIN_S, InDoubt, NotDone, Problem
from schoolgate.connectors.wordpress.website import Website
from schoolgate.connectors.wordpress.words import content_of, is_same, title_of

_TIMES_TO_SHOW = 2


def slug_of(post: OutgoingPost) -> str:
    """The name of the post there. It carries no word of the post: addresses outlive what they led to."""
    return f"post-{post.delivery_key}"


@dataclass(slots=True)
class Attempt:
    """Everything one call of `publish` knows. `may_be_public` is true from the moment that the website may
    have shown the post until a reading says that it did not."""

    website: Website
    post: OutgoingPost
    facts: Facts
    remember: Remember
    may_be_public: bool = field(init=False)
    pictures: list[KeptPicture] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.may_be_public = bool(self.facts.get("asked_to_show"))

    def carry_out(self) -> Outcome:
        try:
            return self._sent(self._public_page())
        except Problem as problem:
            return self._outcome_of(problem)

    def _public_page(self) -> KeptPage:
        self._keep(slug=slug_of(self.post), site=self.website.address)
        rights = self.website.rights()
        if not self.facts.get("asked_to_show"):
            self._must_be_enough(rights)
        page = self._page()
        if page.is_public:
            return page
        self.pictures = self._pictures(page.number)
        self._write(page.number, self.pictures)
        return self._show(page.number)

    def _must_be_enough(self, rights: Mapping[str, Any]) -> None:
        needed = {"publish_posts", *({"upload_files"} if self.post.pictures else ())}
        if not all(rights.get(right) for right in needed):
            raise NotDone(
                _(
                    "Our user on the website may not publish. "
                    "Ask who looks after the website to make it an editor."
                ),
                permanent=True,
            )

    # The draft.

    def _page(self) -> KeptPage:
        if number := self.facts.get("page"):
            page = self.website.page(number)
            self.may_be_public = page is not None and page.is_public
            if page is None or page.status == "trash":
                raise NotDone(_("Somebody has deleted this post on the website itself."), permanent=True)
        else:
            page = self._oldest_of_our_name()
            self._keep(page=page.number)
        for other in self.website.pages_named(slug_of(self.post)):
            if other.number != page.number and not other.is_public:
                self.website.erase_page(other.number)
        return page

    def _oldest_of_our_name(self) -> KeptPage:
        """The draft of our name, made where there is none: two attempts at once settle on the same one."""
        if not (found := self.website.pages_named(slug_of(self.post))):
            with suppress(InDoubt):  # Whether it was created is read now.
                self.website.create_draft(slug_of(self.post))
            found = self.website.pages_named(slug_of(self.post))
        if not found:
            raise NotDone(_("The website did not take the draft."), retry_after=TRY_AGAIN_S)
        return found[0]

    # The pictures.

    def _pictures(self, page: int) -> list[KeptPicture]:
        """Every approved picture, uploaded once, in the approved order."""
        if not self.post.pictures:
            return []
        there = {picture.slug for picture in self.website.pictures_of(page)}
        for slug, picture in zip(self._slugs(), self.post.pictures, strict=True):
            if slug not in there:
                self._upload(page, slug, picture)
        return self._read_pictures(page)

    def _upload(self, page: int, slug: str, picture: OutgoingPicture) -> None:
        extension = picture.filename.rpartition(".")[2].lower()
        file = (f"{slug}.{extension}", picture.bytes_of(), picture.media_type)
        with suppress(InDoubt):  # Whether it arrived is read when all are up.
            self.website.upload(page, slug, file, picture.alt)

    def _read_pictures(self, page: int) -> list[KeptPicture]:
        there = self.website.pictures_of(page)
        by_slug = {picture.slug: picture for picture in there}
        slugs = self._slugs()
        if not by_slug.keys() >= set(slugs):
            raise NotDone(_("The website did not take every picture."), retry_after=TRY_AGAIN_S)
        self._keep(pictures=[by_slug[slug].number for slug in slugs])
        for double in there:
            if double.slug not in slugs and any(double.slug.startswith(f"{slug}-") for slug in slugs):
                self.website.erase_picture(double.number)
        return [
            self._described(by_slug[slug], picture.alt)
            for slug, picture in zip(slugs, self.post.pictures, strict=True)
        ]

    def _described(self, kept: KeptPicture, alt: str) -> KeptPicture:
        """The alt text may be missing where the website died between keeping a picture and its words."""
        return kept if is_same(kept.alt, alt) else self.website.describe(kept.number, alt)

    def _slugs(self) -> list[str]:
        """A name for each picture: the same at every attempt, and not to be guessed by anyone else."""
        keys = [f"{self.post.delivery_key}/picture/{place}" for place in range(len(self.post.pictures))]
        return ["picture-" + sha256(key.encode()).hexdigest()[:32] for key in keys]

    # The words, and showing it.

    def _title(self) -> str:
        return title_of(self.post.title, self.post.text)

    def _content(self, pictures: list[KeptPicture]) -> str:
        both = list(zip(pictures, self.post.pictures, strict=True))
        return content_of(
            self.post.text,
            [(kept.number, kept.file, one.alt) for kept, one in both],
            {kept.number for kept, one in both if one.media_type == "video/mp4"},
        )

    def _write(self, page: int, pictures: list[KeptPicture]) -> None:
        """Put the words into the draft and read them back before anyone else can see them."""
        content = self._content(pictures)
        in_doubt = False
        try:
            words = {"title": self._title(), "content": content}
            self.website.write_page(page, {**words, "comment_status": "closed", "ping_status": "closed"})
        except InDoubt:
            in_doubt = True
        kept = self.website.page(page)
        if kept is None or not (is_same(kept.content, content) and is_same(kept.title, self._title())):
            raise NotDone(
                _("The website did not keep the approved words as they are, so the post was not shown."),
                retry_after=TRY_AGAIN_S if in_doubt else None,
                permanent=not in_doubt,
            )

    def _show(self, page: int) -> KeptPage:
        """Make the draft public. Asking twice is harmless: reading settles a doubt, then it is asked again."""
        self._keep(asked_to_show=True)
        for _time in range(_TIMES_TO_SHOW):
            try:
                kept: KeptPage | None = self.website.write_page(page, {"status": "publish"})
            except InDoubt:
                self.may_be_public = True
                kept = self.website.page(page)
            self.may_be_public = kept is not None and kept.is_public
            if kept is not None and kept.is_public:
                return kept
        raise NotDone(_("The website did not show the post."), retry_after=TRY_AGAIN_S)

    # What came of it.

    def _sent(self, page: KeptPage) -> Sent:
        """It is public: where, and whether it is what was approved. What cannot be read again is as it was
        when it was put into the draft."""
        with suppress(Problem):
            self.pictures = self.website.pictures_of(page.number) if self.post.pictures else []
        note = "" if self._is_as_approved(page) else _("The words or pictures there are not as approved.")
        return Sent(addresses_of(self.website.address, page, self.pictures), str(page.number), note)

    def _is_as_approved(self, page: KeptPage) -> bool:
        by_number = {picture.number: picture for picture in self.pictures}
        numbers = self.facts.get("pictures", [])
        if not all(number in by_number for number in numbers) or len(numbers) != len(self.post.pictures):
            return False
        content = self._content([by_number[number] for number in numbers])
        return is_same(page.content, content) and is_same(page.title, self._title())

    def _outcome_of(self, problem: Problem) -> NotSent | Unknown:
        if self.may_be_public:
            look_at = page_address(self.website.address, self.facts["page"])
            return Unknown(problem.why, look_at, may_repeat=True)
        return NotSent(problem.why, problem.retry_after, problem.permanent)

    def _keep(self, **facts: Any) -> None:
        """Have something remembered before going on, unless it is already."""
        if any(self.facts.get(name) != value for name, value in facts.items()):
            self.facts.update(facts)
            self.remember(dict(self.facts))


def page_address(site: str, page: int) -> str:
    """Where a post is found by its number alone, whatever its link looks like."""
    return f"{site}/?p={page}"


def addresses_of(site: str, page: KeptPage, pictures: list[KeptPicture]) -> tuple[Address, ...]:
    """Everywhere that this post can be seen on the website."""
    number = str(page.number)
    return (
        Address(AddressKind.PAGE, page.link, number),
        *(address for picture in pictures for address in picture.addresses()),
        Address(AddressKind.FEED, f"{site}/?feed=rss2", f"?p={number}"),
    )


def attempt(
    website: Website, post: OutgoingPost, remembered: Mapping[str, Any], remember: Remember
) -> Outcome:
    return Attempt(website, post, dict(remembered), remember).carry_out()
