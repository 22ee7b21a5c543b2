"""The first visit of a new installation, and further schools of a trust."""

import pytest
from django.test import Client

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.actions.opening import first_trust, open_school
from schoolgate.people.models import Appointment, Person, School, Trust, User
from schoolgate.people.opening import set_up_code, whoever_sets_up
from tests import make
from tests.cast import Cast

FILLED = {
    "school_name": "Oakfield Primary School",
    "nation": "wales",
    "forename": "Sam",
    "surname": "Hale",
    "email": "Head@oakfield.example",
    "password": "three odd words",
}
GIVEN = {name: FILLED[name] for name in ("school_name", "nation", "forename", "surname", "email")}


def test_the_first_visit_leads_to_set_up(db: None, client: Client) -> None:
    assert client.get("/").url == "/set-up"
    assert "Welcome to Schoolgate" in client.get("/set-up").content.decode()


def test_set_up_opens_the_school_with_its_headteacher_who_is_signed_in(db: None, client: Client) -> None:
    answer = client.post("/set-up", FILLED)
    school = School.objects.get()
    head = Person.objects.get()
    assert (school.slug, school.nation, school.trust.name) == (
        "oakfield-primary-school",
        "wales",
        "Oakfield Primary School",
    )
    assert head.user.check_password("three odd words")
    assert head.user.email == "head@oakfield.example"
    assert head.appointments.get().role == Role.HEADTEACHER
    assert answer.url == "/account/second-factor?next=%2Ftoday"
    assert client.get(answer.url).status_code == 200
    types = list(Event.objects.order_by("pk").values_list("type", flat=True))
    assert types[:4] == ["trust.created", "school.created", "person.added", "person.appointed"]


def test_it_happens_once(db: None, client: Client) -> None:
    client.post("/set-up", FILLED)
    again = Client().post("/set-up", {**FILLED, "school_name": "Mine", "email": "me@evil.example"})
    assert again.url == "/today"
    trust = Trust.objects.get()
    with pytest.raises(Refused):
        open_school(whoever_sets_up(trust, make.NOW), trust, **{**GIVEN, "email": "me@evil.example"})
    assert School.objects.count() == Person.objects.count() == User.objects.count() == 1
    assert Client().get("/").url == "/today"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "short"}, "too short"),
        ({"email": "head"}, "This is not an e-mail address."),
        ({"nation": ""}, "Choose one of the four."),
        ({"school_name": ""}, "this is missing. Write it down."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    db: None, client: Client, change: dict, words: str
) -> None:
    answer = client.post("/set-up", {**FILLED, **change}).content.decode()
    assert words in answer
    assert not School.objects.exists()
    assert not Trust.objects.exists()


def test_from_another_machine_the_code_is_needed(db: None) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert "Set-up code" in client.get("/set-up").content.decode()
    client.post("/set-up", {**FILLED, "code": "guessed"})
    assert not School.objects.exists()
    client.post("/set-up", {**FILLED, "code": f" {set_up_code()} "})
    assert School.objects.exists()


def test_a_request_passed_on_by_a_proxy_is_from_another_machine(db: None) -> None:
    client = Client(REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": "127.0.0.1"})
    client.post("/set-up", FILLED)
    assert not School.objects.exists()


def test_a_trust_left_without_a_school_is_taken_up_again(db: None, client: Client) -> None:
    first_trust(make.NOW)
    client.post("/set-up", {**FILLED, "trust_name": "Meadow Trust"})
    assert Trust.objects.get().name == "Meadow Trust"


# Further schools


def officer(cast: Cast) -> Person:
    person = make.make_person(cast.oakfield)
    Appointment.objects.create(
        person=person, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=make.NOW.date()
    )
    return person


def test_a_trust_officer_opens_a_further_school(cast: Cast) -> None:
    answer = cast.browse_as(officer(cast)).post(
        "/schools/oakfield/add-school", {**GIVEN, "school_name": "Oakfield Primary"}
    )
    opened = School.objects.get(name="Oakfield Primary")
    assert answer.url == f"/schools/{opened.slug}/people"
    assert opened.trust == cast.trust
    assert not opened.appointments.get().person.user.has_usable_password()
    assert Event.objects.filter(log_id=f"trust:{cast.trust.pk}", type="school.created").exists()


def test_a_headteacher_opens_none(cast: Cast) -> None:
    assert cast.browse_as(cast.head).post("/schools/oakfield/add-school", GIVEN).status_code == 403


def test_two_schools_never_share_an_address(cast: Cast) -> None:
    client = cast.browse_as(officer(cast))
    for number, name in enumerate(("Oakfield", "Oakfield!")):
        client.post(
            "/schools/oakfield/add-school",
            {**GIVEN, "school_name": name, "email": f"h{number}@oakfield.example"},
        )
    slugs = School.objects.filter(trust=cast.trust).values_list("slug", flat=True)
    assert {"oakfield", "oakfield-2", "oakfield-3"} <= set(slugs)


def test_an_officer_without_a_post_at_a_school_starts_at_the_first_of_the_trust(cast: Cast) -> None:
    client = cast.browse_as(officer(cast))
    assert "Oakfield Primary School" in client.get("/account/signing-in").content.decode()
    assert "/schools/elmsgate/add-school" in client.get("/schools/elmsgate/people").content.decode()
    assert client.get("/schools/elmsgate/add-school").status_code == 200
    assert client.get("/schools/farrow/people").status_code == 404
