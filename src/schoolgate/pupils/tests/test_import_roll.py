"""Bringing a roll in: nothing before it is confirmed, then exactly what was shown, in one transaction."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.models import FollowUp
from schoolgate.people.queries import today_of
from schoolgate.pupils import import_queries, stored_rolls
from schoolgate.pupils.actions.exporting import export_roll
from schoolgate.pupils.actions.importing import confirm_import, drop_import, map_columns, upload_roll
from schoolgate.pupils.actions.leading import choose_leading_register
from schoolgate.pupils.followers import throw_file_away
from schoolgate.pupils.models import (
    Adult,
    Answer,
    ConsentNow,
    ImportProfile,
    OfficeQuestion,
    Pupil,
    Responsibility,
    RollImport,
)
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Control
from tests.cast import Cast
from tests.make import NOW, consents, make_pupil, restrict

SPRING = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
HEADER = "Adno,UPN,Surname,Forename,DOB,Year,Class,Photo Website,Photo Social Media"
PETRA = "008001,X938990121601,Aldous,Petra,12/03/2019,Year 3,3A"


def a_file(*rows: str) -> bytes:
    return "\r\n".join([HEADER, *rows, ""]).encode()


def plan_of(roll_import: RollImport, now=NOW):
    return import_queries.plan_of(roll_import, today_of(now))


def controls(refused: Refused) -> set[Control]:
    return {one.control for one in refused.refusals}


def test_uploading_a_file_changes_nothing_on_the_roll(cast: Cast, wait_with):
    roll_import = wait_with(a_file(f"{PETRA},Y,N"))
    assert roll_import.state == RollImport.State.PREVIEW
    assert not Pupil.objects.exists()
    assert not Answer.objects.exists()
    assert Event.objects.filter(type=EventType.ROLL_UPLOADED).count() == 1


def test_confirming_adds_the_pupils_with_what_their_families_answered(cast: Cast, bring_in, open_rolls: Path):
    bring_in(open_rolls / "arbor_autumn.csv")
    assert Pupil.objects.count() == 280
    truth = json.loads((open_rolls / "truth/pupils_autumn.json").read_text(encoding="utf-8"))
    said = {
        (number, use): one
        for number, use, one in ConsentNow.objects.values_list("pupil__admission_number", "use", "said")
    }
    uses = {"photo_website": "photo.website", "photo_social": "photo.social", "photo_press": "photo.press"}
    for pupil in truth:
        for key, use in uses.items():
            expected = {"granted": Said.YES, "refused": Said.NO}.get(pupil["consents"][key])
            assert said.get((pupil["id"], use)) == expected, pupil
    assert Responsibility.objects.count() == 531
    assert not Responsibility.objects.filter(may_answer=True).exists()


def test_children_with_the_same_adults_share_them(cast: Cast, bring_in, open_rolls: Path):
    bring_in(open_rolls / "arbor_autumn.csv")
    families = json.loads((open_rolls / "truth/families.json").read_text(encoding="utf-8"))
    assert Adult.objects.count() == sum(len(family["contacts"]) for key, family in families.items())


def test_a_batch_is_one_event_that_names_nobody(cast: Cast, bring_in):
    bring_in(a_file(f"{PETRA},Y,N"))
    event = Event.objects.get(type=EventType.ROLL_IMPORTED)
    detail = json.loads(event.detail.words)
    assert detail["joined"] == [Pupil.objects.get().pk]
    assert "Petra" not in event.detail.words
    assert event.actor_id == f"person:{cast.office.pk}"


def test_the_same_file_again_changes_nothing(cast: Cast, bring_in, wait_with, open_rolls: Path):
    bring_in(open_rolls / "sims_autumn.csv")
    again = wait_with(open_rolls / "sims_autumn.csv")
    assert plan_of(again).is_empty


def test_a_preview_stays_the_same_in_whatever_order_the_database_gives_its_rows(
    cast: Cast, bring_in, wait_with, open_rolls: Path
):
    bring_in(open_rolls / "sims_autumn.csv")
    spring = wait_with(open_rolls / "sims_spring.csv", now=SPRING)
    seen = plan_of(spring)
    # What is written anew comes last in PostgreSQL.
    Pupil.objects.filter(pk=seen.absent[0]).update(school=cast.oakfield)
    import_queries.forget_plans()
    assert plan_of(spring).digest == seen.digest


@pytest.mark.parametrize("name", ["sims", "arbor"])
def test_the_next_term_changes_what_changed_at_the_school(cast: Cast, bring_in, open_rolls: Path, name: str):
    bring_in(open_rolls / f"{name}_autumn.csv")
    bring_in(open_rolls / f"{name}_spring.csv", now=SPRING)
    expected = json.loads((open_rolls / "spring.expected.json").read_text(encoding="utf-8"))
    left = set(Pupil.objects.filter(left_on__isnull=False).values_list("admission_number", flat=True))
    assert left == {one["id"] for one in expected["leavers"]}
    assert Pupil.objects.count() == 292
    for one in expected["name_changes"]:
        pupil = Pupil.objects.get(admission_number=one["id"])
        assert getattr(pupil, one["field"]) == one["to"]
    for one in expected["class_moves"]:
        assert Pupil.objects.get(admission_number=one["id"]).class_name == one["to"]
    withdrawn = {
        (one["id"], one["consent"].replace("_", "."))
        for one in expected["consent_changes"]
        if one["kind"] == "withdrawn" and one["consent"].startswith("photo")
    }
    for number, use in withdrawn:
        assert ConsentNow.objects.get(pupil__admission_number=number, use=use).said == Said.NO
    events = Event.objects.filter(type=EventType.CONSENT_WITHDRAWN)
    families = {one["id"] for one in expected["consent_changes"] if one["kind"] == "withdrawn"}
    assert events.count() >= len(families)
    assert Event.objects.filter(type=EventType.PUPIL_LEFT).count() == 9


def test_a_former_surname_is_kept_to_be_recognised_and_shown_nowhere(cast: Cast, bring_in, open_rolls: Path):
    bring_in(open_rolls / "sims_autumn.csv")
    bring_in(open_rolls / "sims_spring.csv", now=SPRING)
    pupil = Pupil.objects.get(legal_surname="Calloway")
    assert pupil.former_names == ["Iosif Petrescu"]
    client = cast.browse_as(cast.office)
    page = client.get(f"/schools/oakfield/pupils/{pupil.pk}")
    assert page.status_code == 200
    assert b"Petrescu" not in page.content
    assert b"Petrescu" not in client.get("/schools/oakfield/pupils?q=iosif").content
    assert "Petrescu" not in Event.objects.filter(type=EventType.ROLL_IMPORTED).last().detail.words


def test_a_no_in_the_file_counts_at_once_and_is_followed_up(cast: Cast, bring_in):
    bring_in(a_file(f"{PETRA},Y,Y"))
    bring_in(a_file(f"{PETRA},N,Y"))
    pupil = Pupil.objects.get()
    assert ConsentNow.objects.get(pupil=pupil, use="photo.website").said == Said.NO
    event = Event.objects.get(type=EventType.CONSENT_WITHDRAWN)
    assert json.loads(event.detail.words)["uses"] == ["photo.website"]
    assert (event.subject_type, event.subject_id) == ("pupils.pupil", str(pupil.pk))
    assert Answer.objects.filter(pupil=pupil, use="photo.website").count() == 2


def test_a_yes_in_the_file_against_a_no_here_becomes_a_question(cast: Cast, bring_in):
    bring_in(a_file(f"{PETRA},Y,Y"))
    pupil = Pupil.objects.get()
    consents(pupil, "photo.website", said=Said.WITHDRAWN)
    bring_in(a_file(f"{PETRA},Y,Y"))
    assert ConsentNow.objects.get(pupil=pupil, use="photo.website").said == Said.WITHDRAWN
    question = OfficeQuestion.objects.get()
    assert (question.use, question.said_here, question.said_in_file) == (
        "photo.website",
        "withdrawn",
        "granted",
    )


def test_an_import_leaves_a_restriction_as_it_is(cast: Cast, bring_in):
    bring_in(a_file(f"{PETRA},Y,Y"))
    restriction = restrict(Pupil.objects.get())
    bring_in(a_file(f"{PETRA},Y,Y".replace("3A", "3B")))
    restriction.refresh_from_db()
    assert restriction.lifted_at is None
    assert not OfficeQuestion.objects.exists()


def test_an_answer_from_a_file_says_where_it_came_from(cast: Cast, bring_in):
    roll_import = bring_in(a_file(f"{PETRA},Y,N"))
    answer = Answer.objects.get(use="photo.website")
    assert answer.capacity == Capacity.SCHOOL_RECORD
    assert answer.roll_import == roll_import
    assert "roll.csv" in answer.evidence
    assert answer.recorded_by == cast.office


def test_the_names_are_looked_up_anew_when_the_roll_changes(cast: Cast, bring_in):
    before = cast.oakfield.roll_version
    bring_in(a_file(f"{PETRA},Y,N"))
    cast.oakfield.refresh_from_db()
    assert cast.oakfield.roll_version == before + 1
    bring_in(a_file(f"{PETRA},N,N"))
    cast.oakfield.refresh_from_db()
    assert cast.oakfield.roll_version == before + 1


def test_the_uploaded_file_goes_once_it_is_confirmed(cast: Cast, bring_in):
    roll_import = bring_in(a_file(f"{PETRA},Y,N"))
    assert stored_rolls.is_there(roll_import.stored_as)
    event = Event.objects.get(type=EventType.ROLL_IMPORTED)
    assert FollowUp.objects.filter(event=event, handler="pupils.followers.throw_file_away").count() == 1
    for _twice in range(2):
        throw_file_away(event, NOW)
    assert not stored_rolls.is_there(roll_import.stored_as)


def test_who_is_absent_stays_when_the_office_says_so(cast: Cast, bring_in):
    make_pupil(cast.oakfield)
    bring_in(a_file(f"{PETRA},Y,N"), absent="stay")
    assert not Pupil.objects.filter(left_on__isnull=False).exists()
    bring_in(a_file(f"{PETRA},Y,N"), absent="have_left")
    assert Pupil.objects.get(left_on__isnull=False).left_on == date(2026, 11, 17)


class TestRefusals:
    """Each refusal changes nothing."""

    def test_nobody_leaves_before_a_person_has_said_so(self, cast: Cast, wait_with):
        pupil = make_pupil(cast.oakfield)
        roll_import = wait_with(a_file(f"{PETRA},Y,N"))
        with pytest.raises(Refused) as refused:
            confirm_import(cast.as_actor(cast.office), roll_import, seen=plan_of(roll_import).digest)
        assert "have left" in refused.value.refusals[0].words
        assert list(Pupil.objects.all()) == [pupil]

    def test_nobody_leaves_where_a_part_could_not_be_read(self, cast: Cast, wait_with):
        make_pupil(cast.oakfield)
        roll_import = wait_with(a_file(f"{PETRA},Y,N", '008002,L938990121602,"Bell,Una'))
        seen = plan_of(roll_import).digest
        with pytest.raises(Refused):
            confirm_import(cast.as_actor(cast.office), roll_import, seen=seen, absent="have_left")
        confirm_import(cast.as_actor(cast.office), roll_import, seen=seen)
        assert not Pupil.objects.filter(left_on__isnull=False).exists()

    def test_what_changed_since_it_was_seen_is_seen_again(self, cast: Cast, wait_with):
        roll_import = wait_with(a_file(f"{PETRA},Y,N"))
        seen = plan_of(roll_import).digest
        make_pupil(cast.oakfield)
        with pytest.raises(Refused) as refused:
            confirm_import(cast.as_actor(cast.office), roll_import, seen=seen, absent="stay")
        assert controls(refused.value) == {Control.ROLL_IMPORT}
        assert Pupil.objects.count() == 1

    def test_a_file_is_imported_once(self, cast: Cast, bring_in):
        roll_import = bring_in(a_file(f"{PETRA},Y,N"))
        with pytest.raises(Refused):
            confirm_import(cast.as_actor(cast.office), roll_import, seen="")
        assert Event.objects.filter(type=EventType.ROLL_IMPORTED).count() == 1

    def test_a_file_that_is_gone_is_said(self, cast: Cast, wait_with):
        roll_import = wait_with(a_file(f"{PETRA},Y,N"))
        stored_rolls.throw_away(roll_import.stored_as)
        with pytest.raises(Refused) as refused:
            confirm_import(cast.as_actor(cast.office), roll_import, seen="")
        assert "gone" in refused.value.refusals[0].words

    def test_a_second_file_waits_for_the_first(self, cast: Cast, wait_with):
        wait_with(a_file(f"{PETRA},Y,N"))
        with pytest.raises(Refused):
            wait_with(a_file(f"{PETRA},N,N"))
        assert RollImport.objects.count() == 1

    def test_columns_without_a_name_are_refused(self, cast: Cast, wait_with):
        roll_import = wait_with(a_file(f"{PETRA},Y,N"))
        mapping = dict(roll_import.mapping)
        mapping["meanings"] = [
            {**one, "means": "ignored"} if one["means"] == "legal_surname" else one
            for one in mapping["meanings"]
        ]
        with pytest.raises(Refused) as refused:
            map_columns(cast.as_actor(cast.office), roll_import, mapping=mapping)
        assert "surname" in refused.value.refusals[0].words
        assert not ImportProfile.objects.exists()

    def test_a_person_without_the_permission_imports_nothing(self, cast: Cast, wait_with):
        roll_import = wait_with(a_file(f"{PETRA},Y,N"))
        for do in (
            lambda actor: confirm_import(actor, roll_import, seen=plan_of(roll_import).digest),
            lambda actor: drop_import(actor, roll_import),
            lambda actor: map_columns(actor, roll_import, mapping=roll_import.mapping),
        ):
            with pytest.raises(Refused) as refused:
                do(cast.as_actor(cast.jo))
            assert controls(refused.value) == {Control.PERMISSION}
        assert not Pupil.objects.exists()

    def test_another_schools_file_is_not_here(self, cast: Cast, wait_with):
        roll_import = wait_with(a_file(f"{PETRA},Y,N"))
        elsewhere = cast.as_actor(cast.head_elsewhere, cast.elmsgate)
        for do in (
            lambda: confirm_import(elsewhere, roll_import, seen=""),
            lambda: drop_import(elsewhere, roll_import),
            lambda: map_columns(elsewhere, roll_import, mapping=roll_import.mapping),
        ):
            with pytest.raises(NotHere):
                do()

    def test_another_schools_roll_takes_no_file(self, cast: Cast):
        with pytest.raises(NotHere):
            upload_roll(
                cast.as_actor(cast.head_elsewhere, cast.elmsgate),
                cast.oakfield,
                file_name="x",
                file_digest="x",
                stored_as="x",
                mapping={},
                columns_are_known=False,
            )


def test_dropping_a_file_changes_nothing_and_throws_it_away(cast: Cast, wait_with):
    roll_import = wait_with(a_file(f"{PETRA},Y,N"))
    drop_import(cast.as_actor(cast.office), roll_import)
    assert Event.objects.filter(type=EventType.ROLL_IMPORT_DROPPED).count() == 1
    throw_file_away(Event.objects.get(type=EventType.ROLL_IMPORT_DROPPED), NOW)
    assert not stored_rolls.is_there(roll_import.stored_as)
    assert not Pupil.objects.exists()


def test_what_columns_mean_is_remembered_for_the_next_file(cast: Cast, wait_with):
    roll_import = wait_with(a_file(f"{PETRA},Y,N"))
    mapping = {**roll_import.mapping, "words": {**roll_import.mapping["words"], "maybe": "refused"}}
    map_columns(cast.as_actor(cast.office), roll_import, mapping=mapping)
    assert Event.objects.filter(type=EventType.ROLL_COLUMNS_MAPPED).count() == 1
    sheet = import_queries.sheet_of(roll_import)
    kept, is_known = import_queries.mapping_for(cast.oakfield, sheet)
    assert is_known
    assert kept.words["maybe"] == "refused"


def test_a_roll_is_written_in_batches_and_not_one_by_one(cast: Cast, wait_with, open_rolls: Path):
    roll_import = wait_with(open_rolls / "arbor_autumn.csv")
    seen = plan_of(roll_import).digest
    with CaptureQueriesContext(connection) as queries:
        confirm_import(cast.as_actor(cast.office), roll_import, seen=seen)
    # 280 pupils with 2,004 answers and 531 ties; the database takes about 1,000 values in a statement.
    assert len(queries) < 90


class TestLeadingRegister:
    """The school says which register leads; the next import goes by it."""

    def test_it_is_chosen_and_recorded(self, cast: Cast):
        choose_leading_register(cast.as_actor(cast.office), cast.oakfield, leads="management_system")
        cast.oakfield.refresh_from_db()
        assert cast.oakfield.leading_register == "management_system"
        assert Event.objects.get().type == EventType.SCHOOL_CHANGED

    @pytest.mark.parametrize(("leads", "said"), [("here", Said.YES), ("management_system", Said.NO)])
    def test_a_yes_given_here_stands_or_falls_with_it(self, cast: Cast, bring_in, leads: str, said: Said):
        choose_leading_register(cast.as_actor(cast.office), cast.oakfield, leads=leads)
        bring_in(a_file(f"{PETRA},,N"))
        consents(Pupil.objects.get(), "photo.website")
        bring_in(a_file(f"{PETRA},,N"))
        assert ConsentNow.objects.get(use="photo.website").said == said

    def test_anything_else_is_refused(self, cast: Cast):
        with pytest.raises(Refused):
            choose_leading_register(cast.as_actor(cast.office), cast.oakfield, leads="both")
        assert not Event.objects.exists()

    def test_a_teacher_and_another_school_choose_nothing(self, cast: Cast):
        with pytest.raises(Refused):
            choose_leading_register(cast.as_actor(cast.jo), cast.oakfield, leads="here")
        elsewhere = cast.as_actor(cast.head_elsewhere, cast.elmsgate)
        with pytest.raises(NotHere):
            choose_leading_register(elsewhere, cast.oakfield, leads="here")

    def test_its_page(self, cast: Cast):
        office = cast.browse_as(cast.office)
        assert office.get("/schools/oakfield/pupils/import/leading").status_code == 200
        office.post("/schools/oakfield/pupils/import/leading", {"leads": "management_system"})
        cast.oakfield.refresh_from_db()
        assert cast.oakfield.leading_register == "management_system"


class TestExportRoll:
    def test_taking_the_roll_out_is_recorded_with_how_many(self, cast: Cast):
        export_roll(cast.as_actor(cast.office), cast.oakfield, count=280)
        event = Event.objects.get()
        assert event.type == EventType.EXPORT_MADE
        assert json.loads(event.detail.words) == {"what": "roll", "pupils": 280}

    def test_a_teacher_and_another_school_take_nothing_out(self, cast: Cast):
        with pytest.raises(Refused):
            export_roll(cast.as_actor(cast.jo), cast.oakfield, count=1)
        with pytest.raises(NotHere):
            export_roll(cast.as_actor(cast.head_elsewhere, cast.elmsgate), cast.oakfield, count=1)
