"""After a restore, in a browser: everybody sees that it is held; the headteacher looks, and posts go out again."""

from typing import Any

import pytest
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from schoolgate.keeping.tests.conftest import Machine
from schoolgate.posts.actions.publishing import confirm_up
from schoolgate.posts.tests.going_out import approved_post, delivery_of
from tests import make
from tests.browser import DESK, PHONE, Site, assert_accessible, assert_fits
from tests.cast import Cast, assemble
from tests.composing import comes


@pytest.fixture
def machine(site: Site, settings: Any, tmp_path: Any) -> Machine:
    settings.MAY_CALL_THIS_MACHINE = True
    return Machine(settings, tmp_path / "machine")


@pytest.fixture
def cast(machine: Machine) -> Cast:
    return assemble()


@pytest.fixture
def restored(cast: Cast, machine: Machine) -> Machine:
    """A post on the noticeboard, one put up by hand where nobody answers, and a restore."""
    with scopes_disabled():
        pupil = make.make_pupil(cast.oakfield)
        make.consents(pupil)
        approved_post(cast, cast.noticeboard, pupils=(pupil,))
        by_hand = approved_post(cast, cast.facebook)
        machine.passes(minutes=1)
        confirm_up(cast.as_actor(cast.jo, now=machine.now), delivery_of(by_hand), link="http://127.0.0.1:9/1")
        machine.restore(machine.backup())
        machine.passes(minutes=1)
    return machine


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_headteacher_looks_and_lets_posts_go_out_again(restored, cast, visitor, viewport):
    page = comes(visitor, cast.head, viewport=viewport).page("/today")
    expect(page.get_by_text("put back from a backup").first).to_be_visible()
    page.get_by_role("link", name="See what was found").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("After the restore")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="I have looked. Let posts go out again").click()
    page.wait_for_url("**/today")
    expect(page.get_by_text("Posts go out again.")).to_be_visible()
    expect(page.get_by_text("put back from a backup")).to_have_count(0)


def test_health_and_taking_everything_out_are_in_order_on_a_phone(restored, cast, visitor):
    head = comes(visitor, cast.head)
    for path, heading in (("health", "Health"), ("take-everything-out", "Take everything out")):
        page = head.page(f"/schools/oakfield/{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert_accessible(page)
        assert_fits(page)
