"""A roll that another program sends: what is stricter counts at once, the rest waits, each row says what is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from schoolgate.api.tests.programs import program_of
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import stored_rolls
from schoolgate.pupils.models import ConsentNow, OnHold, Pupil, Responsibility, RollImport
from schoolgate.rules.consents import Said
from tests import make
from tests.cast import Cast

SEND = "schools/oakfield/send-roll"
PETRA = {"legal_surname": "Aldous", "legal_forename": "Petra", "admission_number": "1", "year_group": "3"}
ANN = {"legal_surname": "Brock", "legal_forename": "Ann", "admission_number": "2", "year_group": "3"}


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def petra(cast: Cast) -> Pupil:
    pupil = make.make_pupil(cast.oakfield, "Petra", "Aldous", year_group="3")
    pupil.admission_number = "1"
    pupil.save()
    make.consents(pupil, "photo.website", "photo.social")
    return pupil


def said(pupil: Pupil, use: str) -> str:
    return ConsentNow.objects.get(pupil=pupil, use=use).said


def test_a_no_a_last_day_and_a_hold_count_at_once_and_a_joiner_waits_for_the_office(cast: Cast, petra: Pupil):
    sent = [
        {**PETRA, "left_on": "2026-11-01", "in_care": "yes", "consents": {"photo.website": "no"}},
        {
            **ANN,
            "consents": {"photo.website": "yes"},
            "adults": [{"name": "Jan Brock", "email": "jan@home.example"}],
        },
    ]
    program = program_of(cast, cast.office)
    answer = program.does(SEND, {"pupils": sent})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["applied"], told["waits"], told["columns_are_known"]) == (
        {"withdrawn": 1, "left": 1},
        True,
        True,
    )
    assert said(petra, "photo.website") == Said.NO
    petra.refresh_from_db()
    assert str(petra.left_on) == "2026-11-01"
    assert OnHold.objects.filter(pupil=petra, ended_at__isnull=True).exists()
    assert not Pupil.objects.filter(legal_surname="Brock").exists()
    waiting = RollImport.objects.get(state=RollImport.State.PREVIEW)
    event = Event.objects.get(type=EventType.ROLL_SENT)
    assert event.actor_id == f"person:{cast.office.pk}"
    assert "Petra" not in event.detail.words
    page = cast.browse_as(cast.office).get(f"/schools/oakfield/pupils/import/{waiting.pk}", follow=True)
    assert "Brock" in page.content.decode()


def test_the_same_again_does_nothing_and_something_newer_takes_its_place(cast: Cast, petra: Pupil):
    program = program_of(cast, cast.office)
    first = program.does(SEND, {"pupils": [PETRA, ANN]}).json()
    again = program.does(SEND, {"pupils": [PETRA, ANN]}).json()
    assert (again["same_as_before"], again["event"], again["waits"]) == (True, None, True)
    assert again["subject"]["id"] == first["subject"]["id"]
    newer = program.does(SEND, {"pupils": [{**PETRA, "class_name": "3B"}, ANN]})
    assert newer.status_code == 200, newer.content
    assert RollImport.objects.filter(state=RollImport.State.PREVIEW).count() == 1
    assert RollImport.objects.get(pk=first["subject"]["id"]).state == RollImport.State.DROPPED


def test_each_row_says_what_is_wrong_with_it_and_harms_no_other(cast: Cast, petra: Pupil):
    nobody = {"legal_surname": "Stone", "legal_forename": "", "born_on": "32/13/2019"}
    answer = program_of(cast, cast.office).does(
        SEND, {"pupils": [nobody, {**PETRA, "consents": {"photo.website": "yes but not football"}}]}
    )
    first, second = answer.json()["rows"]
    assert (first["row"], first["outcome"]) == (1, "reject")
    assert "missing_forename" in {one["code"] for one in first["found"]}
    assert all(one["words"] for one in first["found"])
    assert "conditional_consent" in {one["code"] for one in second["found"]}
    assert said(petra, "photo.website") == Said.NO


def test_what_is_no_roll_is_refused_and_nothing_of_it_is_kept(cast: Cast, petra: Pupil, folders):
    program = program_of(cast, cast.office)
    for wrong in (
        {},
        {"pupils": []},
        {"pupils": [{"legal_surname": "x"}]},
        {"pupils": [{**PETRA, "shoes": "7"}]},
    ):
        assert program.does(SEND, wrong).status_code == 422
    assert program.sends(SEND, file=SimpleUploadedFile("r.csv", b"%PDF-1.7", "text/csv")).status_code == 409
    assert not RollImport.objects.exists()
    assert not stored_rolls.folder().exists() or not list(stored_rolls.folder().iterdir())


def test_a_file_whose_columns_nobody_has_named_waits_and_changes_nothing(cast: Cast, petra: Pupil):
    file = SimpleUploadedFile("r.csv", b"Adno,Surname,Forename,Photo Website\n1,Aldous,Petra,N\n", "text/csv")
    told = program_of(cast, cast.office).sends(SEND, file=file).json()
    assert (told["columns_are_known"], told["applied"], told["waits"]) == (False, {}, True)
    assert said(petra, "photo.website") == Said.YES


def test_a_key_for_sending_confirms_nothing_and_no_other_role_sends(cast: Cast, petra: Pupil):
    program = program_of(cast, cast.office, permissions=[Permission.ROLL_SEND])
    told = program.does(SEND, {"pupils": [PETRA, ANN]}).json()
    confirm = f"schools/oakfield/imports/{told['subject']['id']}/confirm"
    assert program.does(confirm, {"seen": "x"}).status_code == 403
    assert program_of(cast, cast.jo).does(SEND, {"pupils": [PETRA]}).status_code == 403
    assert program.does("schools/elmsgate/send-roll", {"pupils": [PETRA]}).status_code == 404


def test_an_adult_whom_a_court_keeps_away_is_written_to_by_nobody_from_that_call_on(cast: Cast, petra: Pupil):
    sent = {**PETRA, "adults": [{"name": "Al Reeve", "email": "al@home.example"}]}
    program = program_of(cast, cast.office)
    program.does(SEND, {"pupils": [sent]})
    assert not Responsibility.objects.filter(pupil=petra).exists()
