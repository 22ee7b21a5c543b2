"""A shared login put in, opened, hidden again; a leaver passed on; a visitor who signs for a day: in a real browser."""

from datetime import date

import pytest
from django_scopes import scope
from playwright.sync_api import Error, expect

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.credentials.actions.days import make_day_code
from schoolgate.credentials.actions.keeping import add_login, name_for_login
from schoolgate.people.actions.appointing import end_appointment
from tests.browser import DESK, PHONE, NewVisitor, Site, assert_accessible, assert_fits
from tests.cast import Cast, assemble
from tests.make import NOW

PASSWORD = "walnut ferry copper lantern"
BOTH = pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (DESK, False)])


@pytest.fixture
def cast(site: Site, settings, tmp_path) -> Cast:
    everyone = assemble()
    settings.FIXED_NOW, settings.KEYS_DIR = everyone.now, tmp_path / "keys"
    with scope(school=everyone.oakfield):
        login = add_login(
            everyone.as_actor(everyone.deputy), everyone.facebook, name="Our page", password=PASSWORD
        ).subject
        name_for_login(everyone.as_actor(everyone.head), login, person=everyone.jo.pk, first_on=NOW.date())
    return everyone


@BOTH
def test_a_named_teacher_opens_a_login_and_it_leaves_the_screen(
    cast: Cast, visitor: NewVisitor, viewport: dict[str, int], javascript: bool
) -> None:
    jo = visitor(viewport=viewport, javascript=javascript)
    jo.sign_in(cast.jo.user)
    page = jo.page("/schools/oakfield/logins/")
    assert_fits(page)
    page.get_by_role("link", name="Our page").click()
    assert_fits(page)
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="Show the password").click()
    expect(page.get_by_text(PASSWORD)).to_be_visible()
    assert PASSWORD not in page.url
    assert_fits(page)
    if javascript:
        assert_accessible(page)
        expect(page.locator("[data-shown-for]")).to_have_attribute("data-shown-for", "60")
    page.get_by_role("link", name="Hide it now").click()
    expect(page.get_by_role("button", name="Show the password")).to_be_visible()
    assert PASSWORD not in page.content()
    # The way back leads to nothing: the browser kept no copy and will not ask for it again by itself.
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()


def test_after_a_minute_it_is_gone_by_itself(cast: Cast, visitor: NewVisitor) -> None:
    jo = visitor(viewport=PHONE, javascript=True)
    jo.sign_in(cast.jo.user)
    page = jo.page("/schools/oakfield/logins/")
    page.get_by_role("link", name="Our page").click()
    page.clock.install()
    page.get_by_role("button", name="Show the password").click()
    expect(page.get_by_text(PASSWORD)).to_be_visible()
    page.wait_for_load_state()  # The minute begins when the script has run.
    page.clock.fast_forward("01:01")
    expect(page.get_by_role("button", name="Show the password")).to_be_visible()
    assert PASSWORD not in page.content()


@BOTH
def test_a_leaver_is_seen_through(
    cast: Cast, visitor: NewVisitor, viewport: dict[str, int], javascript: bool
) -> None:
    with scope(school=cast.oakfield):
        held = cast.jo.appointments.get()
        end_appointment(cast.as_actor(cast.head), held, last_on=date(2026, 11, 27))
        run_all(NOW)
    head = visitor(viewport=viewport, javascript=javascript)
    head.sign_in(cast.head.user)
    page = head.page("/today")
    page.get_by_role("link", name="Pass on what belongs to Jo Ash, who leaves").first.click()
    expect(page.get_by_text("1 thing is still open.")).to_be_visible()
    assert_fits(page)
    if javascript:
        assert_accessible(page)
    page.get_by_role("link", name="Pass things on").click()
    assert_fits(page)
    page.get_by_label("Our page").check()
    page.get_by_label("To whom").select_option(label="Lee Birch")
    page.get_by_role("button", name="Pass it on").click()
    expect(page.get_by_text("Nothing is open")).to_be_visible()
    page.get_by_role("link", name="Sign that all is passed on").click()
    page.get_by_label("They have signed").check()
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_role("heading", name="What Jo Ash passed on")).to_be_visible()
    assert_fits(page)


@BOTH
def test_a_visitor_signs_for_the_day_without_a_login(
    cast: Cast, visitor: NewVisitor, viewport: dict[str, int], javascript: bool
) -> None:
    with scope(school=cast.oakfield):
        code = make_day_code(cast.as_actor(cast.office), cast.oakfield).subject
    page = visitor(viewport=viewport, javascript=javascript).page(f"/day/{code.key}")
    assert_fits(page)
    if javascript:
        assert_accessible(page)
    page.get_by_label("Your first name and surname").fill("Ravi Lund")
    page.get_by_label("I have read these lines").check()
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_text("You have signed for today.")).to_be_visible()
    office = visitor(viewport=viewport, javascript=javascript)
    office.sign_in(cast.office.user)
    listed = office.page("/schools/oakfield/here-for-a-day/")
    expect(listed.get_by_text("Ravi Lund")).to_be_visible()
    expect(listed.get_by_role("img", name="QR code")).to_be_visible()
    assert_fits(listed)
    if javascript:
        assert_accessible(listed)
