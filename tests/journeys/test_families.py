"""A parent answers for two children on a phone by the link in an e-mail, in English; in Urdu she takes a yes back.

The office keys in what came by word, and a pupil who understands it answers alone by a code from the office.
"""

import re
from datetime import date

import pytest
from django.core import mail
from django_scopes import scope
from playwright.sync_api import Locator, Page, expect

from schoolgate.families.actions.links import send_links
from schoolgate.notifications import letters
from schoolgate.pupils.models import Adult, ConsentNow, Pupil, Responsibility
from tests import make
from tests.browser import DESK, assert_accessible, assert_fits, assert_targets_are_big_enough
from tests.cast import Cast, assemble


@pytest.fixture
def cast(site, settings) -> Cast:
    settings.FIXED_NOW = make.NOW
    return assemble()


@pytest.fixture
def address(cast) -> str:
    """The path of the link that the office sends to the mother of Amara and Tobi."""
    with scope(school=cast.oakfield):
        mother = Adult.objects.create(school=cast.oakfield, name="Grace Okello", email="grace@example.org")
        for forename, born_on in (("Amara", date(2017, 3, 4)), ("Tobi", date(2019, 8, 1))):
            child = make.make_pupil(cast.oakfield, forename, "Okello", born_on=born_on)
            Responsibility.objects.create(pupil=child, adult=mother, may_answer=True)
        send_links(cast.as_actor(cast.office), cast.oakfield, adults=[mother.pk])
    letters.send_due(make.NOW)
    (path,) = re.findall(r"/family/oakfield/\S+", mail.outbox[-1].body)
    return path


def said(forename: str, use: str = "photo.website") -> str:
    return ConsentNow._base_manager.get(pupil__legal_forename=forename, use=use).said


def question(page: Page, medium: str, forename: str) -> Locator:
    """The question about this child's pictures of this kind on the website."""
    website = page.locator("section").nth(1)
    return website.locator("fieldset").filter(has_text=re.compile(f"{medium}.*{forename}", re.DOTALL))


# No voice speaks in the browser of the tests; this one says in which language it was asked to.
A_VOICE = """
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [{lang: "en-GB", localService: true}, {lang: "ur-PK", localService: false}],
  addEventListener() {}, cancel() {}, speak: (said) => { document.title = `${said.lang} ${said.text}`; },
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def look_over(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)
    assert_targets_are_big_enough(page)


def test_a_question_is_read_aloud_where_the_device_itself_has_a_voice(address, visitor):
    family = visitor()
    family.context.add_init_script(A_VOICE)
    page = family.page(f"{address}?easy=1")
    listen = question(page, "In a photo", "Amara").get_by_role("button", name="Listen")
    listen.click()
    expect(page).to_have_title(re.compile("^en-GB In a photo, Amara, On the school website$"))
    expect(question(page, "In a photo", "Amara").locator("button")).to_have_text("Stop")
    look_over(page)
    page.goto(family.site.url(f"{address}?in=ur&easy=1"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".listen")).to_have_count(0)
    look_over(page)


def test_the_office_keys_in_and_a_pupil_answers_alone(address, cast, visitor):
    office = visitor(viewport=DESK)
    office.sign_in(cast.office.user)
    page = office.page("/schools/oakfield/families")
    page.get_by_role("link", name="Amara Okello").click()
    page.get_by_label("By word, to me").check()
    page.get_by_label("Yes to everything").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down for Amara Okello.")).to_be_visible()
    assert said("Amara") == "yes"

    page.goto(office.site.url(f"/schools/oakfield/pupils/{pupil_named('Amara')}/understanding"))
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("What that rests on").fill("Talked it through.")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="Give a code").click()
    page.get_by_role("button", name="Give one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slips with codes")
    code = page.locator(".slip__code").inner_text()

    pupil = visitor()
    page = pupil.page("/family/oakfield/me?in=ur")
    look_over(page)
    page.locator("#code").fill(code.lower())
    page.get_by_role("button", name="آگے").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Photographs and videos of you, Amara")
    look_over(page)
    question(page, "Photographs", "Amara").get_by_role("radio", name="No").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Yes, save this").click()
    expect(page.get_by_text("Ask your teacher for a new code.")).to_be_visible()
    look_over(page)
    assert said("Amara") == "no"


def pupil_named(forename: str) -> int:
    return Pupil._base_manager.get(legal_forename=forename).pk


def test_a_parent_answers_in_english_and_takes_it_back_in_urdu(address, visitor):
    family = visitor()
    page = family.page(address)
    assert_accessible(page)
    assert_fits(page)
    assert_targets_are_big_enough(page)
    question(page, "Photographs", "Amara").get_by_role("radio", name="Yes").check()
    question(page, "Photographs", "Tobi").get_by_role("radio", name="No").check()
    page.get_by_role("button", name="Save", exact=True).click()
    for part, number in (("Day", "4"), ("Month", "3"), ("Year", "2017")):
        page.get_by_label(part).fill(number)
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Yes, save this").click()
    page.get_by_text("Done. Your answers count from now on.").wait_for()
    assert (said("Amara"), said("Tobi")) == ("yes", "no")

    page.get_by_role("link", name="اردو").click()
    page.get_by_role("heading", level=1, name="تصویریں").wait_for()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert_accessible(page)
    assert_fits(page)
    question(page, "تصویریں", "Amara").get_by_role("radio", name="نہیں").check()
    page.get_by_role("button", name="محفوظ کریں", exact=True).click()
    page.get_by_text("جو چھپ چکا ہے وہ واپس نہیں لیا جا سکتا۔").wait_for()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="ہاں، یہ محفوظ کریں").click()
    page.get_by_text("ہو گیا۔").wait_for()
    assert said("Amara") == "no"
    expect(page.get_by_text("آپ نے پہلے کیا جواب دیا")).to_be_visible()
