"""Signing in with a real browser: a password and codes, a passkey, and the first visit of an installation."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from schoolgate.people.models import School
from schoolgate.people.tests.test_signing_in import code_now
from tests import make
from tests.browser import SMALL_PHONE, NewVisitor, Site, Visitor, assert_accessible, assert_fits
from tests.cast import Cast, assemble

PASSWORD = "three odd words"


@pytest.fixture
def cast(site: Site, settings: object) -> Cast:
    everyone = assemble()
    settings.FIXED_NOW = everyone.now
    everyone.jo.user.set_password(PASSWORD)
    everyone.jo.user.save()
    return everyone


def in_order(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)


def with_password(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def passkeys_of(page: Page) -> CDPSession:
    """The browser has a device with a finger that always fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    device = {**options, "isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return session


def test_a_teacher_adds_an_app_for_codes_and_goes_on_where_they_wanted(
    visitor: NewVisitor, cast: Cast
) -> None:
    page = visitor(viewport=SMALL_PHONE).page("/schools/oakfield/people")
    in_order(page)
    with_password(page, "nobody@oakfield.example", "wrong")
    in_order(page)
    with_password(page, cast.jo.email)
    page.wait_for_url("**/second-factor?next=*")
    in_order(page)
    page.get_by_role("link", name="Use an app").click()
    in_order(page)
    page.get_by_text("I can't use the square").click()
    page.get_by_label("Authenticator code").fill(code_now(page.locator("code").inner_text()))
    page.get_by_role("button", name="Use this app").click()
    expect(page.locator(".codes li")).to_have_count(10)
    in_order(page)
    page.goto(page.url.replace("/account/2fa/recovery-codes/", "/schools/oakfield/people"))
    expect(page.get_by_role("heading", level=1)).to_have_text("People")


def test_a_passkey_is_added_and_then_signs_in_with_one_tap(
    visitor: NewVisitor, site: Site, cast: Cast
) -> None:
    page = visitor(viewport=SMALL_PHONE).page()
    # A browser offers passkeys at a name only.
    start = site.url("/schools/oakfield/people").replace("127.0.0.1", "localhost")
    page.goto(start)
    passkeys_of(page)
    with_password(page, cast.jo.email)
    page.get_by_role("link", name="Add a passkey").click()
    in_order(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(start)
    page.get_by_text("More").click()
    page.get_by_role("button", name="Sign out").click()

    page.goto(start)
    in_order(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="People", exact=True).wait_for()
    expect(page).to_have_url(start)


def test_a_passkey_that_fails_says_so_and_leaves_the_other_ways(
    visitor: NewVisitor, site: Site, cast: Cast
) -> None:
    page = visitor().page()
    page.goto(site.url("/account/login/").replace("127.0.0.1", "localhost"))
    passkeys_of(page)  # there is none of this school on it
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That did not work, or it was stopped.").wait_for()
    with_password(page, cast.jo.email)
    page.wait_for_url("**/second-factor**")


def test_without_javascript_a_password_and_codes_do(visitor: NewVisitor, cast: Cast) -> None:
    page = visitor(javascript=False).page("/account/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    with_password(page, cast.jo.email)
    expect(page.get_by_role("link", name="Use an app")).to_have_count(1)
    expect(page.get_by_role("link", name="Add a passkey")).to_have_count(0)


def test_the_first_visit_opens_the_school_and_leads_to_its_policy(phone: Visitor, settings: object) -> None:
    settings.FIXED_NOW = make.NOW
    page = phone.page("/")
    in_order(page)
    page.get_by_role("button", name="Open the school").click()
    in_order(page)
    page.get_by_label("Name of the school").fill("Oakfield Primary School")
    page.get_by_label("Scotland").check()
    page.get_by_label("Your first name").fill("Sam")
    page.get_by_label("Your last name").fill("Hale")
    page.get_by_label("Your e-mail address").fill("head@oakfield.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("input[name=policy][value=ST]").check()
    page.get_by_role("button", name="Open the school").click()
    page.wait_for_url("**/second-factor?next=*")
    assert re.search(r"next=%2Fschools%2Foakfield-primary-school%2Fpolicy%2F\S*st\S*first%3Dyes", page.url)
    assert School.objects.get().nation == "scotland"
