"""The pages of people: who sees them, what they show, and that a form does what it says."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment, Person
from schoolgate.people.tests.filled import fields_of
from tests import make
from tests.cast import Cast

TODAY = make.NOW.date()
NIA = {"forename": "Nia", "surname": "Pryce", "role": "staff", "first_on": "2026-11-17"}


def page(name: str, school: str = "oakfield", **given: object) -> str:
    return reverse(f"people:{name}", kwargs={"school_slug": school, **given})


def test_the_list_shows_who_has_a_role_here_today(cast: Cast) -> None:
    gone = make.make_person(cast.oakfield, forename="Una", surname="Gone")
    make.appoint(gone, Role.STAFF, cast.oakfield, last_on=TODAY - timedelta(days=1))
    shown = cast.browse_as(cast.jo).get(page("people")).content.decode()
    assert "Dee Marsh" in shown
    assert "Una Gone" not in shown
    assert "Eve Stone" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=ash", "Jo Ash"), ("q=jo+ash", "Jo Ash"), ("q=year+2", "Lee Birch"), ("role=office", "Pat Quill")],
)
def test_people_are_found_by_name_team_and_role(cast: Cast, query: str, found: str) -> None:
    shown = cast.browse_as(cast.jo).get(f"{page('people')}?{query}").content.decode()
    assert found in shown
    assert "Dee Marsh" not in shown


def test_a_long_list_is_shown_in_pages_and_costs_no_more(cast: Cast, queries_do_not_grow: object) -> None:
    client = cast.browse_as(cast.jo)

    def more(number: int) -> None:
        for _ in range(number):
            make.make_person(cast.oakfield, Role.STAFF, Role.OFFICE)

    queries_do_not_grow(more, lambda: client.get(page("people")), at_most=10)
    assert "1 to 25 of" in client.get(page("people")).content.decode()
    assert "26 to" in client.get(f"{page('people')}?page=2").content.decode()


def test_an_empty_search_says_so(cast: Cast) -> None:
    assert "Nobody here fits that" in cast.browse_as(cast.jo).get(f"{page('people')}?q=zzz").content.decode()


def test_adding_somebody_leads_to_their_page(cast: Cast) -> None:
    client = cast.browse_as(cast.head)
    assert client.get(page("add")).status_code == 200
    answer = client.post(
        page("add"),
        {**NIA, "email": "nia@oakfield.example"},
        follow=True,
    )
    person = Person.objects.get(surname="Pryce")
    assert answer.redirect_chain[-1][0] == page("person", person_id=person.pk)
    assert "Nia Pryce is here now." in answer.content.decode()


def test_a_form_posted_twice_adds_one(cast: Cast) -> None:
    client = cast.browse_as(cast.head)
    key = fields_of(client.get(page("add")).content.decode())["form_key"]
    answers = [client.post(page("add"), {**NIA, "form_key": key}).url for _ in range(2)]
    assert answers[0] == answers[1]
    assert Person.objects.filter(surname="Pryce").count() == 1


def test_what_is_wrong_is_said_beside_the_question_and_nothing_typed_is_lost(cast: Cast) -> None:
    shown = cast.browse_as(cast.head).post(
        page("add"), {"forename": "Nia", "role": "staff", "first_on": "soon", "email": "nia"}
    )
    words = shown.content.decode()
    assert "this is missing. Write it down." in words
    assert "This is not a day." in words
    assert 'value="Nia"' in words


def test_somebody_known_in_the_trust_is_offered_instead(cast: Cast) -> None:
    shown = cast.browse_as(cast.head).post(
        page("add"),
        {**NIA, "email": cast.head_elsewhere.email},
    )
    assert page("appoint", person_id=cast.head_elsewhere.pk) in shown.content.decode()


def test_giving_ending_and_changing_on_their_pages(cast: Cast) -> None:
    client = cast.browse_as(cast.head)
    client.post(page("appoint", person_id=cast.jo.pk), {"role": "office", "first_on": "2026-11-17"})
    post = Appointment.objects.get(person=cast.jo, role="office")
    client.post(page("end", appointment_id=post.pk), {"last_on": "2026-11-20"})
    post.refresh_from_db()
    assert f"{post.last_on}" == "2026-11-20"
    client.post(
        page("change", person_id=cast.jo.pk), {"forename": "Joan", "surname": "Ash", "email": cast.jo.email}
    )
    cast.jo.refresh_from_db()
    assert cast.jo.forename == "Joan"


def test_a_stand_in_is_named_and_ended_on_its_page(cast: Cast) -> None:
    client = cast.browse_as(cast.head)
    days = {"first_on": "2026-11-17", "last_on": "2026-11-20"}
    answer = client.post(page("stand_in"), {"person": cast.jo.pk, "role": "headteacher", **days}, follow=True)
    assert "Jo Ash stands in for you as headteacher." in answer.content.decode()
    assert "Jo Ash stands in for Sam Hale" in client.get(page("people")).content.decode()
    named = Appointment.objects.get(stands_in_for=cast.head)
    client.post(page("end_stand_in", appointment_id=named.pk), {"last_on": "2026-11-17"})
    named.refresh_from_db()
    assert f"{named.last_on}" == "2026-11-17"


PAGES = ["people", "roles", "stand_in", "add", "person", "change", "appoint", "invite", "end"]


def address(name: str, cast: Cast, person: Person) -> str:
    if name == "end":
        return page(name, appointment_id=person.appointments.first().pk)
    needs_one = name in {"person", "change", "appoint", "invite"}
    return page(name, **({"person_id": person.pk} if needs_one else {}))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_for_the_headteacher(cast: Cast, name: str) -> None:
    assert cast.browse_as(cast.head).get(address(name, cast, cast.jo)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_no_page_opens_for_a_volunteer(cast: Cast, name: str) -> None:
    assert cast.browse_as(cast.volunteer).get(address(name, cast, cast.jo)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_there_for_another_school(cast: Cast, name: str) -> None:
    assert cast.browse_as(cast.stranger).get(address(name, cast, cast.jo)).status_code == 404


@pytest.mark.parametrize("name", ["person", "change", "invite", "end"])
def test_somebody_without_a_role_here_is_not_here(cast: Cast, name: str) -> None:
    assert cast.browse_as(cast.head).get(address(name, cast, cast.head_elsewhere)).status_code == 404


@pytest.mark.parametrize("name", ["add", "change", "appoint", "invite", "end"])
def test_who_only_reads_is_told_what_is_missing(cast: Cast, name: str) -> None:
    answer = cast.browse_as(cast.jo).get(address(name, cast, cast.lee))
    assert answer.status_code == 403
    assert "appoint people and end appointments" in answer.content.decode()
