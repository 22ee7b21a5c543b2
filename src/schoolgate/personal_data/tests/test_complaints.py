"""Complaints about data: by anybody, acknowledged within 30 days, answered; and the documents for the school."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.media.models import Appearance, Picture
from schoolgate.people.queries import today_of
from schoolgate.personal_data.actions.complaining import (
    acknowledge_complaint,
    answer_complaint,
    make_data_complaint,
    say_whose_records,
    set_controller,
)
from schoolgate.personal_data.actions.giving import release_hold
from schoolgate.personal_data.models import Controller, DataComplaint, KeepingTime, LegalHold
from schoolgate.personal_data.night import what_goes
from schoolgate.personal_data.ticks import destroy_at
from schoolgate.pupils.models import Pupil
from schoolgate.showing.models import Group, GroupMember
from tests import make
from tests.make import NOW

YEARS = timedelta(days=4 * 365)
PAGE = "/schools/oakfield/complain-about-data"
AT = "/schools/oakfield/personal-data"
SAID = {"comes_from": "family", "words": "My address went to another family.", "reach": ""}


def complain(cast, **given):
    asked = {**SAID, "about_the_lead": False, "code_digest": "d" * 64, **given}
    return make_data_complaint(clock(cast.oakfield, NOW), cast.oakfield, **asked).subject


@pytest.fixture(autouse=True)
def now(settings):
    settings.FIXED_NOW = NOW


def test_it_is_a_task_of_the_lead_for_thirty_days_and_no_word_of_it_is_in_the_trail(cast):
    made = complain(cast)
    duty = Duty.objects.get(key="duty.complaint_acknowledged")
    assert duty.owed_by_role == "data_protection_lead"
    assert duty.due_at == NOW + timedelta(days=30)
    assert made.due_on == today_of(NOW) + timedelta(days=30)
    event = Event.objects.get(type=EventType.DATA_COMPLAINT_MADE)
    assert (event.actor_id, event.detail.words) == ("clock", "{}")


def test_it_is_acknowledged_once_then_answered_once(cast):
    made, lead = complain(cast), cast.as_actor(cast.dpo)
    acknowledge_complaint(lead, made, says_now="We look into it this week.")
    assert Duty.objects.get(key="duty.complaint_acknowledged").done_by == cast.dpo
    assert Duty.objects.filter(key="duty.complaint_answered", done_at__isnull=True).count() == 1
    with pytest.raises(Refused):
        acknowledge_complaint(lead, made, says_now="")
    with pytest.raises(Refused):
        answer_complaint(lead, made, upheld=True, outcome=" ")
    answer_complaint(lead, made, upheld=True, outcome="We said sorry and changed the list.")
    assert not Duty.objects.filter(done_at__isnull=True).exists()
    with pytest.raises(Refused):
        answer_complaint(lead, made, upheld=False, outcome="No.")


def test_one_about_the_lead_is_for_the_headteacher_and_the_lead_never_sees_it(cast):
    made = complain(cast, about_the_lead=True)
    assert set(Duty.objects.values_list("owed_by_role", flat=True)) == {"headteacher"}
    for act, given in ((acknowledge_complaint, {}), (answer_complaint, {"upheld": True, "outcome": "x"})):
        with pytest.raises(Refused):
            act(cast.as_actor(cast.dpo), made, **given)
        with pytest.raises(Refused):
            act(cast.as_actor(cast.office), made, **given)
    assert cast.browse_as(cast.dpo).get(f"{AT}/complaints/{made.pk}").status_code == 404
    assert f"Complaint {made.pk}" not in cast.browse_as(cast.dpo).get(f"{AT}/complaints").content.decode()
    assert f"Complaint {made.pk}" in cast.browse_as(cast.head).get(f"{AT}/complaints").content.decode()


def test_without_words_or_a_second_time_nothing_is_kept(cast):
    with pytest.raises(Refused):
        complain(cast, words="  ")
    complain(cast)
    with pytest.raises(Refused):
        complain(cast)
    assert DataComplaint.objects.count() == 1


def test_a_parent_complains_without_a_login_and_hears_what_came_of_it(cast):
    parent, lead = Client(), cast.browse_as(cast.dpo)
    assert "within 30 days" in parent.get(PAGE).content.decode()
    assert "Say what is wrong" in parent.post(PAGE, {**SAID, "words": ""}).content.decode()
    sent = parent.post(PAGE, {**SAID, "form_key": "p"}).content.decode()
    code = re.search(r"<strong>([\w-]+)</strong>", sent)[1]
    waits = parent.post(f"{PAGE}/answer", {"code": code.lower()}).content.decode()
    assert "waits to be acknowledged" in waits
    assert "do not know this code" in parent.post(f"{PAGE}/answer", {"code": "KKKK"}).content.decode()
    page = f"{AT}/complaints/{DataComplaint.objects.get().pk}"
    assert "another family" in lead.get(page).content.decode()
    given = {"step": "acknowledge", "says_now": "This week.", "form_key": "q"}
    assert lead.post(page, given).status_code == 302
    assert (
        "Say whether they were right" in lead.post(page, {"step": "answer", "outcome": "x"}).content.decode()
    )
    answer = {"step": "answer", "upheld": "yes", "outcome": "The list was changed.", "form_key": "r"}
    assert lead.post(page, answer).status_code == 302
    told = parent.post(f"{PAGE}/answer", {"code": code}).content.decode()
    assert "This week." in told
    assert "The list was changed." in told
    assert "another family" not in told


def test_until_somebody_says_whose_records_it_is_about_nothing_goes_then_theirs_stay_until_it_is_closed(
    cast, amara
):
    Controller.objects.create(school=cast.oakfield, who="trust", set_at=NOW, set_by=cast.dpo)
    rafi = make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    Pupil.objects.update(left_on="2024-01-05")
    # Whoever is named works here: whose records it is about is not said by that.
    made = complain(cast, words=f"My daughter is in a list that {cast.jo} has shown.")
    lead = cast.browse_as(cast.dpo)
    assert destroy_at(cast.oakfield, NOW) == 0
    assert "names nobody" in lead.get(f"{AT}/tonight").content.decode()
    assert "Say whose records a complaint is about" in lead.get("/today").content.decode()
    page = f"{AT}/complaints/{made.pk}"
    assert "nothing of the school goes at night" in lead.get(page).content.decode()
    assert "Keep everything of Amara Okello" in lead.get(f"{page}?q=Okello").content.decode()
    assert "Keep everything of Rafi Harlow" in lead.get(f"{page}?q=Harlow").content.decode()
    said = {"step": "whose", "who": f"pupil:{amara.pk}", "form_key": "w"}
    assert lead.post(page, {**said, "who": "pupil:x"}).status_code == 200
    assert lead.post(page, said).status_code == 302
    assert "Kept until it is closed: Amara Okello." in lead.get(page).content.decode()
    assert "Say whose records a complaint" not in lead.get("/today").content.decode()
    preview = lead.get(f"{AT}/tonight").content.decode()
    assert "Kept although its time is over" in preview
    assert "Rafi Harlow" in preview
    assert "Amara Okello" not in preview
    assert destroy_at(cast.oakfield, NOW) == 1
    rafi.refresh_from_db()
    assert rafi.legal_forename == "—"
    with pytest.raises(Refused):
        release_hold(cast.as_actor(cast.dpo), LegalHold.objects.get())
    answer_complaint(cast.as_actor(cast.dpo), made, upheld=True, outcome="Done.")
    assert LegalHold.objects.get().released_by == cast.dpo
    assert destroy_at(cast.oakfield, NOW) == 1


def test_one_that_names_somebody_keeps_theirs_from_the_first_minute_and_stops_nothing_else(cast, amara):
    Controller.objects.create(school=cast.oakfield, who="trust", set_at=NOW, set_by=cast.dpo)
    rafi = make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    Pupil.objects.update(left_on="2024-01-05")
    made, lead = complain(cast, words="My Amara Okello is in a list."), cast.browse_as(cast.dpo)
    shown = lead.get(f"{AT}/complaints/{made.pk}").content.decode()
    assert "everything of whoever it names is kept: Amara Okello." in shown
    assert "Keep everything of Amara Okello" in shown
    assert "kept for a complaint or a case" in lead.get(f"{AT}/pupils/{amara.pk}/erase").content.decode()
    assert destroy_at(cast.oakfield, NOW) == 1
    rafi.refresh_from_db()
    amara.refresh_from_db()
    assert (rafi.legal_forename, amara.legal_forename) == ("—", "Amara")
    complain(cast, words="It is wrong.", reach="Ngozi Okello", code_digest="e")
    assert destroy_at(cast.oakfield, NOW) == 0  # Amara is named still; nobody else is due.
    say_whose_records(cast.as_actor(cast.dpo), made)
    assert destroy_at(cast.oakfield, NOW) == 1  # It was about nobody; of the other only the mother is named.


def test_one_about_the_lead_waits_for_the_headteacher_alone(cast):
    complain(cast, about_the_lead=True)
    words = "Say whose records a complaint"
    assert words not in cast.browse_as(cast.dpo).get("/today").content.decode()
    assert words in cast.browse_as(cast.head).get("/today").content.decode()


def test_a_picture_and_a_group_of_whom_a_hold_protects_stay(cast, amara):
    picture = Picture.objects.create(
        school=cast.oakfield, stored_as=f"{1:032x}.jpg", width=9, height=9, sha256="", size=1, added_at=NOW - YEARS
    )  # fmt: skip
    Appearance.objects.create(picture=picture, kind="pupil", pupil=amara, named_at=NOW)
    group = Group.objects.create(
        school=cast.oakfield, name="Trip", made_by=cast.jo, made_at=NOW - YEARS, last_on=(NOW - YEARS).date()
    )
    GroupMember.objects.create(group=group, pupil=amara)
    due = {one.record_class.key: one for one in what_goes(cast.oakfield, NOW)}
    assert (due["pictures"].ids, due["groups"].ids) == ([picture.pk], [group.pk])
    say_whose_records(cast.as_actor(cast.dpo), complain(cast), kind="pupil", number=amara.pk)
    due = {one.record_class.key: one for one in what_goes(cast.oakfield, NOW)}
    assert [(due[key].ids, due[key].held) for key in ("pictures", "groups")] == [([], 1), ([], 1)]


def test_nobody_says_it_of_a_complaint_about_themselves_nor_twice(cast, amara):
    made = complain(cast, about_the_lead=True)
    asked = {"kind": "pupil", "number": amara.pk}
    for who in (cast.dpo, cast.office):
        with pytest.raises(Refused):
            say_whose_records(cast.as_actor(who), made, **asked)
    say_whose_records(cast.as_actor(cast.head), made, **asked)
    with pytest.raises(Refused):
        say_whose_records(cast.as_actor(cast.head), made, **asked)
    assert (
        "Complaint"
        not in cast.browse_as(cast.dpo).get(f"{AT}/pupils/{amara.pk}").content.decode().split("<h1")[1]
    )
    elsewhere = make.make_pupil(cast.elmsgate)
    with pytest.raises(Refused):
        say_whose_records(cast.as_actor(cast.head), made, kind="pupil", number=elsewhere.pk)


def test_the_list_asks_the_same_number_of_queries_for_many(cast, queries_do_not_grow):
    def more(number: int) -> None:
        for one in range(number):
            complain(cast, code_digest=f"{number}-{one}")

    lead = cast.browse_as(cast.dpo)
    queries_do_not_grow(more, lambda: lead.get(f"{AT}/complaints"))


def test_who_answers_in_law_stands_in_the_record_of_processing(cast):
    lead = cast.browse_as(cast.dpo)
    assert "Not said yet" in lead.get(f"{AT}/record-of-processing").content.decode()
    given = {"who": "trust", "registration": "Z1", "officer": "dpo@meadow.example", "form_key": "s"}
    assert lead.post(f"{AT}/controller", given).status_code == 302
    record = lead.get(f"{AT}/record-of-processing").content.decode()
    assert "Meadow Trust (the trust)" in record
    assert "Who is at the school, so that nobody is shown or named without leave." in record
    assert "The roll and the record of consents" in record
    assert "Data Protection Act 2018" in record
    assert "Facebook" in record.split("Outside the United Kingdom")[1]
    # How long is what this school has set, not what its tables came with.
    assert "Names of pupils who left: 1 year after the day they left" in record
    KeepingTime.objects.create(school=cast.oakfield, key="pupils", years=3, set_at=NOW, set_by=cast.dpo)
    record = lead.get(f"{AT}/record-of-processing").content.decode()
    assert "Names of pupils who left: 3 years after the day they left" in record
    assert "one year after leaving" not in record
    assert Event.objects.filter(type=EventType.CONTROLLER_SET).count() == 1
    with pytest.raises(Refused):
        set_controller(cast.as_actor(cast.office), cast.oakfield, who="trust", registration="", officer="")
    assert Controller.objects.get().officer == "dpo@meadow.example"


def test_the_documents_are_there_to_print(cast):
    lead = cast.browse_as(cast.dpo)
    make.make_pupil(cast.oakfield)
    draft = lead.get(f"{AT}/impact").content.decode()
    assert "Risks, and what holds" in draft
    assert "Pupils on the roll: 1." in draft
    assert "Advice of the data protection officer" in draft
    assert ".." not in draft.split("<h1")[1].split("____")[0]
    # What is not so yet is not said.
    assert "Nothing goes yet: nobody has said who answers in law" in draft
    Controller.objects.create(school=cast.oakfield, who="trust", set_at=NOW, set_by=cast.dpo)
    assert "classes of record go by themselves at night" in lead.get(f"{AT}/impact").content.decode()
    for page in ("record-of-processing", "impact"):
        paper = lead.get(f"{AT}/{page}/print")
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF-1.7")
