"""A teacher writes a post with a picture of three pupils: on a small phone, by keyboard, and without JavaScript."""

from pathlib import Path

import pytest
from django_scopes import scope
from playwright.sync_api import Page, expect

from schoolgate.demo.drawing import Scene, draw
from schoolgate.media.models import Appearance
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.states import State
from tests import make
from tests.browser import (
    DESK,
    SMALL_PHONE,
    assert_accessible,
    assert_fits,
    assert_keyboard_reaches,
    assert_targets_are_big_enough,
)
from tests.cast import Cast, assemble
from tests.hostile.files import PDF

WORDS = "What a morning! Year 4 ran, jumped and cheered each other over the line."
NEW = "/schools/oakfield/posts/new"


@pytest.fixture
def cast(site, settings) -> Cast:
    settings.FIXED_NOW = make.NOW
    found = assemble()
    with scope(school=found.oakfield):
        for name in ("Ben Tull", "Zoë Kent", "Idris Amin"):
            make.consents(make.make_pupil(found.oakfield, *name.split()))
        make.make_pupil(found.oakfield, "Mia", "Moss")
        for number in range(20):
            make.make_pupil(found.oakfield, f"Kit{number}", "Vale")
        make.make_pupil(found.oakfield, "Milo", "Farr", class_name="2B")
    return found


@pytest.fixture
def photograph(tmp_path: Path) -> str:
    file = tmp_path / "IMG_0001.jpg"
    file.write_bytes(draw(Scene.SPORTS_DAY, seed=1, children=3).jpeg)
    return str(file)


def add_picture(page: Page, file: str) -> None:
    page.set_input_files("#library", file)
    page.locator(".shot img").first.wait_for()
    page.locator("[id^=about-]").first.wait_for()


def test_who_cannot_be_shown_is_covered_by_a_tap_on_the_face(cast, visitor, photograph):
    jo = visitor(viewport=SMALL_PHONE, has_touch=True)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    add_picture(page, photograph)
    page.get_by_label("Noticeboard").check()
    page.get_by_label("Mia M.").check()
    page.locator("button[value^='cover:-']").wait_for(state="attached")
    page.locator("#to-put-right > summary").click()

    page.locator("#to-put-right").get_by_role("button", name="Cover them").click()
    page.locator("#tap").wait_for()
    assert_accessible(page)
    assert_fits(page)
    picture = page.locator("#tap").bounding_box()
    face = draw(Scene.SPORTS_DAY, seed=1, children=3).boxes[2]
    x, y = face.left + face.width / 2, face.top + face.height / 2
    page.mouse.click(picture["x"] + picture["width"] * x, picture["y"] + picture["height"] * y)
    page.locator(".aim__frame").first.wait_for()
    page.get_by_role("button", name="Larger").click()
    expect(page.locator(".aim__frame")).to_have_count(2)
    assert_accessible(page)
    assert_targets_are_big_enough(page)
    page.get_by_role("button", name="Cover", exact=True).click()
    page.get_by_text("Covered.").first.wait_for()

    with scope(school=cast.oakfield):
        covered = Appearance.objects.get(is_covered=True)
    assert covered.pupil is not None
    left, top, width, height = covered.box
    assert left < x < left + width
    assert top < y < top + height
    expect(page.locator("#standing")).not_to_contain_text("can’t be shown")


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESK], ids=["phone", "desk"])
def test_the_page_is_accessible_at_every_step(cast, visitor, photograph, screen):
    jo = visitor(viewport=screen)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    for step in (lambda: None, lambda: add_picture(page, photograph), lambda: open_everything(page)):
        step()
        assert_accessible(page)
        assert_fits(page)
        assert_targets_are_big_enough(page)


def open_everything(page: Page) -> None:
    page.get_by_label("Mia M.").check()
    page.get_by_label("Facebook").check()
    page.locator("#question-0").get_by_label("Yes", exact=True).check()
    page.locator("button[value^='cover:-']").wait_for(state="attached")
    for details in page.locator("#compose details > summary").all():
        if details.is_visible():
            details.click()


def test_the_keyboard_alone_reaches_everything(cast, visitor, photograph):
    jo = visitor(viewport=DESK)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    add_picture(page, photograph)
    page.locator("#id_text").focus()

    for words in ("Cover somebody", "Keep", "Send"):
        assert_keyboard_reaches(page, words)
    page.keyboard.press("Shift+Tab")
    hidden_by_the_foot = page.evaluate(
        "() => { const one = document.activeElement.getBoundingClientRect();"
        " return document.elementFromPoint(one.x + one.width / 2, one.y + one.height / 2) !== document.activeElement; }"
    )
    assert not hidden_by_the_foot


def test_typing_goes_on_while_the_picture_travels(cast, visitor, photograph):
    jo = visitor(viewport=SMALL_PHONE)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    page.locator("#id_text").fill("Before")

    page.set_input_files("#library", photograph)
    page.locator("#previews img").wait_for(state="attached")
    page.locator("#id_text").press_sequentially(" and while it travels")
    page.locator(".shot img").first.wait_for()

    expect(page.locator("#id_text")).to_have_value("Before and while it travels")


def test_a_letter_is_told_to_be_no_picture_and_the_words_are_still_there(cast, visitor, tmp_path):
    file = tmp_path / "holiday.jpg"
    file.write_bytes(PDF)
    jo = visitor(viewport=SMALL_PHONE)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    page.locator("#id_text").fill(WORDS)

    page.set_input_files("#library", str(file))
    page.get_by_text("holiday.jpg: This is a PDF document").first.wait_for()

    expect(page.locator("#id_text")).to_have_value(WORDS)
    assert_accessible(page)


def test_two_letters_find_own_pupils_and_the_whole_school_only_when_asked(cast, visitor, photograph):
    jo = visitor(viewport=SMALL_PHONE)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    add_picture(page, photograph)
    page.get_by_label("Ben T.").check()

    page.get_by_label("Type two letters of a name").press_sequentially("mi")
    page.get_by_text("Look in the whole school").wait_for()
    assert page.get_by_label("Milo F.").count() == 0
    page.get_by_text("Look in the whole school").click()
    page.get_by_label("Milo F.").check()
    page.get_by_label("Type two letters of a name").fill("zo")
    page.get_by_label("Zoë K.").check()

    for name in ("Ben T.", "Milo F."):
        expect(page.get_by_label(name)).to_be_checked()
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Kept as a draft.").wait_for()
    with scope(school=cast.oakfield):
        assert Appearance.objects.count() == 3


def test_without_javascript_the_whole_post_is_written_with_plain_forms(cast, visitor, photograph):
    jo = visitor(viewport=SMALL_PHONE, javascript=False)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    page.get_by_label("What do you want to say?").fill(WORDS)
    page.locator("#library").set_input_files(photograph)
    page.get_by_role("button", name="Put the chosen pictures in").click()
    page.get_by_label("In one line").fill("Three children on the track")
    page.get_by_label("3", exact=True).check()
    for name in ("Ben T.", "Zoë K."):
        page.get_by_label(name).check()
    page.get_by_label("Type two letters of a name").fill("mil")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Milo F.").check()
    page.get_by_label("Something pupils or staff have achieved").check()
    page.get_by_label("Noticeboard").check()
    for number, answer in enumerate(("No", "No", "Yes")):
        page.locator(f"#question-{number}").get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Milo F. can’t be shown on Noticeboard")
    # Nothing reads pictures here, so that is asked too once there is one.
    page.get_by_role("group", name="be read in a picture?").get_by_label("No", exact=True).check()

    page.locator("#to-put-right > summary").click()
    page.locator("#to-put-right").get_by_role("button", name="Cover them").click()
    page.locator("#tap").click(position={"x": 240, "y": 120})
    page.get_by_role("button", name="Cover", exact=True).click()
    page.get_by_role("group", name="tell who is covered?").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Send", exact=True).click()

    expect(page.locator("body")).to_contain_text("can approve it.")
    with scope(school=cast.oakfield):
        assert Post.objects.get().state == State.WAITING
        assert PostPicture.objects.get().people_count == 3


def test_what_is_typed_is_there_again_after_every_way_off_the_page(cast, visitor, photograph):
    jo = visitor(viewport=SMALL_PHONE)
    jo.sign_in(cast.jo.user)
    page = jo.page(NEW)
    text = page.locator("#id_text")
    add_picture(page, photograph)
    text.fill("One")
    # A link of the page's head, tapped while nothing was kept yet, and the phone's way back.
    page.get_by_role("link", name="Today").first.click()
    page.wait_for_url("**/today*")
    page.go_back()
    expect(text).to_have_value("One")

    # A pause, and then the page is opened anew.
    with page.expect_response("**/posts/keep"):
        text.fill("One, two")
    page.reload()
    expect(text).to_have_value("One, two")

    # The phone turns to something else; nobody comes back to this page.
    with page.expect_response("**/posts/keep"):
        page.evaluate("""() => {
            const text = document.getElementById("id_text");
            text.value = "One, two, three";
            text.dispatchEvent(new Event("input", {bubbles: true}));
            Object.defineProperty(document, "visibilityState", {value: "hidden"});
            document.dispatchEvent(new Event("visibilitychange"));
        }""")
    page.close()
    with scope(school=cast.oakfield):
        assert Post.objects.get().text == "One, two, three"

    # Who is ticked is kept by a button: the browser asks before it lets go of it.
    page = jo.page(f"/schools/oakfield/posts/{Post._base_manager.get().pk}/edit")
    page.get_by_label("Ben T.").check()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
