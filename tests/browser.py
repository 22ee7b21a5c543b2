"""A real browser on the real program: the site, its visitors, and what a page must keep."""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client, override_settings
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from setup import chromium

# The script itself is all that we take of this package.
AXE = Path(str(resources.files("axe_playwright_python"))) / "axe.min.js"

PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 360, "height": 740}
NARROWEST = 320
DESK = {"width": 1280, "height": 900}
# Milliseconds after which what somebody waits for in the browser has not happened: a busy machine is slow, not wrong.
PATIENCE = 90_000
# `SLOWER=8 pytest tests/journeys` shows what only haste held together: a processor so many times slower in the browser,
# answers that come when they like.
SLOWER = int(os.environ.get("SLOWER", "1"))
SLOWEST_ANSWER = 0.15  # seconds for each time slower
BROWSER_FIXTURES = {"browser", "visitor", "phone", "desk"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser is marked so, for machines that have none."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for each process of the run."""
    executable = chromium.find()
    assert executable is not None, (
        "There is no Chromium: run `make chromium`, or `make test`, which installs it."
    )
    # Playwright keeps an event loop in this thread; Django would take every query for one made in a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # It also gives whoever has a loop connections of their own. One left open now would be there again in a fork, which
    # has no loop, and show it the database of a test long past.
    connections.close_all()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable,
            args=list(chromium.LAUNCH_FLAGS),
            env={**os.environ, **chromium.environment()},
        )
        yield launched
        launched.close()


@dataclass
class Site:
    """The program, served from this process on a database of its own."""

    address: str
    database: Path

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


@contextmanager
def serving() -> Iterator[str]:
    """The whole WSGI application, middleware and static files included, on a free port of loopback."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.daemon_threads = True
    with override_settings(WHITENOISE_AUTOREFRESH=False):
        server.set_app(_slowed(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _slowed(program: Callable[..., Any]) -> Callable[..., Any]:
    if SLOWER == 1:
        return program

    def answers_when_it_likes(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        time.sleep(random.uniform(0, SLOWEST_ANSWER * SLOWER))
        return program(environ, start_response)

    return answers_when_it_likes


@pytest.fixture
def site(committed_database: Path) -> Iterator[Site]:
    """Served while the test runs. Rows that the test makes are really committed, and gone after it."""
    with serving() as address:
        yield Site(address, committed_database)


@dataclass
class Visitor:
    """Somebody with a browser. Whatever the browser complains of while they look fails the test."""

    context: BrowserContext
    site: Site
    complaints: list[str]

    def brings_axe(self) -> None:
        """Each page from now on is opened with axe in it: cheaper than to put it into every page that is looked at."""
        self.context.add_init_script(path=str(AXE))

    def page(self, path: str = "") -> Page:
        """A new tab, at this path if one is given."""
        page = self.context.new_page()
        if SLOWER > 1:
            self.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._note(page, message))
        if path:
            page.goto(self.site.url(path))
        return page

    def _note(self, page: Page, message: Any) -> None:
        # An answer of 4xx is often what the test is about; the rest (a script, the content policy) never is.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{page.url}: {message.text}")

    def sign_in(self, user: AbstractBaseUser, *, second_factor: bool = True) -> None:
        """As somebody who has signed in already, and has shown a second factor unless told otherwise."""
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        at = getattr(settings, "FIXED_NOW", None) or datetime.now(UTC)
        methods = [{"method": "password", "at": at.timestamp(), "email": user.email}]
        if second_factor:
            methods.append({"method": "mfa", "at": at.timestamp(), "type": "totp"})
        session = client.session
        session["account_authentication_methods"] = methods
        session.save()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.site.address}])


NewVisitor = Callable[..., Visitor]


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[NewVisitor]:
    """`visitor(viewport=PHONE, javascript=False, color_scheme="dark")`: somebody comes to the site."""
    here: list[Visitor] = []

    def comes(*, viewport: dict[str, int] = PHONE, javascript: bool = True, **more: Any) -> Visitor:
        context = browser.new_context(
            viewport=viewport,
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            **more,
        )
        context.set_default_timeout(PATIENCE)
        here.append(Visitor(context, site, []))
        return here[-1]

    yield comes
    for one in here:
        one.context.close()
    complaints = [complaint for one in here for complaint in one.complaints]
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


@pytest.fixture
def phone(visitor: NewVisitor) -> Visitor:
    """A visitor with a phone of 390 x 844."""
    return visitor(viewport=PHONE)


@pytest.fixture
def desk(visitor: NewVisitor) -> Visitor:
    """A visitor at a desk, 1280 pixels wide."""
    return visitor(viewport=DESK)


def assert_accessible(page: Page) -> None:
    """axe finds nothing at all, best practice included."""
    _axe_finds_nothing(page)


def assert_readable(page: Page) -> None:
    """What axe says of colours alone: all that differs by night."""
    _axe_finds_nothing(page, runOnly=["color-contrast", "link-in-text-block"])


def _axe_finds_nothing(page: Page, **narrower: Any) -> None:
    page.wait_for_load_state()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # Preloading would copy stylesheets into the page, which our content policy rightly refuses.
    options = {"resultTypes": ["violations"], "preload": False, **narrower}
    found = page.evaluate(
        "options => axe.run(document, options).then(answer => answer.violations.map(one => ("
        "[`${one.id}: ${one.help}`, ...one.nodes.slice(0, 5).map(node => node.html.slice(0, 300))])))",
        options,
    )
    assert not found, "\n".join("\n  ".join(one) for one in found)


def assert_fits(page: Page, width: int = NARROWEST) -> None:
    """Nothing has to be scrolled sideways at this width."""
    page.wait_for_load_state()
    before = page.viewport_size
    if before["width"] != width:
        page.set_viewport_size({"width": width, "height": before["height"]})
    needed = page.evaluate("document.documentElement.scrollWidth")
    culprits = page.evaluate(
        "width => [...document.body.querySelectorAll('*')]"
        ".filter(one => one.getBoundingClientRect().right > width + 1)"
        ".slice(0, 5).map(one => one.outerHTML.slice(0, 160))",
        width,
    )
    if before["width"] != width:
        page.set_viewport_size(before)
    assert needed <= width, f"{page.url} needs {needed} px at {width}:\n" + "\n".join(culprits)


def assert_targets_are_big_enough(page: Page, least: int = 24) -> None:
    """Buttons, fields and links that stand alone can be hit with a thumb (WCAG 2.5.8)."""
    page.wait_for_load_state()
    small = page.evaluate(
        "least => [...document.querySelectorAll('button, select, input:not([type=hidden]), .govuk-button, .way')]"
        ".map(one => [one, one.getBoundingClientRect()])"
        ".filter(([one, box]) => box.width && (box.width < least || box.height < least))"
        ".map(([one]) => one.outerHTML.slice(0, 160))",
        least,
    )
    assert not small, f"{page.url}: smaller than {least} px:\n" + "\n".join(small)


def assert_keyboard_reaches(page: Page, words: str) -> None:
    """Pressing Tab comes to the control with these words, and it shows that it has the focus."""
    page.wait_for_load_state()
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const one = document.activeElement; const look = getComputedStyle(one);"
            " return {words: (one.innerText || one.ariaLabel || one.value || '').trim(),"
            " shown: look.outlineStyle !== 'none' || look.boxShadow !== 'none'}; }"
        )
        if words in focused["words"]:
            assert focused["shown"], f"“{words}” does not show that it has the focus"
            return
    raise AssertionError(f"Tab never comes to “{words}” on {page.url}")
