"""Putting right what is wrong; taking somebody out of the record, or every reason why not; again after a restore."""

from datetime import timedelta

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.keeping.followers import remember
from schoolgate.keeping.installation import journal, key_of, ours
from schoolgate.keeping.putting_back import put_back_all
from schoolgate.kernel.actions import Refused
from schoolgate.people.models import Appointment, Person
from schoolgate.personal_data.actions.giving import give_copy, hold_data
from schoolgate.personal_data.actions.putting_right import correct_data, erase_person
from schoolgate.personal_data.models import Correction
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.rules.personal_data import RecordFacts, must_be_free_to_go
from tests import make
from tests.make import NOW

AT = "/schools/oakfield/personal-data"


@pytest.fixture(autouse=True)
def own_journal(settings, tmp_path):
    settings.JOURNAL_DIR = tmp_path / "journal"


def put_right(cast, pupil, **given):
    asked = {
        "kind": "pupil",
        "number": pupil.pk,
        "field": "legal_forename",
        "value": "Amára",
        "asked_as": "parent",
    }
    return correct_data(cast.as_actor(cast.dpo), cast.oakfield, **{**asked, **given})


def erase(cast, pupil, who=None):
    erase_person(
        cast.as_actor(who or cast.dpo), cast.oakfield, kind="pupil", number=pupil.pk, asked_as="parent"
    )


def test_it_is_put_right_with_a_note_of_who_asked_and_a_task_to_tell_the_others(cast, amara):
    give_copy(
        cast.as_actor(cast.dpo), cast.oakfield, kind="pupil", number=amara.pk, asked_as="parent", rows=1
    )
    put_right(cast, amara)
    amara.refresh_from_db()
    assert amara.legal_forename == "Amára"
    note = Correction.objects.get()
    assert (note.field, note.asked_as, note.copies_before, note.from_roll) == (
        "legal_forename",
        "parent",
        1,
        True,
    )
    assert Duty.objects.filter(key="duty.correction_told", owed_by_role="data_protection_lead").exists()
    assert Event.objects.filter(type=EventType.PERSONAL_DATA_CORRECTED, subject_id=amara.pk).count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": " "}, "nothing written"),
        ({"value": "Amara"}, "says already"),
        ({"value": "A" * 101}, "longer than 100"),
        ({"field": "born_on", "value": "last May"}, "not a day"),
        ({"field": "in_care", "value": "yes"}, "not put right here"),
        ({"number": 0}, "Nobody of this number"),
    ],
)
def test_what_is_no_correction_changes_nothing(cast, amara, given, words):
    with pytest.raises(Refused) as refused:
        put_right(cast, amara, **given)
    assert words in refused.value.refusals[0].words
    assert not Correction.objects.exists()


def test_who_does_not_lead_puts_nothing_right_and_takes_nobody_out(cast, amara):
    with pytest.raises(Refused):
        correct_data(
            cast.as_actor(cast.head), cast.oakfield, kind="pupil", number=amara.pk, field="legal_forename", value="X",
            asked_as="parent",
        )  # fmt: skip
    with pytest.raises(Refused):
        erase(cast, amara, who=cast.head)


def test_every_reason_why_not_is_said_at_once():
    facts = RecordFacts("pupil", is_here=True, is_shown=True, is_kept=True, is_held=True, is_gone=False)
    assert len(must_be_free_to_go(facts)) == 4
    free = RecordFacts("pupil", is_here=False, is_shown=False, is_kept=False, is_held=False, is_gone=False)
    assert must_be_free_to_go(free) == []
    gone = RecordFacts("person", is_here=False, is_shown=False, is_kept=True, is_held=True, is_gone=True)
    assert [one.words for one in must_be_free_to_go(gone)] == ["They were taken out already."]


def test_a_pupil_who_is_here_held_or_protected_is_not_taken_out(cast, amara):
    with pytest.raises(Refused):
        erase(cast, amara)
    Pupil.objects.filter(pk=amara.pk).update(left_on=NOW.date() - timedelta(days=9))
    hold_data(cast.as_actor(cast.dpo), cast.oakfield, kind="pupil", number=amara.pk, why="complaint")
    with pytest.raises(Refused):
        erase(cast, amara)
    rafi = make.make_pupil(cast.oakfield, "Rafi", "Harlow", left_on=NOW.date() - timedelta(days=9))
    make.restrict(rafi)
    with pytest.raises(Refused):
        erase(cast, rafi)
    assert not Event.objects.filter(type=EventType.PERSONAL_DATA_ERASED).exists()


def test_a_pupil_who_left_is_taken_out_and_a_restore_does_it_again(cast, amara):
    Pupil.objects.filter(pk=amara.pk).update(left_on=NOW.date() - timedelta(days=9))
    before = Pupil.objects.get(pk=amara.pk)
    erase(cast, amara)
    assert Pupil.objects.get(pk=amara.pk).full_name.strip() == "—"
    assert not Adult.objects.exists()
    event = Event.objects.get(type=EventType.PERSONAL_DATA_ERASED)
    assert (event.subject_type, event.subject_id) == ("pupils.pupil", str(amara.pk))
    remember(event, NOW)
    lines = [entry for entry in ours(key_of(NOW)) if entry.kind == "emptied"]
    assert [(one.facts["what"], one.facts["id"]) for one in lines] == [("pupils.pupil", amara.pk)]
    assert "Amara" not in "".join(path.read_text() for path in journal().folder.glob("*.jsonl"))
    before.save()
    put_back_all(NOW, after=0, made_at=NOW)
    assert Pupil.objects.get(pk=amara.pk).full_name.strip() == "—"


def test_an_adult_goes_when_no_child_is_here_and_somebody_who_left_after_six_years(cast, amara):
    lead, mother = cast.as_actor(cast.dpo), Adult.objects.get()
    asked = {"asked_as": "self"}
    with pytest.raises(Refused):
        erase_person(lead, cast.oakfield, kind="adult", number=mother.pk, **asked)
    Responsibility.objects.all().delete()
    erase_person(lead, cast.oakfield, kind="adult", number=mother.pk, **asked)
    assert not Adult.objects.exists()
    post = Appointment.objects.filter(person=cast.jo)
    with pytest.raises(Refused):
        erase_person(lead, cast.oakfield, kind="person", number=cast.jo.pk, **asked)
    for days in (300, 365 * 7):
        post.update(first_on=NOW.date() - timedelta(days=3000), last_on=NOW.date() - timedelta(days=days))
        if days == 300:
            with pytest.raises(Refused):
                erase_person(lead, cast.oakfield, kind="person", number=cast.jo.pk, **asked)
    erase_person(lead, cast.oakfield, kind="person", number=cast.jo.pk, **asked)
    assert Person.objects.get(pk=cast.jo.pk).email == ""


def test_the_pages_say_why_not_and_do_it_when_it_can_be_done(cast, amara):
    lead = cast.browse_as(cast.dpo)
    page = f"{AT}/pupils/{amara.pk}"
    assert "is at the school" in lead.get(f"{page}/erase").content.decode()
    given = {"field": "class_name", "value": "5B", "asked_as": "parent", "form_key": "a"}
    assert lead.post(f"{page}/correct", given).status_code == 302
    corrections = lead.get(f"{AT}/corrections").content.decode()
    assert "the management system" in corrections
    assert lead.post(f"{page}/hold", {"why": "case", "form_key": "b"}).status_code == 302
    shown = lead.get(page).content.decode()
    assert "A case is open" in shown
    hold = shown.split("/personal-data/holds/")[1].split("/")[0]
    assert "Amara Okello" in lead.get(AT).content.decode()
    assert lead.post(f"{AT}/holds/{hold}/release", {"form_key": "c"}).status_code == 302
    Pupil.objects.filter(pk=amara.pk).update(left_on=NOW.date() - timedelta(days=9))
    assert "cannot be undone" in lead.get(f"{page}/erase").content.decode()
    assert lead.post(f"{page}/erase", {"asked_as": "parent", "form_key": "d"}).status_code == 302
    gone = lead.get(page).content.decode()
    assert "Somebody who was taken out of the record" in gone
    assert f"{page}/erase" not in gone
    assert Pupil.objects.get(pk=amara.pk).legal_forename == "—"
