"""A family without social media: asks for the weekly e-mail, confirms it from its letter, and ends it again."""

import re

import pytest
from django.core import mail
from django_scopes import scopes_disabled

from schoolgate.clockwork import follow_ups
from schoolgate.notifications import letters
from schoolgate.posts.models import Reader
from tests import make
from tests.browser import assert_accessible, assert_fits
from tests.cast import Cast, assemble


@pytest.fixture
def cast(site, settings) -> Cast:
    settings.FIXED_NOW = make.NOW
    return assemble()


def reader() -> Reader:
    with scopes_disabled():
        return Reader.objects.get()


def test_a_family_asks_confirms_and_ends(cast, visitor):
    cast.oakfield.noticeboard_is_open = True
    cast.oakfield.save(update_fields=["noticeboard_is_open"])
    family = visitor()
    page = family.page("/noticeboard/oakfield/by-email")
    page.get_by_role("textbox").fill("family@example.org")
    page.get_by_role("button", name="Send me the news").click()
    page.get_by_text("We have sent you an e-mail.").wait_for()
    follow_ups.run_all(make.NOW)
    letters.send_due(make.NOW)
    (link,) = re.findall(r"https?://\S+/by-email/\S+", mail.outbox[-1].body)
    page.goto(family.site.url("/noticeboard" + link.partition("/noticeboard")[2]))
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Yes, send it").click()
    page.get_by_text("You get the next e-mail on Friday.").wait_for()
    assert reader().confirmed_at is not None
    page.goto(family.site.url("/noticeboard" + link.partition("/noticeboard")[2]))
    page.get_by_role("button", name="No more e-mail").click()
    page.get_by_text("Your address is forgotten.").wait_for()
    assert reader().ended_at is not None
