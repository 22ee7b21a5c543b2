"""Writing a post in a real browser, as its author does: the picture, who is in it, the words, the questions."""

import re
from pathlib import Path

from playwright.sync_api import Page

from schoolgate.people.models import Person, School
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import ALL_USES
from tests import make
from tests.browser import NewVisitor, Visitor

WORDS = "What a morning! Year 4 ran, jumped and cheered each other over the line."
SEEN = "Three children in bright shirts on a sunny sports field"


def comes(visitor: NewVisitor, person: Person, **how: object) -> Visitor:
    """This person, signed in, with a phone of 390 pixels unless said otherwise."""
    somebody = visitor(**how)
    somebody.sign_in(person.user)
    return somebody


def make_class_4a(school: School) -> dict[str, Pupil]:
    """Amara and Ben may be shown everywhere; Zoë neither on the noticeboard nor on social media."""
    pupils = {
        forename: make.make_pupil(school, forename, surname, class_name="4A")
        for forename, surname in (("Amara", "Okello"), ("Ben", "Tarrant"), ("Zoë", "Kirk"))
    }
    make.consents(pupils["Amara"])
    make.consents(pupils["Ben"])
    allowed = [use for use in ALL_USES if not use.endswith(("noticeboard", "social"))]
    make.consents(pupils["Zoë"], *allowed)
    return pupils


def put_in(page: Page, picture: Path) -> None:
    """Choose a picture; it is in the post when the page asks what it shows."""
    page.wait_for_load_state()
    page.locator("#library").set_input_files(picture)
    asks = page.get_by_label("In one line, what does the picture show?")
    without_script = page.get_by_role("button", name="Put the chosen pictures in")
    asks.or_(without_script).first.wait_for()
    if without_script.is_visible():
        without_script.click()
    asks.wait_for()


def say_what_it_shows(page: Page, *forenames: str) -> None:
    """Describe the picture and name everyone who could be recognised."""
    page.get_by_label("In one line, what does the picture show?").fill(SEEN)
    count = page.get_by_role("group", name=re.compile("How many people"))
    count.get_by_label(str(len(forenames)), exact=True).check()
    for forename in forenames:
        page.get_by_role("group", name="Who is in it?").get_by_label(forename).check()


def say_the_rest(page: Page, *places: str, words: str = WORDS) -> None:
    """The words, what it is for, where it goes, and what only a person can judge."""
    page.get_by_label("What do you want to say?").fill(words)
    page.get_by_role("group", name="What is it for?").get_by_role("radio").first.check()
    for place in places:
        page.get_by_role("group", name="Where does it go?").get_by_label(place).check()
    answer_the_questions(page)


def answer_the_questions(page: Page) -> None:
    """As an author does who sees nothing wrong: the answer that needs no reason."""
    for question in page.locator("#questions fieldset").all():
        question.locator("input[type=radio]:not([data-opens])").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send", exact=True).click()


def what_is_wrong(page: Page) -> str:
    """What the page refuses, as its reader sees it."""
    page.locator("#problems .govuk-error-summary").first.wait_for()
    return page.locator("#problems").inner_text()


def open_what_is_to_be_put_right(page: Page) -> None:
    page.locator("#to-put-right > summary").click()
