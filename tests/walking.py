"""Walking about by links alone, without a browser: which pages somebody comes to, and what each is made of."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

# Of one kind of page (of one URL name) so many are looked at; a calendar has a next month for ever. A post's pages
# differ with its state, so more of them are.
MOST_OF_A_KIND = 3
MANY_LOOKS = {"posts:post": 20, "posts:edit": 8, "posts:approve": 8, "posts:confirm": 8, "posts:take_down": 4}
HERE = "http://testserver"


class Reader(HTMLParser):
    """Reads a page: where its links lead, its headings of the first rank, its title, and the parts it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.parts: set[str] = set()
        self.headings = 0
        self.title = ""
        self._in_title = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.parts.add(" ".join([tag, *sorted((given.get("class") or "").split()), given.get("type") or ""]))
        self.headings += tag == "h1"
        self._in_title = tag == "title"
        if tag == "a" and given.get("href") and "download" not in given:
            self.links.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


@dataclass(frozen=True)
class Seen:
    """A page that somebody came to."""

    who: str
    path: str
    kind: str
    parts: frozenset[str]


@dataclass
class Walk:
    """Where somebody came by links, and what was wrong there."""

    who: str
    client: Client
    pages: list[Seen] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    _of_a_kind: Counter[str] = field(default_factory=Counter)

    def starting_at(self, *starts: str) -> "Walk":
        """Follow every link of ours, nearest first."""
        been, waiting = set(starts), deque((start, "the start") for start in starts)
        while waiting:
            path, came_from = waiting.popleft()
            for link in self._look_at(path, came_from):
                if link not in been:
                    been.add(link)
                    waiting.append((link, path))
        return self

    def _look_at(self, path: str, came_from: str) -> Iterable[str]:
        kind = kind_of(path)
        if not kind:
            self.wrong.append(f"{path} is nowhere (from {came_from})")
            return
        if self._of_a_kind[kind] >= MANY_LOOKS.get(kind, MOST_OF_A_KIND):
            return
        self._of_a_kind[kind] += 1
        answer = self.client.get(path, follow=True)
        if answer.status_code != 200:
            self.wrong.append(f"{path} answers {answer.status_code} (from {came_from})")
            return
        if not any(kind in answer["Content-Type"] for kind in ("image", "pdf")):
            self.bodies[path] = answer.content.decode()
        if answer["Content-Type"].startswith("text/html"):
            yield from self._read(answer, path, kind)

    def _read(self, answer: HttpResponse, path: str, kind: str) -> Iterable[str]:
        page = Reader(answer.content.decode())
        if page.headings != 1:
            self.wrong.append(f"{path} has {page.headings} headings of the first rank")
        if not page.title.strip().endswith("Schoolgate"):
            self.wrong.append(f"{path} is called “{page.title.strip()}”")
        self.pages.append(Seen(self.who, path, kind, frozenset(page.parts)))
        for link in page.links:
            found = urlsplit(urljoin(f"{HERE}{path}", link))
            if f"{found.scheme}://{found.netloc}" == HERE:
                yield f"{found.path}?{found.query}" if found.query else found.path


@cache
def kind_of(path: str) -> str:
    """The name of its URL; "" where nothing is."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def worth_opening(pages: Iterable[Seen]) -> list[Seen]:
    """Each kind of page once, and every page that shows a part which none of those before it has shown."""
    chosen, kinds, shown = [], set(), set()
    for page in pages:
        if page.kind not in kinds or not page.parts <= shown:
            chosen.append(page)
            kinds.add(page.kind)
            shown |= page.parts
    return chosen
