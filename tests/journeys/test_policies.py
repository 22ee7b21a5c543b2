"""A headteacher reads the library on a phone, adopts a policy, sets one thing otherwise; the chair signs."""

from datetime import date

import pytest
from django_scopes import scope
from playwright.sync_api import Page, expect

from schoolgate.kernel.permissions import Role
from schoolgate.policies import queries
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.rules.policy.adoption import PaperSignature
from tests import make
from tests.browser import DESK, PHONE, assert_accessible, assert_fits, assert_targets_are_big_enough
from tests.cast import Cast, assemble

HOME = "/schools/oakfield/policy/"
PAPER = (PaperSignature("chair", "Una Reed", date(2026, 11, 16)),)


@pytest.fixture
def cast(site, settings) -> Cast:
    settings.FIXED_NOW = make.NOW
    return assemble()


@pytest.fixture
def adopted(cast) -> Cast:
    with scope(school=cast.oakfield):
        head = cast.as_actor(cast.head)
        adopt_policy(head, cast.oakfield, code="ST", checks=("equality",), on_paper=PAPER)
        reason = "Our families asked for it in May."
        override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=reason)
    return cast


@pytest.mark.parametrize(
    "path",
    [
        "",
        "versions/",
        "versions/1/",
        "library/",
        "library/be/",
        "otherwise/blocked_platforms/",
        "otherwise/political_words/",
        "otherwise/gate.accessible_to_all/",
        "otherwise/minimum_age/end/",
    ],
)
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_the_policy_can_be_read_by_everyone(adopted, visitor, path, screen):
    head = visitor(viewport=screen)
    head.sign_in(adopted.head.user)
    page = head.page(f"{HOME}{path}")
    page.wait_for_load_state()
    assert_accessible(page)
    assert_fits(page)
    assert_targets_are_big_enough(page)


def test_a_head_adopts_a_policy_on_a_phone_without_javascript_and_the_chair_signs(cast, visitor):
    chair = make.make_person(cast.oakfield, Role.CHAIR, forename="Una", surname="Reed")
    head = visitor(javascript=False)
    head.sign_in(cast.head.user)
    page = head.page(HOME)
    page.get_by_role("link", name="Choose a policy").click()
    page.get_by_role("link", name="BE: A village primary's policy").click()
    page.get_by_label("it treats nobody worse for who they are").check()
    page.get_by_label("recognised unions were asked, if there are any").check()
    page.get_by_role("button", name="Adopt this policy").click()
    expect(page.get_by_text("waits for the signature of the chair of governors").first).to_be_visible()

    una = visitor(javascript=False)
    una.sign_in(chair.user)
    page = una.page(HOME)
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_role("button", name="Sign this version").click()
    expect(page.get_by_text("It holds from now on").first).to_be_visible()
    with scope(school=cast.oakfield):
        assert queries.current_policy(cast.oakfield).code == "BE"


def test_a_head_sets_one_thing_otherwise_and_takes_it_back_with_undo(adopted, phone):
    phone.sign_in(adopted.head.user)
    page = phone.page(HOME)
    open_the_part_with(page, "#single_pupil_pictures")
    page.locator("#single_pupil_pictures").get_by_role("link").click()
    page.get_by_label("A picture never shows one pupil alone.").check()
    page.get_by_label("Why does your school do this otherwise?").fill(
        "Two families were hurt by it last year."
    )
    page.get_by_role("button", name="Set it so").click()
    expect(page.locator("#single_pupil_pictures")).to_contain_text("Two families were hurt by it last year.")
    expect(page.locator("#single_pupil_pictures")).to_be_in_viewport()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#single_pupil_pictures")).not_to_contain_text("Two families were hurt")


def open_the_part_with(page: Page, rule: str) -> None:
    """On a phone the parts of the policy stand folded."""
    page.locator("details.part", has=page.locator(rule)).locator("> summary").click()


def test_a_clause_opens_in_place(adopted, phone):
    phone.sign_in(adopted.jo.user)
    page = phone.page(HOME)
    open_the_part_with(page, "#second_reader")
    rule = page.locator("#second_reader")
    words = rule.get_by_text("The headteacher or a senior leader reads a post before it goes out.")
    expect(words).not_to_be_visible()
    rule.locator("summary").click()
    expect(words).to_be_visible()


def test_on_a_phone_the_parts_of_the_policy_stand_folded_and_a_link_opens_its_part(adopted, visitor):
    head = visitor(viewport=PHONE)
    head.sign_in(adopted.head.user)
    page = head.page(HOME)
    gate = page.locator("#gate-accessible_to_all")
    expect(gate).to_be_hidden()
    page.get_by_role("link", name="What is stopped").click()
    expect(gate).to_be_visible()
    expect(page.locator("#minimum_age")).to_be_hidden()

    page = head.page(f"{HOME}#minimum_age")
    expect(page.locator("#minimum_age")).to_be_in_viewport()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(gate).to_be_visible()


def test_at_a_desk_and_without_javascript_the_whole_policy_is_open(adopted, visitor):
    for how in ({"viewport": DESK}, {"viewport": PHONE, "javascript": False}):
        head = visitor(**how)
        head.sign_in(adopted.head.user)
        page = head.page(HOME)
        expect(page.locator("#gate-accessible_to_all")).to_be_visible()
        expect(page.locator("#minimum_age")).to_be_visible()
