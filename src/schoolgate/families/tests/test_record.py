"""The record of answers by school year: who, when and how, and nothing of another year."""

import csv
import io
from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.families.actions.record import take_record
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.pupils.models import Answer
from schoolgate.rules.consents import Said
from tests import make

HOME = "/schools/oakfield/families/record"


def test_each_year_has_its_own_answers_with_who_when_and_how(family, cast, django_assert_max_num_queries):
    grace = family.link().proves()
    grace.says(family.amara, Said.YES, "photo.website", "photo.social")
    grace.says(family.amara, Said.NO, "photo.website")
    last_year = cast.now - timedelta(days=400)
    Answer.objects.filter(use="photo.social").update(answered_at=last_year)
    for number in range(12):
        make.make_pupil(cast.oakfield, f"Child{number}", "Vale")
    lead = cast.browse_as(cast.dpo)
    with django_assert_max_num_queries(20):
        page = lead.get(HOME).content.decode()
    assert "Answers in the school year 2026/27" in page
    assert "Grace Okello, a parent or carer with parental responsibility · The family&#39;s own link" in page
    assert "photograph on social media" not in page
    assert page.count("no answer in this year") == 13
    earlier = lead.get(HOME, {"year": "2025"}).content.decode()
    assert "photograph on social media" in earlier
    assert "photograph on the school website" not in earlier
    assert cast.browse_as(cast.office).get(HOME).status_code == 403


def test_a_year_is_taken_out_as_a_file_and_that_is_recorded(family, cast):
    family.link().says(family.amara, Said.NO, "photo.website")
    answer = cast.browse_as(cast.dpo).post(f"{HOME}?year=2026")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    (said,) = [row for row in rows if row["Forename"] == "Amara"]
    assert (said["School year"], said["Answer"], said["Given by"]) == ("2026/27", "no", "Grace Okello")
    (silent,) = [row for row in rows if row["Forename"] == "Tobi"]
    assert silent["Answer"] == "not_answered"
    event = Event.objects.get(type="family.record_taken_out")
    assert "Grace" not in event.detail.words


def test_nobody_else_takes_it_out(family, cast):
    with pytest.raises(Refused):
        take_record(cast.as_actor(cast.office), cast.oakfield, begins=2026)
    with pytest.raises(NotHere):
        take_record(cast.as_actor(cast.dpo), cast.farrow, begins=2026)
    assert not Event.objects.filter(type="family.record_taken_out").exists()
