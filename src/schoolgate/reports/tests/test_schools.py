"""Whoever has several schools finds the way from one to the other."""

import pytest

from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment
from tests.cast import assemble
from tests.make import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings):
    settings.FIXED_NOW = NOW
    return assemble()


def test_somebody_of_the_trust_goes_from_any_page_into_each_of_its_schools(cast):
    officer = make_person(cast.oakfield)
    Appointment.objects.create(person=officer, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=NOW.date())
    browser = cast.browse_as(officer)
    for slug in ("oakfield", "elmsgate"):
        assert 'href="/your-schools"' in browser.get(f"/schools/{slug}/posts/").content.decode()
    schools = browser.get("/your-schools").content.decode()
    assert 'href="/schools/oakfield/posts/"' in schools
    assert 'href="/schools/elmsgate/posts/"' in schools


def test_whoever_has_one_school_is_offered_no_other(cast):
    browser = cast.browse_as(cast.jo)
    assert 'href="/your-schools"' not in browser.get("/today").content.decode()
    assert "elmsgate" not in browser.get("/your-schools").content.decode()
