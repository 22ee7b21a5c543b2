"""A trust officer brings in one file for all schools; each office confirms its own part."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment, Person
from schoolgate.people.queries import today_of, trust_actor_of
from schoolgate.pupils import import_queries, stored_rolls
from schoolgate.pupils.actions.importing import confirm_import
from schoolgate.pupils.actions.trust_rolls import drop_trust_roll, part_trust_roll, upload_trust_roll
from schoolgate.pupils.followers import throw_trust_file_away
from schoolgate.pupils.models import OfficeQuestion, Pupil, RollImport, SchoolCode, TrustRoll
from tests import make
from tests.cast import Cast
from tests.make import NOW

PAGE = "/schools/oakfield/pupils/import/trust"
HEADER = "School Name,LAESTAB,Pupil Ref,UPN,Surname,Forename,DOB,NC Year,Reg,Photo Website"
ROWS = (
    "Oakfield Primary School,938/1,1,X938990121601,Aldous,Petra,12/03/2019,3,3A,Y",
    "Elmsgate,938/2,1,X938990121601,Brock,Ann,12/04/2019,3,3A,Y",
    "Elmsgate,938/2,2,,Cole,Wyn,12/05/2019,3,3A,Y",
    "Elsewhere School,938/3,1,,Dunn,Una,12/05/2019,3,3A,Y",
)


def a_file(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("trust.csv", "\n".join([HEADER, *(rows or ROWS), ""]).encode())


@pytest.fixture
def officer(cast: Cast) -> Person:
    person = make.make_person(cast.oakfield, forename="Tru", surname="Ward")
    Appointment.objects.create(
        person=person, role=Role.TRUST_OFFICER, school=None, trust=cast.trust, first_on=today_of(NOW)
    )
    return person


@pytest.fixture
def uploaded(cast: Cast, officer: Person) -> TrustRoll:
    answer = cast.browse_as(officer).post(PAGE, {"file": a_file()})
    assert answer.status_code == 302, answer.content.decode()
    return TrustRoll.objects.get()


def choices(cast: Cast) -> dict[str, str]:
    """In the order of the page: Elmsgate, Elsewhere, Oakfield."""
    return {"school_0": str(cast.elmsgate.pk), "school_1": "", "school_2": str(cast.oakfield.pk)}


def test_a_file_that_is_uploaded_changes_no_roll(cast: Cast, uploaded: TrustRoll):
    assert not Pupil.objects.exists()
    assert not RollImport.objects.exists()
    assert uploaded.counts == {
        "rows": 4, "children": 4, "schools": 3, "on_two_rolls": 0, "upn_of_two": 1,
        "without_upn": 2, "wrong_upns": 0, "without_school": 0,
    }  # fmt: skip
    assert (
        Event.objects.filter(type=EventType.TRUST_ROLL_UPLOADED, log_id=f"trust:{cast.trust.pk}").count() == 1
    )


def test_schools_of_the_same_name_are_proposed(cast: Cast, officer: Person, uploaded: TrustRoll):
    words = cast.browse_as(officer).get(f"{PAGE}/{uploaded.pk}").content.decode()
    assert f'<option value="{cast.oakfield.pk}" selected>' in words
    assert "1 UPN belongs to two children" in words


def test_each_school_gets_its_part_and_confirms_it_itself(cast: Cast, officer: Person, uploaded: TrustRoll):
    answer = cast.browse_as(officer).post(f"{PAGE}/{uploaded.pk}", choices(cast))
    assert answer.status_code == 302, answer.content.decode()
    here, there = (RollImport.objects.get(school=school) for school in (cast.oakfield, cast.elmsgate))
    assert {here.state, there.state} == {RollImport.State.PREVIEW}
    assert here.uploaded_by == officer
    assert not Pupil.objects.exists()
    assert len(import_queries.result_of(there, today_of(NOW)).rows) == 2
    words = cast.browse_as(cast.office).get(f"/schools/oakfield/pupils/import/{here.pk}").content.decode()
    assert "At Elmsgate another child has the same UPN" in words
    seen = import_queries.plan_of(here, today_of(NOW)).digest
    confirm_import(cast.as_actor(cast.office), here, seen=seen)
    assert not Pupil.objects.exists()
    assert OfficeQuestion.objects.filter(school=cast.oakfield).count() == 1


def test_what_was_said_is_remembered_and_the_rest_is_told(cast: Cast, officer: Person, uploaded: TrustRoll):
    browser = cast.browse_as(officer)
    browser.post(f"{PAGE}/{uploaded.pk}", choices(cast))
    assert SchoolCode.objects.get(code="938/2").school == cast.elmsgate
    words = browser.get(f"{PAGE}/{uploaded.pk}").content.decode()
    assert "its office has it" in words
    assert "left out" in words
    assert Event.objects.filter(type=EventType.TRUST_ROLL_PARTED).count() == 1
    assert Event.objects.filter(type=EventType.ROLL_UPLOADED).count() == 2
    throw_trust_file_away(Event.objects.get(type=EventType.TRUST_ROLL_PARTED), NOW)
    assert not stored_rolls.is_there(uploaded.stored_as)


def test_a_school_where_another_file_waits_is_told_and_keeps_it(
    cast: Cast, officer: Person, uploaded: TrustRoll, wait_with
):
    mine = wait_with(b"Adno,Surname,Forename\n1,Ames,Una\n")
    browser = cast.browse_as(officer)
    browser.post(f"{PAGE}/{uploaded.pk}", choices(cast))
    assert RollImport.objects.get(school=cast.oakfield).pk == mine.pk
    assert "another file waits at this school" in browser.get(f"{PAGE}/{uploaded.pk}").content.decode()
    kept = {path.name for path in stored_rolls.folder().iterdir()}
    assert len(kept) == 3  # the trust's file, the office's own, Elmsgate's part


def test_a_file_that_does_not_name_schools_is_refused_and_not_kept(cast: Cast, officer: Person):
    file = SimpleUploadedFile("x.csv", b"Adno,Surname,Forename\n1,Ames,Una\n")
    words = cast.browse_as(officer).post(PAGE, {"file": file}).content.decode()
    assert "does not say whose pupils these are" in words
    assert not TrustRoll.objects.exists()
    assert not list(stored_rolls.folder().glob("*"))


class TestRefusals:
    """Nothing changes where one of these is not in order."""

    @pytest.mark.parametrize("which", ["none", "same", "foreign"])
    def test_schools_that_cannot_be_right(self, cast: Cast, officer: Person, uploaded: TrustRoll, which: str):
        schools = {
            "none": {},
            "same": {"938/1": cast.oakfield.pk, "938/2": cast.oakfield.pk},
            "foreign": {"938/1": cast.farrow.pk},
        }[which]
        actor = trust_actor_of(officer, cast.trust, NOW)
        with pytest.raises(Refused):
            part_trust_roll(actor, uploaded, schools=schools)
        uploaded.refresh_from_db()
        assert uploaded.state == TrustRoll.State.WAITING
        assert not RollImport.objects.exists()

    def test_one_file_at_a_time_and_none_parted_twice(self, cast: Cast, officer: Person, uploaded: TrustRoll):
        actor = trust_actor_of(officer, cast.trust, NOW)
        given = {"file_name": "x", "file_digest": "x", "stored_as": "x", "parts": [], "counts": {}}
        with pytest.raises(Refused):
            upload_trust_roll(actor, cast.trust, **given)
        drop_trust_roll(actor, uploaded)
        with pytest.raises(Refused):
            part_trust_roll(actor, uploaded, schools={"938/1": cast.oakfield.pk})
        with pytest.raises(Refused):
            drop_trust_roll(actor, uploaded)
        assert Event.objects.filter(type=EventType.TRUST_ROLL_DROPPED).count() == 1

    def test_no_office_and_no_head_brings_in_a_trusts_file(self, cast: Cast, uploaded: TrustRoll):
        for person in (cast.office, cast.head):
            assert cast.browse_as(person).get(PAGE).status_code == 403
            with pytest.raises(Refused):
                drop_trust_roll(trust_actor_of(person, cast.trust, NOW), uploaded)

    def test_the_file_of_another_trust_is_not_there(self, cast: Cast, officer: Person):
        theirs = TrustRoll.objects.create(
            trust=cast.farrow.trust, file_name="x", file_digest="x", uploaded_at=NOW
        )
        actor = trust_actor_of(officer, cast.trust, NOW)
        with pytest.raises(NotHere):
            part_trust_roll(actor, theirs, schools={})
        with pytest.raises(NotHere):
            drop_trust_roll(actor, theirs)
        browser = cast.browse_as(officer)
        assert browser.get(f"{PAGE}/{theirs.pk}").status_code == 404
        assert browser.get(f"{PAGE}/{theirs.pk}/drop").status_code == 404


def test_the_whole_trust_comes_in(cast: Cast, officer: Person, open_rolls: Path):
    """Twenty schools, nine thousand pupils."""
    content = (open_rolls / "trust_roll.csv").read_bytes()
    browser = cast.browse_as(officer)
    browser.post(PAGE, {"file": SimpleUploadedFile("trust_roll.csv", content)})
    roll = TrustRoll.objects.get()
    schools = [make.make_school(cast.trust, part["name"]) for part in roll.parts]
    browser.post(f"{PAGE}/{roll.pk}", {f"school_{nth}": str(one.pk) for nth, one in enumerate(schools)})
    made = RollImport.objects.filter(school__in=schools, state=RollImport.State.PREVIEW)
    assert made.count() == 20
    rows = sum(len(import_queries.result_of(one, today_of(NOW)).rows) for one in made)
    assert rows == 9006


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_asks_as_much_for_many_schools_as_for_few(
    cast: Cast, officer: Person, django_assert_max_num_queries, count: int
):
    rows = [f"School {nth},938/{nth},{nth},,Ames,Una,12/03/2019,3,3A,Y" for nth in range(count)]
    browser = cast.browse_as(officer)
    browser.post(PAGE, {"file": a_file(*rows)})
    page = f"{PAGE}/{TrustRoll.objects.get().pk}"
    browser.get(page)
    with django_assert_max_num_queries(22):
        browser.get(page)
