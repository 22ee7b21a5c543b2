"""Every page stands on one base: it is accessible, fits the narrowest phone, and works without JavaScript."""

import pytest

from tests.browser import (
    DESK,
    NewVisitor,
    Visitor,
    assert_accessible,
    assert_fits,
    assert_keyboard_reaches,
    assert_targets_are_big_enough,
)

# A page that needs nobody and no row: it shows the base alone.
NOBODYS_PAGE = "/there-is-no-such-page"


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("forced_colors", ["none", "active"])
def test_the_base_page_is_accessible_by_day_by_night_and_in_forced_colours(
    visitor: NewVisitor, color_scheme: str, forced_colors: str
):
    page = visitor(color_scheme=color_scheme, forced_colors=forced_colors).page(NOBODYS_PAGE)
    assert_accessible(page)


def test_the_base_page_fits_the_narrowest_phone(phone: Visitor):
    page = phone.page(NOBODYS_PAGE)
    assert_fits(page)
    assert_targets_are_big_enough(page)


def test_the_keyboard_comes_first_to_the_way_past_the_bar(desk: Visitor):
    page = desk.page(NOBODYS_PAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    assert_keyboard_reaches(page, "Go to the first page")


def test_the_base_page_says_the_same_without_javascript(visitor: NewVisitor):
    with_script = visitor(viewport=DESK).page(NOBODYS_PAGE).inner_text("body")
    assert visitor(viewport=DESK, javascript=False).page(NOBODYS_PAGE).inner_text("body") == with_script


def test_the_browser_complains_when_something_inline_slips_in(visitor: NewVisitor):
    somebody = visitor()
    page = somebody.page(NOBODYS_PAGE)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert any("Content Security Policy" in complaint for complaint in somebody.complaints)
    somebody.complaints.clear()
