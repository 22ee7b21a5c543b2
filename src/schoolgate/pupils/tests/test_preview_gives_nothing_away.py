"""The preview of an import compares with what the pages say: nobody learns from it who is on the restricted list."""

import re

import pytest
from django.test import Client

from schoolgate.pupils import import_queries
from schoolgate.pupils.lists import said_in_effect, uses_of
from schoolgate.pupils.models import Answer, ConsentNow, OfficeQuestion, Pupil
from schoolgate.pupils.tests.conftest import BringIn
from schoolgate.rules.consents import Said
from tests.cast import Cast
from tests.make import consents, make_pupil, restrict

# What differs between two pages of the same words: the last is a digest with the ids of answers in it.
KEYS = re.compile(r'name="(csrfmiddlewaretoken|form_key|seen)" value="[^"]*"|"X-CSRFToken": *"[^"]*"')
HEADER = "Adno,UPN,Surname,Forename,DOB,Year,Class,Photo Website"
FILES = {
    said: f"{HEADER}\r\n008001,,Moss,Mia,11/03/2018,Year 4,4A,{said}\r\n".encode()
    for said in ("Yes", "No", "", "ask her gran")
}


@pytest.fixture
def mia(cast: Cast) -> Pupil:
    made = make_pupil(cast.oakfield, "Mia", "Moss", born_on="2018-03-11")
    Pupil.objects.filter(pk=made.pk).update(admission_number="008001")
    return Pupil.objects.get(pk=made.pk)


def preview(office: Client, waiting: object) -> str:
    import_queries.forget_results()
    page = office.get(f"/schools/oakfield/pupils/import/{waiting.pk}", {"show": "all"})
    return KEYS.sub("", page.content.decode())


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_a_restricted_child_reads_in_the_preview_as_if_the_family_had_said_no(
    cast: Cast, office: Client, mia: Pupil, wait_with: BringIn, file: bytes
):
    consents(mia, *uses_of(cast.oakfield), said=Said.NO)
    waiting = wait_with(file)
    said_no = preview(office, waiting)
    consents(mia, *uses_of(cast.oakfield))
    restrict(mia)
    assert preview(office, waiting) == said_no
    assert said_in_effect(cast.oakfield, [mia.pk])[mia.pk]["photo.website"] is Said.NO
    assert "Mia" in said_no


def test_a_no_of_the_file_is_kept_behind_it_and_holds_when_the_restriction_ends(
    cast: Cast, mia: Pupil, bring_in: BringIn
):
    consents(mia, *uses_of(cast.oakfield))
    restricted = restrict(mia)
    done = bring_in(FILES["No"])
    assert done.counts["consents"] == done.counts["questions"] == 0
    assert ConsentNow.objects.get(pupil=mia, use="photo.website").said == Said.NO
    assert ConsentNow.objects.get(pupil=mia, use="photo.print").said == Said.YES
    restricted.delete()
    assert said_in_effect(cast.oakfield, [mia.pk])[mia.pk]["photo.website"] is Said.NO


def test_a_file_that_says_what_it_said_before_asks_nothing(cast: Cast, mia: Pupil, bring_in: BringIn):
    bring_in(FILES["Yes"])
    restrict(mia)
    bring_in(FILES["Yes"].replace(b"4A", b"4B"))
    assert not OfficeQuestion.objects.exists()


def test_a_new_yes_of_the_file_is_asked_about_as_after_any_no(cast: Cast, mia: Pupil, bring_in: BringIn):
    consents(mia, *uses_of(cast.oakfield))
    restrict(mia)
    before = Answer.objects.count()
    bring_in(FILES["Yes"])
    question = OfficeQuestion.objects.get(pupil=mia)
    assert (question.said_here, question.use) == (Said.NO, "photo.website")
    assert Answer.objects.count() == before
