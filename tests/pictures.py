"""`make pictures`: the pictures of the README, taken anew from the demonstration."""

from pathlib import Path

from playwright.sync_api import expect

from schoolgate.demo.drawing import Scene, draw
from tests.browser import DESK, PHONE, NewVisitor, Site
from tests.demonstration import somebody

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def test_approving_at_a_desk(visitor: NewVisitor, demonstration: Site):
    head = visitor(viewport=DESK)
    head.sign_in(somebody("head").user)
    page = head.page("/today")
    page.get_by_role("link", name="Approve: Winter concert", exact=True).click()
    page.get_by_role("button", name="Approve").wait_for()
    for picture in page.locator("img").all():
        picture.evaluate("one => one.decode()")
    page.screenshot(path=PICTURES / "approve_1280.png", caret="initial", clip={"x": 0, "y": 0, **DESK})


def test_today_on_a_phone(visitor: NewVisitor, demonstration: Site):
    head = visitor(viewport=PHONE)
    head.sign_in(somebody("head").user)
    head.page("/today").screenshot(path=PICTURES / "today_390.png", caret="initial")


def test_writing_on_a_phone(visitor: NewVisitor, demonstration: Site, tmp_path: Path):
    picture = tmp_path / "sports-day.jpg"
    picture.write_bytes(draw(Scene.SPORTS_DAY, seed=3, children=3).jpeg)
    teacher = visitor(viewport={**PHONE, "height": 1560})
    teacher.sign_in(somebody("teacher").user)
    page = teacher.page("/schools/oakfield/posts/new")
    with page.expect_file_chooser() as opened:
        page.locator("label", has_text="Add a picture").click()
    opened.value.set_files([picture])
    page.get_by_label("what does the picture show?").fill("Three children on a sunny sports field")
    page.get_by_label("What do you want to say?").fill(
        "What a morning! We ran, jumped and cheered each other on."
    )
    page.get_by_role("group", name="How many").get_by_label("3", exact=True).check()
    for chip in page.get_by_role("group", name="Names to choose from").get_by_role("checkbox").all()[:3]:
        chip.check()
    expect(page.locator("#standing")).to_contain_text("answers to go", timeout=15_000)
    page.wait_for_timeout(1_500)
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=PICTURES / "new_390.png", caret="initial")
