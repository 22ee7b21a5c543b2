"""Removing a post from a WordPress website for good, with every picture and every resized copy of it.

First the page is hidden, then the pictures are erased, then the page: killed anywhere between, the pictures
still hang on the page's number and are found again. What is already gone is passed over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schoolgate.connectors.contract import Address, AddressKind, Look, TakeDownOutcome
from schoolgate.connectors.wordpress.kept import KeptPage, KeptPicture
from schoolgate.connectors.wordpress.publishing import addresses_of
from schoolgate.connectors.wordpress.refusal import Problem
from schoolgate.connectors.wordpress.website import Website


@dataclass(slots=True)
class Removal:
    """One call of `take_down`: what stood in the way so far, and every address that was met."""

    website: Website
    remembered: Mapping[str, Any]
    met: dict[Address, None]
    problems: list[Problem] = field(default_factory=list)

    def carry_out(self) -> None:
        """Remove as much as can be: one thing that fails does not keep the others up."""
        try:
            pages = self._pages()
        except Problem as problem:
            self.problems.append(problem)
            return
        loose = self._loose_pictures()
        for page in pages:
            self._remove(page)
        self._erase_pictures(loose)

    @property
    def _same_site(self) -> bool:
        """Numbers mean something only on the website that gave them."""
        return self.remembered.get("site", self.website.address) == self.website.address

    def _pages(self) -> list[KeptPage]:
        numbers = {int(self.remembered.get("page") or 0), *self._numbers(AddressKind.PAGE)} - {0}
        found = [
            page for number in sorted(numbers) if self._same_site and (page := self.website.page(number))
        ]
        if slug := self.remembered.get("slug"):
            known = {page.number for page in found}
            found += [page for page in self.website.pages_named(slug) if page.number not in known]
        return found

    def _loose_pictures(self) -> list[KeptPicture]:
        """The pictures we know of, also where somebody has deleted the page or moved them to another."""
        if not self._same_site:
            return []
        numbers = {
            *self.remembered.get("pictures", ()),
            *self._numbers(AddressKind.PICTURE, AddressKind.RESIZED, AddressKind.PICTURE_PAGE),
        }
        found = [self._try(self.website.picture, number) for number in sorted(numbers)]
        return [picture for picture in found if picture is not None]

    def _numbers(self, *kinds: AddressKind) -> set[int]:
        return {int(met.remote_id) for met in self.met if met.kind in kinds and met.remote_id.isdecimal()}

    def _remove(self, page: KeptPage) -> None:
        pictures = self._try(self.website.pictures_of, page.number) or []
        if page.is_public:
            self._meet(addresses_of(self.website.address, page, pictures))
            self._try(self.website.write_page, page.number, {"status": "draft"})
        if self._erase_pictures(pictures):
            self._try(self.website.erase_page, page.number)

    def _erase_pictures(self, pictures: list[KeptPicture]) -> bool:
        """Whether none of them stood in the way."""
        before = len(self.problems)
        for picture in pictures:
            self._meet(picture.addresses())
            self._try(self.website.erase_picture, picture.number)
        return len(self.problems) == before

    def _meet(self, addresses: Iterable[Address]) -> None:
        self.met.update(dict.fromkeys(addresses))

    def _try(self, step: Callable[..., Any], *given: object) -> Any:
        """What the step gives; None, with its problem kept, where it failed."""
        try:
            return step(*given)
        except Problem as problem:
            self.problems.append(problem)
            return None


def removal(
    website: Website,
    addresses: tuple[Address, ...],
    remembered: Mapping[str, Any],
    look: Callable[[Address], Look],
) -> TakeDownOutcome:
    """Remove, then look at each address, those included that only the website knew of."""
    work = Removal(website, remembered, dict.fromkeys(addresses))
    work.carry_out()
    looks = tuple((address, look(address)) for address in work.met)
    if not work.problems:
        return TakeDownOutcome(looks)
    first = work.problems[0]
    waits = [problem.retry_after for problem in work.problems if problem.retry_after]
    return TakeDownOutcome(looks, first.why, max(waits, default=None), first.permanent)
