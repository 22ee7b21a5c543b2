"""Setting where people of the trust may sign in, and the button that they find, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser import (
    DESK,
    PHONE,
    NewVisitor,
    Site,
    assert_accessible,
    assert_fits,
    assert_keyboard_reaches,
)
from tests.cast import Cast, assemble

PAGE = "/schools/farrow/people/signing-in"


@pytest.fixture
def cast(site: Site, settings) -> Cast:
    everyone = assemble()
    settings.FIXED_NOW = everyone.now
    return everyone


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (DESK, False)])
def test_a_school_that_stands_alone_lets_its_people_sign_in_with_google(
    cast: Cast, visitor: NewVisitor, viewport: dict[str, int], javascript: bool
) -> None:
    head = visitor(viewport=viewport, javascript=javascript)
    head.sign_in(cast.stranger.user)
    page = head.page("/schools/farrow/people")
    page.get_by_role("link", name="Signing in with Google or Microsoft").click()
    expect(page.locator("h1")).to_have_count(1)
    if javascript:
        assert_accessible(page)
    assert_fits(page)
    page.get_by_label("Google Workspace").check()
    page.get_by_label("Client ID").fill("12-ab.apps.example")
    page.get_by_label("Client secret").fill("a secret of ours")
    page.get_by_role("button", name="Let people sign in there").click()
    refused = "Without a domain anybody with an account there could try to come in."
    expect(page.get_by_text(refused).first).to_be_visible()
    page.get_by_label("Which addresses are yours?").fill("farrow.example")
    page.get_by_label("Client secret").fill("a secret of ours")
    page.get_by_role("button", name="Let people sign in there").click()
    expect(page.get_by_text("People can sign in there now.")).to_be_visible()
    page.wait_for_load_state()
    assert "a secret of ours" not in page.content()
    assert_fits(page)

    stranger = visitor(viewport=viewport, javascript=javascript).page("/account/login/")
    if javascript:
        assert_accessible(stranger)
        assert_keyboard_reaches(stranger, "Sign in with Google Workspace")
    assert_fits(stranger)

    page.get_by_role("link", name="End it").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Nobody signs in with Google Workspace any more.")).to_be_visible()
