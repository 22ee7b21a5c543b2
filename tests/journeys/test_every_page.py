"""Every page of the demonstration that eight people and a stranger can come to by links is there and in order.

Links are followed without a browser. It then opens each kind of page, and each page that shows a part not shown
before, on a phone of 320 px: no axe violation, nothing to scroll sideways, no complaint; of every sixth the colours in
the dark too.
"""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import expect

from schoolgate.people.second_factor import METHODS
from tests.browser import (
    NARROWEST,
    NewVisitor,
    Site,
    Visitor,
    assert_accessible,
    assert_fits,
    assert_readable,
    serving,
)
from tests.demonstration import NOW, copied_to, somebody
from tests.walking import Seen, Walk, worth_opening

PARTS = ("head", "office", "teacher", "safeguarding", "data_protection", "network", "volunteer", "chair")
STRANGER = "a stranger"
PUBLIC = ("/noticeboard/oakfield/", "/help", "/account/login/", "/account/password/reset/")
IN_THE_DARK = 6
NARROWEST_PHONE = {"width": NARROWEST, "height": 640}
# The browser's round is as many tests, so that none takes minutes by itself.
SHARES = 6


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """The demonstration, shown to everyone in this module; nobody changes anything."""
    with (
        django_db_blocker.unblock(),
        copied_to(tmp_path_factory.mktemp("demonstration")) as database,
        serving() as address,
    ):
        yield Site(address, database)


@pytest.fixture(scope="module")
def walks(site: Site) -> dict[str, Walk]:
    walked = {part: Walk(part, signed_in(part)).starting_at("/today") for part in PARTS}
    return {**walked, STRANGER: Walk(STRANGER, Client()).starting_at(*PUBLIC)}


def signed_in(part: str) -> Client:
    """A client of this person, with a second factor."""
    client = Client()
    client.force_login(somebody(part).user)
    session = client.session
    session[METHODS] = [{"method": "mfa", "at": NOW.timestamp(), "type": "totp"}]
    session.save()
    return client


@pytest.fixture(scope="module")
def looks(walks: dict[str, Walk]) -> list[Seen]:
    return worth_opening(page for walk in walks.values() for page in walk.pages)


@pytest.mark.parametrize("who", [*PARTS, STRANGER])
def test_every_link_leads_to_a_page_with_one_heading_and_a_title(walks, who):
    assert len(walks[who].pages) >= len(PUBLIC)
    assert not walks[who].wrong


def test_the_walks_come_to_every_kind_of_page_that_is_looked_at_by_hand(walks):
    """So that a link that goes missing does not make this file pass with fewer pages."""
    kinds = {page.kind for walk in walks.values() for page in walk.pages}
    assert kinds >= {
        "today", "help", "posts:list", "posts:post", "posts:new", "posts:edit", "posts:approve", "posts:take_down",
        "posts:confirm", "posts:stop", "posts:notices", "posts:this_month", "pupils:roll", "pupils:pupil",
        "pupils:withdraw_consent", "pupils:restricted", "pupils:upload_roll", "people:people", "people:calendar",
        "policies:policy", "policies:library", "official_accounts:accounts", "trail", "posts:noticeboard",
        "posts:noticeboard_post", "account_login",
    }  # fmt: skip


NewComer = Callable[..., Visitor]


@pytest.fixture
def comer(visitor: NewVisitor) -> NewComer:
    """`comer(who, **how)`: this person of the demonstration with a phone, signed in; the same one when asked again."""
    here: dict[tuple[str, ...], Visitor] = {}

    def comes(who: str, **how: str) -> Visitor:
        key = (who, *how.values())
        if key not in here:
            here[key] = visitor(viewport=NARROWEST_PHONE, **how)
            here[key].brings_axe()
            if who != STRANGER:
                here[key].sign_in(somebody(who).user)
        return here[key]

    return comes


def what_is_wrong(looks: list[Seen], comer: NewComer, *checks: Callable, **how: str) -> list[str]:
    """Open each page once and check it, each person in one tab; everything that is wrong anywhere."""
    wrong, tabs = [], {}
    for look in looks:
        visitor = comer(look.who, **how)
        page = tabs[look.who] = tabs.get(look.who) or visitor.page()
        answer = page.goto(visitor.site.url(look.path))
        try:
            assert answer.status == 200, answer.status
            for check in checks:
                check(page)
        except AssertionError as found:
            wrong.append(f"{look.kind} {look.path} as {look.who}: {found}")
    return wrong


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_accessible_and_fits_the_narrowest_phone(looks, comer, share):
    assert len(looks) > SHARES
    assert not what_is_wrong(looks[share::SHARES], comer, assert_accessible, assert_fits)


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("head", "/schools/oakfield/posts/0", 404),
        ("volunteer", "/schools/oakfield/pupils", 403),
        (STRANGER, "/noticeboard/oakfield/0000/", 404),
    ],
)
def test_a_page_that_says_no_is_in_order_too(comer, who, path, status):
    visitor = comer(who)
    page = visitor.page()
    assert page.goto(visitor.site.url(path)).status == status
    expect(page.locator("h1")).to_have_count(1)
    assert_accessible(page)
    assert_fits(page)


def test_pages_can_be_read_in_the_dark(looks, comer):
    assert not what_is_wrong(looks[::IN_THE_DARK], comer, assert_readable, color_scheme="dark")
