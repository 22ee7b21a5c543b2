"""From the front page of the demonstration one steps in as a family, by a link like that of an e-mail."""

from datetime import date

from django.test import Client
from django_scopes import scopes_disabled

from schoolgate.demo.models import Demonstration
from schoolgate.pupils.models import Adult, Responsibility
from tests import make
from tests.cast import assemble


def test_the_button_opens_the_page_of_a_parent_with_two_children(db, settings):
    settings.IS_DEMO, settings.ROOT_URLCONF = True, "tests.clauses.demo_urls"
    cast = assemble()
    settings.FIXED_NOW = cast.now
    Demonstration.objects.create(made_at=cast.now)
    client = Client()
    assert "Step in as a family" not in client.get("/demo").content.decode()
    assert client.post("/demo/step-in/family").status_code == 404
    with scopes_disabled():
        parent = Adult.objects.create(school=cast.oakfield, name="Grace Okello", email="grace@example.org")
        for forename in ("Amara", "Tobi"):
            child = make.make_pupil(cast.oakfield, forename, "Okello", born_on=date(2018, 1, 1))
            Responsibility.objects.create(pupil=child, adult=parent, may_answer=True)
    assert "Step in as a family" in client.get("/demo").content.decode()
    page = client.post("/demo/step-in/family", follow=True).content.decode()
    assert "<bdi>Amara</bdi> and <bdi>Tobi</bdi>" in page
    assert "A demonstration: nobody here is real." in page
