"""Whoever a worry is about never hears of it: no page, no list, no mail, no Today, no trail and no number."""

import re
from datetime import timedelta

import pytest

from schoolgate.concerns.actions import look_at_concern
from schoolgate.concerns.models import Concern, ConcernReader, KeptOut
from schoolgate.concerns.tests.test_reading import ALL
from schoolgate.credentials.actions.suspecting import suspect_compromise
from schoolgate.kernel.evidence import gather
from schoolgate.kernel.permissions import Role
from schoolgate.notifications.models import Letter
from schoolgate.people.models import Appointment
from schoolgate.rules.refusals import Control
from tests import make
from tests.following import follow_up
from tests.make import NOW


@pytest.fixture
def about_the_head(cast, tells, chair) -> Concern:
    return tells(matter="misuse", about="headteacher", about_name="Mr Hale", in_danger="no")


def roles() -> set[str]:
    return set(ConcernReader.objects.values_list("role", flat=True))


def test_about_the_headteacher_the_chair_hears_and_nobody_else(cast, chair, about_the_head):
    assert roles() == {"chair"}
    follow_up(NOW)
    assert set(Letter.objects.values_list("recipient", flat=True)) == {f"person:{chair.pk}"}
    assert cast.browse_as(chair).get(f"{ALL}{about_the_head.pk}").status_code == 200
    client = cast.browse_as(cast.head)
    assert client.get(f"{ALL}{about_the_head.pk}").status_code == 404
    for page in (ALL, f"{ALL}?closed=1", "/today"):
        assert not re.search(rf"\b{about_the_head.number}\b", client.get(page).content.decode())
    assert about_the_head.number in cast.browse_as(chair).get("/today").content.decode()


def test_the_trail_is_silent_to_whom_it_is_not_for(cast, chair, about_the_head):
    look_at_concern(cast.as_actor(chair), about_the_head)
    trail = "/schools/oakfield/trail/"
    assert "Worry told" in cast.browse_as(chair).get(trail).content.decode()
    assert "Worry read" in cast.browse_as(chair).get(trail).content.decode()
    for person in (cast.head, cast.deputy, cast.dpo):
        client = cast.browse_as(person)
        for page in (trail, f"{trail}?words=worry", f"{trail}?group=other"):
            said = client.get(page).content.decode()
            assert "Worry told" not in said
            assert "Worry read" not in said
            assert "concerns.concern" not in said


def test_no_number_tells_of_it(cast, chair, tells, about_the_head):
    look_at_concern(cast.as_actor(chair), about_the_head)
    month_ago = NOW - timedelta(days=30)
    found = gather(cast.oakfield, month_ago, NOW)
    for control in ("case.concern.report", "case.concern.route", "case.concern.steps", "duty.act_on_concern"):
        assert control not in found or not found[control].is_any
    assert Control.NEVER_THE_SUBJECT.value not in found
    tells()
    assert gather(cast.oakfield, month_ago, NOW)["case.concern.report"].kept == 1


def test_a_colleague_who_is_named_is_kept_out_though_their_post_would_hear(cast, tells):
    other = make.make_person(cast.oakfield, Role.HEADTEACHER, forename="Bea", surname="Crane")
    tells(matter="misuse", about="staff", about_name="Mrs Craine")
    assert KeptOut.objects.get().person == other
    follow_up(NOW)
    assert set(Letter.objects.values_list("recipient", flat=True)) == {f"person:{cast.head.pk}"}


def test_about_the_safeguarding_lead_the_headteacher_hears(cast, tells):
    tells(about="safeguarding_lead", about_name="")
    assert roles() == {"headteacher", "deputy_safeguarding_lead"}
    assert KeptOut.objects.get().person == cast.safeguarding


def test_whoever_becomes_headteacher_later_hears_nothing_of_it(cast, chair, about_the_head):
    Appointment.objects.create(
        person=cast.jo,
        role=Role.HEADTEACHER,
        school=cast.oakfield,
        trust=cast.trust,
        first_on=NOW.date(),
    )
    assert cast.browse_as(cast.jo).get(f"{ALL}{about_the_head.pk}").status_code == 404


def test_a_headteacher_who_is_also_a_governor_stays_out(cast, chair, about_the_head):
    Appointment.objects.create(
        person=cast.head, role=Role.CHAIR, school=cast.oakfield, trust=cast.trust, first_on=NOW.date()
    )
    assert cast.browse_as(cast.head).get(f"{ALL}{about_the_head.pk}").status_code == 404


def test_the_letter_holds_no_word_of_it(cast, tells, mailoutbox):
    tells(in_danger="yes")
    follow_up(NOW)
    assert {one.to[0] for one in mailoutbox} == {cast.safeguarding.email, cast.head.email}
    for one in mailoutbox:
        assert "Mia" not in one.subject + one.body
        assert "worr" not in one.subject.lower()
        assert "/schools/oakfield/worries/" in one.body


def test_a_stopped_account_opens_its_report_once_and_both_pages_lead_to_each_other(cast):
    suspect_compromise(cast.as_actor(cast.deputy), cast.facebook, words="A post that nobody wrote")
    follow_up(NOW)
    follow_up(NOW)
    report = Concern.objects.get()
    assert report.matter == "breach"
    assert roles() == {"data_protection_lead", "headteacher"}
    client = cast.browse_as(cast.head)
    compromise = report.because_of.removeprefix("compromise:")
    page = client.get(f"/schools/oakfield/compromises/{compromise}").content.decode()
    assert f"{ALL}{report.pk}" in page
    client.post(f"{ALL}{report.pk}/read")
    opened = client.get(f"{ALL}{report.pk}").content.decode()
    assert "A post that nobody wrote" in opened
    assert f"compromises/{compromise}" in opened
    others = cast.browse_as(cast.deputy).get(f"/schools/oakfield/compromises/{compromise}").content.decode()
    assert f"{ALL}{report.pk}" not in others
    assert "/worry/oakfield/" in others


def test_whoever_is_known_by_another_name_is_kept_out_by_their_short_name_or_their_post(cast, tells):
    liz = make.make_person(cast.oakfield, Role.HEADTEACHER, forename="Elizabeth", surname="Crane")
    tells(matter="misuse", about="staff", about_name="Miss Liz")
    assert set(KeptOut.objects.values_list("person", flat=True)) == {liz.pk}
    told = tells(matter="misuse", about="staff", about_name="Bunny", not_to="headteacher")
    kept_out = KeptOut.objects.filter(concern=told).values_list("person", flat=True)
    assert set(kept_out) == {liz.pk, cast.head.pk}
    assert cast.browse_as(cast.safeguarding).get(f"{ALL}{told.pk}").status_code == 200


def test_the_posts_that_would_read_it_are_offered_and_no_name_is(cast, client):
    first = {"matter": "misuse", "about": "staff", "about_name": "Bunny", "in_danger": "no"}
    page = client.post("/worry/oakfield/", first).content.decode()
    assert "Is it about one of those who would read it?" in page
    assert "the headteacher" in page
    assert cast.head.surname not in page
    about_a_pupil = client.post("/worry/oakfield/", {**first, "about": "pupil"}).content.decode()
    assert "Is it about one of those" not in about_a_pupil


def test_of_two_of_the_same_name_only_the_one_who_is_meant_is_kept_out(cast, tells, client):
    """Whoever tells says what they do here; the question is the same for every name, and says nothing of who is."""
    head = make.make_person(cast.oakfield, Role.HEADTEACHER, forename="Bea", surname="Crane")
    helper = make.make_person(cast.oakfield, Role.VOLUNTEER, forename="Tom", surname="Crane")
    said = {"matter": "misuse", "about": "staff", "about_name": "Crane"}
    for does, out in (
        ("", {head, helper}),
        ("helps", {helper}),
        ("leads", {head}),
        ("governs", {head, helper}),
    ):
        told = tells(**said, about_does=does)
        assert set(KeptOut.objects.filter(concern=told).values_list("person", flat=True)) == {
            one.pk for one in out
        }
    told = tells(**said, about_does="helps")
    assert "volunteer" in cast.browse_as(head).post(f"{ALL}{told.pk}/read", follow=True).content.decode()
    assert cast.browse_as(helper).get(f"{ALL}{told.pk}").status_code in (403, 404)
    first = client.get("/worry/oakfield/").content.decode()
    assert "If they work or help here: as what?" in first
    assert "Crane" not in client.post(
        "/worry/oakfield/", {**said, "in_danger": "no"}
    ).content.decode().replace('value="Crane"', "")
    assert "about_does" not in client.get("/worry/oakfield/child/").content.decode()
