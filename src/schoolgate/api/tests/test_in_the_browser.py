"""The pages about programs in a real browser: a key is made on a phone without JavaScript; nothing is out of order."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, NewVisitor, Site, assert_accessible, assert_fits
from tests.cast import Cast, assemble


@pytest.fixture
def cast(site: Site, settings: object) -> Cast:
    cast = assemble()
    settings.FIXED_NOW = cast.now
    TOTP.activate(cast.jo.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return cast


def test_a_key_is_made_on_a_phone_without_javascript(visitor: NewVisitor, cast: Cast):
    comer = visitor(viewport=PHONE, javascript=False)
    comer.sign_in(cast.jo.user)
    page = comer.page(reverse("people:sessions"))
    page.get_by_role("link", name="Keys for programs that act in your name").click()
    page.get_by_role("button", name="Make a key").or_(page.get_by_role("link", name="Make a key")).click()
    page.get_by_label("What is the program called?").fill("Website calendar")
    page.get_by_label("No, it only reads").check()
    page.get_by_label("Read the school's posts").check()
    page.get_by_role("button", name="Make the key").click()
    secret = page.get_by_label("Key of Website calendar").input_value()
    assert re.fullmatch(r"sgt_[0-9a-f]{10}_[\w-]{43}", secret)
    page.get_by_text("I have copied it").click()
    expect(page.get_by_text("Website calendar").first).to_be_visible()
    page.wait_for_load_state()
    assert secret not in page.content()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_each_page_is_accessible_and_fits(visitor: NewVisitor, cast: Cast, viewport: dict[str, int]):
    comer = visitor(viewport=viewport)
    comer.sign_in(cast.jo.user)
    page = comer.page(reverse("api:new_key"))
    _in_order(page)
    page.get_by_label("What is the program called?").fill("Website calendar")
    page.get_by_label("No, it only reads").check()
    page.get_by_label("Read the school's posts").check()
    page.get_by_role("button", name="Make the key").click()
    _in_order(page)
    for name in ("api:keys", "api:reference"):
        page.goto(comer.site.url(reverse(name)))
        _in_order(page)


def _in_order(page: object) -> None:
    expect(page.locator("h1")).to_have_count(1)
    assert_accessible(page)
    assert_fits(page)
