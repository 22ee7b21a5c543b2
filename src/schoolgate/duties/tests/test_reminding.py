"""Reminded before, told after: whose manager, then up; a head's own to the chair; mail without anybody in it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.duties.actions import direct_measure, do_duty
from schoolgate.duties.models import Duty, ToldLate
from schoolgate.duties.reminding import remind_everybody
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.notifications.models import Letter
from schoolgate.staffing.models import LineManager
from tests import make
from tests.cast import assemble

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cast(settings):
    found = assemble()
    settings.FIXED_NOW = found.now
    with scope(school=found.oakfield):
        found.chair = make.make_person(found.oakfield, Role.CHAIR, forename="Kit", surname="Moss")
        yield found


def a_duty(cast, **given) -> Duty:
    whole = {
        "key": "duty.read_and_sign",
        "what": "Read and sign what concerns you",
        "owed_by": cast.jo,
        "due_at": cast.now,
        "about": f"person:{cast.jo.pk}",
    }
    return Duty.objects.create(school=cast.oakfield, **{**whole, **given})


def told(step: int) -> set:
    return {one.person for one in ToldLate.objects.filter(step=step).select_related("person")}


def test_whoever_owes_it_is_reminded_once_before_it_is_due(cast):
    a_duty(cast)
    assert remind_everybody(cast.now - 4 * DAY) == 0
    assert remind_everybody(cast.now - 2 * DAY) == 1
    assert remind_everybody(cast.now - 1 * DAY) == 0
    run_all(cast.now)
    letter = Letter.objects.get()
    assert letter.address == cast.jo.email
    assert "Read and sign" in letter.text


def test_late_it_goes_to_the_manager_then_the_head_then_the_chair(cast):
    LineManager.objects.create(school=cast.oakfield, person=cast.jo, manager=cast.deputy, since=cast.now)
    a_duty(cast)
    for days in (1, 2, 8, 9, 22, 40):
        remind_everybody(cast.now + days * DAY)
    assert [told(step) for step in range(3)] == [{cast.deputy}, {cast.head}, {cast.chair}]
    assert ToldLate.objects.count() == 3


def test_what_a_headteacher_owes_goes_to_the_chair(cast):
    a_duty(cast, owed_by=cast.head)
    remind_everybody(cast.now + DAY)
    assert told(0) == {cast.chair}


def test_what_a_post_owes_reaches_whoever_holds_it_and_then_the_head(cast):
    a_duty(cast, owed_by=None, owed_by_role="office")
    remind_everybody(cast.now + DAY)
    run_all(cast.now + DAY)
    assert told(0) == {cast.head}
    assert set(Letter.objects.values_list("address", flat=True)) == {cast.office.email, cast.head.email}


def test_the_mail_names_nobody_and_says_nothing_of_what_it_is_about(cast):
    a_duty(cast, what="Talk with Jo Ash about the picture of Amara", key="own.talk")
    remind_everybody(cast.now + DAY)
    run_all(cast.now + DAY)
    for letter in Letter.objects.all():
        assert not {"Jo", "Ash", "Amara"} & set(f"{letter.subject} {letter.text}".replace(".", " ").split())


def test_done_in_time_nobody_hears_of_it(cast):
    do_duty(cast.as_actor(cast.jo), a_duty(cast), outcome="Read")
    assert remind_everybody(cast.now + 30 * DAY) == 0
    assert not Event.objects.filter(type="duties.reminded").exists()


def test_a_case_and_a_post_have_their_own_ways(cast):
    a_duty(cast, key="case.information_breach")
    a_duty(cast, key="gate.approved_as_it_stands", about="post:1")
    assert remind_everybody(cast.now + 9 * DAY) == 0


def test_whoever_was_told_finds_it_on_today_until_it_is_done(cast, settings):
    duty = a_duty(cast)
    settings.FIXED_NOW = cast.now + DAY
    remind_everybody(settings.FIXED_NOW)
    head = cast.browse_as(cast.head)
    page = head.get("/today").content.decode()
    assert "Somebody is late at Oakfield Primary School" in page
    assert "1 thing" in page
    listed = head.get("/schools/oakfield/duties/").content.decode()
    assert "Jo Ash" in listed
    assert "Sam Hale" in listed
    do_duty(cast.as_actor(cast.jo, now=settings.FIXED_NOW), duty, outcome="Read")
    assert "Somebody is late" not in head.get("/today").content.decode()


def test_the_page_shows_leaders_all_and_others_what_they_were_told(cast):
    a_duty(cast)
    a_duty(cast, about="declined:9", what="Talk over why somebody does not sign")
    a_duty(cast, key="case.information_breach", what="A closed matter", about="case:1")
    address = "/schools/oakfield/duties/"
    led, own = (cast.browse_as(one).get(address).content.decode() for one in (cast.deputy, cast.lee))
    assert "Read and sign what concerns you" in led
    assert "Talk over why" not in led
    assert "A closed matter" not in led
    assert "Read and sign what concerns you" not in own
    assert cast.browse_as(cast.head_elsewhere).get(address).status_code == 404


def test_the_page_and_the_reminders_cost_the_same_for_three_and_thirty(cast):
    costs = []
    for number in (3, 30):
        for one in range(number):
            a_duty(cast, about=f"n:{number}:{one}")
        remind_everybody(cast.now + DAY)
        client = cast.browse_as(cast.head)
        with CaptureQueriesContext(connection) as page:
            client.get("/schools/oakfield/duties/")
        with CaptureQueriesContext(connection) as reminded:
            remind_everybody(cast.now + 8 * DAY)
        costs.append((len(page), len(reminded)))
    assert costs[0] == costs[1]


MEASURE = {"what": "Second factor for everybody", "kind": "security", "owed_by": "network_manager"}


def test_a_measure_stands_on_today_of_the_post_and_in_the_list_with_when_it_was_done(cast):
    network = make.make_person(cast.oakfield, Role.NETWORK_MANAGER, forename="Kai", surname="Rowe")
    duty = direct_measure(
        cast.as_actor(cast.head), cast.oakfield, due_on=(cast.now + 9 * DAY).date(), **MEASURE
    ).subject
    assert "Second factor for everybody" in cast.browse_as(network).get("/today").content.decode()
    do_duty(cast.as_actor(network), duty, outcome="Switched on for all")
    page = cast.browse_as(cast.head).get("/schools/oakfield/duties/measures").content.decode()
    assert "Switched on for all" in page
    assert "Kai Rowe" in page


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ({"what": " "}, "what"),
        ({"kind": "colour"}, "kind"),
        ({"owed_by": "office"}, "owed_by"),
        ({"kind": "data_protection"}, "owed_by"),
        ({"due_on": (make.NOW - DAY).date()}, "due_on"),
    ],
)
def test_a_measure_says_what_who_and_by_when(cast, given, about):
    whole = {**MEASURE, "due_on": (cast.now + DAY).date(), **given}
    with pytest.raises(Refused) as refused:
        direct_measure(cast.as_actor(cast.head), cast.oakfield, **whole)
    assert [one.about for one in refused.value.refusals] == [about]
    assert not Duty.objects.exists()


def test_only_the_headteacher_asks_for_a_measure_and_only_here(cast):
    whole = {**MEASURE, "due_on": (cast.now + DAY).date()}
    with pytest.raises(Refused):
        direct_measure(cast.as_actor(cast.deputy), cast.oakfield, **whole)
    with pytest.raises(NotHere):
        direct_measure(cast.as_actor(cast.head_elsewhere, cast.elmsgate), cast.oakfield, **whole)


def test_a_measure_is_asked_for_on_a_page(cast):
    head = cast.browse_as(cast.head)
    address = "/schools/oakfield/duties/measures/new"
    assert head.get(address).status_code == 200
    assert head.post(address, {**MEASURE, "due_on": "2026-12-01"}).status_code == 302
    assert head.post(address, {**MEASURE, "due_on": "2020-12-01"}).status_code == 409
    assert cast.browse_as(cast.deputy).get(address).status_code == 403


def test_what_was_done_stands_in_the_log_for_leaders_with_the_word_on_it(cast):
    do_duty(cast.as_actor(cast.jo), a_duty(cast), outcome="Read on the bus")
    do_duty(
        cast.as_actor(cast.head), a_duty(cast, owed_by=cast.head, about="declined:9"), outcome="A closed talk"
    )
    address = "/schools/oakfield/duties/done"
    page = cast.browse_as(cast.deputy).get(address).content.decode()
    assert "Read on the bus" in page
    assert "A closed talk" not in page
    assert cast.browse_as(cast.jo).get(address).status_code == 403


def test_the_log_costs_the_same_for_three_and_thirty(cast):
    costs = []
    for number in (3, 30):
        for one in range(number):
            a_duty(cast, about=f"n:{number}:{one}", done_at=cast.now, done_by=cast.jo, outcome="Done")
        client = cast.browse_as(cast.head)
        with CaptureQueriesContext(connection) as page:
            client.get("/schools/oakfield/duties/done")
        costs.append(len(page))
    assert costs[0] == costs[1]


def test_a_daily_look_is_told_of_when_it_is_missed_and_never_before(cast):
    a_duty(cast, key="duty.daily_account_check")
    assert remind_everybody(cast.now - timedelta(hours=1)) == 0
    assert remind_everybody(cast.now + DAY) == 2
