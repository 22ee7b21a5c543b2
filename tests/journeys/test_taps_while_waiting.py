"""On a slow line the page for writing is brought up to date while somebody taps: no tap is lost, none counts twice."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django_scopes import scope
from playwright.sync_api import Page, Route, expect

from schoolgate.demo.drawing import Scene, draw
from schoolgate.posts.models import Post
from tests import make
from tests.cast import Cast, assemble
from tests.composing import comes, make_class_4a, say_the_rest, what_is_wrong

# What htmx does when an answer comes: the foot is exchanged for a new one, which is shut.
NEW_FOOT = """
    const foot = document.getElementById("standing");
    const fresh = foot.cloneNode(true);
    fresh.querySelector("details").open = false;
    foot.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("htmx:afterSettle", {bubbles: true}));
"""
SLOW = 900  # milliseconds in which somebody who types would have had an answer
CHECKS = "**/posts/check*"


@pytest.fixture
def cast(site, settings, tmp_path) -> Cast:
    settings.FIXED_NOW, settings.MEDIA_STORE = make.NOW, tmp_path
    found = assemble()
    with scope(school=found.oakfield):
        make_class_4a(found.oakfield)
    return found


@contextmanager
def on_its_way(page: Page, addresses: str) -> Iterator[None]:
    """Within it, what is posted there does not arrive."""
    held: list[Route] = []
    is_over = False

    def keep(route: Route) -> None:
        if is_over or route.request.method != "POST":
            route.continue_()
        else:
            held.append(route)

    page.route(addresses, keep)
    yield
    is_over = True
    for route in held:
        route.continue_()


def states(cast: Cast) -> list[str]:
    with scope(school=cast.oakfield):
        return list(Post.objects.values_list("state", flat=True))


def writing(visitor, cast: Cast) -> Page:
    page = comes(visitor, cast.jo).page(f"/schools/{cast.oakfield.slug}/posts/new")
    say_the_rest(page, "Noticeboard")
    page.wait_for_url("**/edit*")
    page.locator("#standing").get_by_text("Ready to send").wait_for()
    return page


def change_something(page: Page) -> None:
    """A word that no question is about."""
    page.locator("summary", has_text="Title, and who speaks").click()
    page.get_by_label("Title").fill("Sports day")


def test_send_is_tapped_while_a_check_is_on_its_way(cast, visitor):
    page = writing(visitor, cast)
    with on_its_way(page, CHECKS):
        with page.expect_request(CHECKS):
            change_something(page)
        page.get_by_role("button", name="Send", exact=True).click()
    page.locator(".story").wait_for()
    assert states(cast) == ["waiting"]


def test_what_is_changed_while_a_check_is_on_its_way_is_checked_too(cast, visitor):
    page = writing(visitor, cast)
    held: list[Route] = []
    page.route(CHECKS, lambda route: route.continue_() if held else held.append(route))
    with page.expect_request(CHECKS):
        change_something(page)
    page.get_by_label("What do you want to say?").fill("")
    page.wait_for_timeout(SLOW)  # Long enough that this would have been checked, were nothing on its way.
    held[0].continue_()
    expect(page.locator("#standing")).not_to_contain_text("Ready to send")


def test_the_button_is_exchanged_under_the_mouse(cast, visitor):
    page = writing(visitor, cast)
    change_something(page)
    box = page.get_by_role("button", name="Send", exact=True).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with page.expect_response(CHECKS):
        page.get_by_label("Title").fill("A day of sport")
        page.mouse.down()
    page.wait_for_timeout(300)
    page.mouse.up()
    page.locator(".story").wait_for()
    assert states(cast) == ["waiting"]


def test_send_waits_for_the_picture_that_is_on_its_way(cast, visitor, tmp_path):
    page = writing(visitor, cast)
    photograph = tmp_path / "IMG_0001.jpg"
    photograph.write_bytes(draw(Scene.SPORTS_DAY, seed=1, children=3).jpeg)
    with on_its_way(page, "**/edit*"):
        page.locator("#library").set_input_files(photograph)
        page.locator("#coming").wait_for()
        page.get_by_role("button", name="Send", exact=True).click()
    assert "A picture has no description." in what_is_wrong(page)
    assert states(cast) == ["draft"]


def test_two_taps_send_once(cast, visitor):
    page = writing(visitor, cast)
    sent = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" and "/edit" in one.url else None)
    with on_its_way(page, "**/edit*"):
        page.get_by_role("button", name="Send", exact=True).dblclick(no_wait_after=True)
    page.locator(".story").wait_for()
    assert len(sent) == 1


@pytest.mark.parametrize("taps", [1, 2])
def test_what_a_tap_opened_stays_open_when_the_foot_is_exchanged_in_that_moment(cast, visitor, taps):
    page = comes(visitor, cast.jo).page(f"/schools/{cast.oakfield.slug}/posts/new")
    page.get_by_role("group", name="Where does it go?").get_by_label("Noticeboard").check()
    page.locator("#to-put-right").wait_for()
    tap = "document.querySelector('#to-put-right > summary').click();"
    page.evaluate("() => {" + taps * tap + NEW_FOOT + "}")
    opened = page.locator("#to-put-right[open]")
    expect(opened).to_have_count(taps % 2)
