"""A parent answers for two children on a phone by the link in an e-mail, in English; in Urdu she takes a yes back."""

import re
from datetime import date

import pytest
from django.core import mail
from django_scopes import scope
from playwright.sync_api import Locator, Page

from schoolgate.families.actions.links import send_links
from schoolgate.notifications import letters
from schoolgate.pupils.models import Adult, ConsentNow, Responsibility
from tests import make
from tests.browser import assert_accessible, assert_fits, assert_targets_are_big_enough
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
