"""The office brings a roll in, settles what it left open, and takes a consent back; every page in order."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import (
    DESK,
    PHONE,
    NewVisitor,
    assert_accessible,
    assert_fits,
    assert_targets_are_big_enough,
)
from tests.cast import Cast, assemble


@pytest.fixture
def cast(site: object, settings: object) -> Cast:
    everyone = assemble()
    settings.FIXED_NOW = everyone.now
    return everyone


def look_over(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)
    assert_targets_are_big_enough(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_roll_comes_in_and_what_it_left_open_is_settled(
    visitor: NewVisitor, cast: Cast, open_rolls: Path, viewport: dict[str, int], javascript: bool
):
    office = visitor(viewport=viewport, javascript=javascript)
    office.sign_in(cast.office.user)
    page = office.page("/schools/oakfield/pupils/import")
    page.set_input_files("input[type=file]", str(open_rolls / "errors.csv"))
    page.get_by_role("button", name="Look through it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the columns mean")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("“31/02/2019” in “DOB” is no date.")).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("22 pupils joined")).to_be_visible()
    page.get_by_role("link", name="Settle the questions").click()
    page.get_by_role("link", name="Mungo Leighton").click()
    page.get_by_label("It is right so: take it").check()
    page.get_by_role("button", name="Decide").click()
    page.goto(office.site.url("/schools/oakfield/pupils?q=leighton"))
    page.get_by_role("link", name="Leighton, Mungo").click()
    page.get_by_role("link", name="Take a yes back").click()
    page.get_by_label("photograph on the school website").check()
    page.get_by_role("button", name="Take it back now").click()
    expect(page.get_by_text("It is taken back from now on.")).to_be_visible()


def test_every_page_on_the_way_is_in_order(visitor: NewVisitor, cast: Cast, open_rolls: Path):
    office = visitor(viewport=PHONE)
    office.sign_in(cast.office.user)
    page = office.page("/schools/oakfield/pupils")
    look_over(page)
    page.goto(office.site.url("/schools/oakfield/pupils/import"))
    look_over(page)
    page.set_input_files("input[type=file]", str(open_rolls / "errors.csv"))
    for button in ("Look through it", "See what would change", "Import it"):
        page.get_by_role("button", name=button).click()
        look_over(page)
    for link in ("Settle the questions", "Mungo Leighton"):
        page.get_by_role("link", name=link).click()
        look_over(page)
    page.goto(office.site.url("/schools/oakfield/pupils?q=aldous"))
    page.get_by_role("link", name="Aldous, Petra").click()
    look_over(page)
    for link in ("Write down an answer", "Take a yes back"):
        page.get_by_role("link", name=link).click()
        look_over(page)
        page.go_back()
