"""Answers given here leave as a file that the management system reads, and the leaving is recorded."""

import csv
import io
import json

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.pupils.actions.exporting import export_answers
from schoolgate.pupils.models import Pupil
from schoolgate.pupils.tests.importing.reading_rolls import mapping_of, sheet_of
from schoolgate.rules.consents import Said
from tests.cast import Cast
from tests.make import consents, make_pupil, restrict

PAGE = "/schools/oakfield/pupils/export-answers"


def taken_out(cast: Cast, **given: str) -> list[dict[str, str]]:
    answer = cast.browse_as(cast.office).post(PAGE, given)
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_every_pupil_has_a_row_with_their_numbers_and_answers(cast: Cast):
    amara = make_pupil(cast.oakfield, "Amara", upn="X938990121601")
    consents(amara, "photo.website")
    consents(amara, "photo.social", said=Said.NO)
    rows = taken_out(cast)
    assert (rows[0]["Adno"], rows[0]["UPN"]) == (amara.admission_number, "X938990121601")
    assert rows[0]["Consent: photograph on the school website"] == "Granted"
    assert rows[0]["Consent: photograph on social media"] == "Refused"
    assert "Not requested" in rows[0].values()


def test_the_import_reads_the_file_back_as_what_it_says(cast: Cast):
    consents(make_pupil(cast.oakfield), "photo.website")
    content = cast.browse_as(cast.office).post(PAGE).content
    sheet = sheet_of(content)
    mapping = mapping_of(sheet)
    uses = [one.uses for one in mapping.meanings if one.uses]
    assert ("photo.website",) in uses
    assert all(len(one) == 1 for one in uses)
    assert len(uses) == len(sheet.header) - 5


def test_only_pupils_with_an_answer_that_was_given_here(cast: Cast, bring_in):
    bring_in(b"Adno,Surname,Forename,Photo Website\n000101,Ames,Una,Y\n000102,Bell,Vic,Y\n")
    consents(Pupil.objects.get(admission_number="000102"), "photo.website", said=Said.NO)
    assert len(taken_out(cast)) == 2
    assert [row["Adno"] for row in taken_out(cast, only_given_here="on")] == ["000102"]


def test_who_has_left_is_not_in_it(cast: Cast):
    make_pupil(cast.oakfield, left_on="2026-11-01")
    assert not taken_out(cast)


def test_no_cell_is_run_by_a_spreadsheet(cast: Cast):
    make_pupil(cast.oakfield, "=HYPERLINK(1)", "@x")
    row = taken_out(cast)[0]
    assert (row["Legal Forename"], row["Legal Surname"]) == ("'=HYPERLINK(1)", "'@x")


def test_a_child_on_the_restricted_list_reads_as_on_every_other_page(cast: Cast):
    child, other = make_pupil(cast.oakfield, "Amara"), make_pupil(cast.oakfield, "Bea")
    consents(child)
    consents(other, said=Said.NO)
    restrict(child)
    first, second = taken_out(cast)
    assert [value for name, value in first.items() if name.startswith("Consent")] == [
        value for name, value in second.items() if name.startswith("Consent")
    ]


def test_that_it_was_taken_out_is_recorded_without_a_name(cast: Cast):
    make_pupil(cast.oakfield)
    taken_out(cast)
    event = Event.objects.get(type=EventType.EXPORT_MADE)
    assert json.loads(event.detail.words)["pupils"] == 1
    assert "Amara" not in event.detail.words


def test_only_those_who_see_answers_may(cast: Cast):
    assert cast.browse_as(cast.jo).post(PAGE).status_code == 403
    with pytest.raises(Refused):
        export_answers(cast.as_actor(cast.jo), cast.oakfield, count=1, only_given_here=False)
    assert not Event.objects.filter(type=EventType.EXPORT_MADE).exists()


def test_another_school_is_not_there(cast: Cast):
    assert cast.browse_as(cast.office).get(PAGE.replace("oakfield", "elmsgate")).status_code == 404
    with pytest.raises(NotHere):
        export_answers(cast.as_actor(cast.office), cast.elmsgate, count=1, only_given_here=False)


@pytest.mark.parametrize("count", [3, 30])
def test_it_asks_as_much_for_many_as_for_few(cast: Cast, django_assert_max_num_queries, count: int):
    for nth in range(count):
        consents(make_pupil(cast.oakfield, f"Child{nth}"), "photo.website")
    browser = cast.browse_as(cast.office)
    with django_assert_max_num_queries(30):
        browser.post(PAGE)
