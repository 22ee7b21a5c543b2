"""E-mails about signing in, and that their links work."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.follow_ups import HANDLERS
from schoolgate.kernel.models import FollowUp
from schoolgate.people.actions.appointing import add_person, change_person
from schoolgate.people.models import Person
from schoolgate.people.sign_in_trail import record_of_signing_in
from tests import make
from tests.cast import Cast


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


def run_what_follows() -> None:
    """As clockwork does, every follow-up once."""
    for one in FollowUp.objects.filter(done_at__isnull=True, handler__startswith="people."):
        HANDLERS[one.handler](one.event, make.NOW)


def path_in(letter: mail.EmailMessage) -> str:
    return re.search(r"https?://[^/\s]+(/account/\S+)", letter.body)[1]


def choose_password(path: str, password: str) -> Client:
    client = Client()
    form = client.get(path).url
    client.post(form, {"password1": password, "password2": password})
    return client


def test_an_invitation_lets_them_choose_a_password_once_and_come_in(cast: Cast) -> None:
    add_person(
        cast.as_actor(cast.head),
        cast.oakfield,
        forename="O'Neil & Co",
        surname="Pryce",
        email="nia@oakfield.example",
        role="volunteer",
        first_on=make.NOW.date(),
    )
    run_what_follows()
    (letter,) = mail.outbox
    assert letter.to == ["nia@oakfield.example"]
    assert letter.subject == "Your login for Schoolgate at Meadow Trust"
    assert letter.body.startswith("Hello O'Neil & Co,")
    client = choose_password(path_in(letter), "three odd words")
    assert client.get("/schools/oakfield/calendar").status_code == 200
    assert "This link does not work any more" in Client().get(path_in(letter)).content.decode()


def test_an_invitation_is_not_sent_once_there_is_a_password(cast: Cast) -> None:
    person = make.make_person(cast.oakfield, email="nia@oakfield.example")
    person.user.set_password("three odd words")
    person.user.save()
    make_event(cast, EventType.PERSON_INVITED, person)
    run_what_follows()
    assert mail.outbox == []


def make_event(cast: Cast, type_: EventType, person: Person) -> Event:
    record_of_signing_in(type_, person.user)
    return Event.objects.get(type=type_)


def test_a_forgotten_password_brings_a_link_to_whoever_is_known_only(cast: Cast) -> None:
    for email in (cast.jo.email, "nobody@oakfield.example"):
        Client().post("/account/password/reset/", {"email": email})
    run_what_follows()
    (letter,) = mail.outbox
    assert letter.to == [cast.jo.email]
    choose_password(path_in(letter), "other odd words")
    cast.jo.user.refresh_from_db()
    assert cast.jo.user.check_password("other odd words")


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused_in_words(cast: Cast, weak: str) -> None:
    make_event(cast, EventType.PASSWORD_FORGOTTEN, cast.jo)
    run_what_follows()
    client = Client()
    form = client.get(path_in(mail.outbox[0])).url
    answer = client.post(form, {"password1": weak, "password2": weak})
    assert answer.status_code == 200
    assert 'class="wrong"' in answer.content.decode()


def test_the_old_address_hears_that_it_no_longer_signs_in(cast: Cast) -> None:
    old = cast.jo.email
    change_person(
        cast.as_actor(cast.head), cast.jo, forename="Jo", surname="Ash", email="jo@oakfield.example"
    )
    run_what_follows()
    (letter,) = mail.outbox
    assert letter.to == [old]
    assert "no longer signs you in" in letter.body


def test_a_new_name_alone_writes_to_nobody(cast: Cast) -> None:
    change_person(cast.as_actor(cast.head), cast.jo, forename="Joan", surname="Ash", email=cast.jo.email)
    run_what_follows()
    assert mail.outbox == []


def test_a_new_password_does_not_get_around_the_second_factor(cast: Cast) -> None:
    TOTP.activate(cast.jo.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    make_event(cast, EventType.PASSWORD_FORGOTTEN, cast.jo)
    run_what_follows()
    client = choose_password(path_in(mail.outbox[0]), "other odd words")
    assert "_auth_user_id" not in client.session
    assert client.get("/account/2fa/authenticate/").status_code == 200


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    there = cast.browse_as(cast.jo)
    assert there.get("/schools/oakfield/people").status_code == 200
    make_event(cast, EventType.PASSWORD_FORGOTTEN, cast.jo)
    run_what_follows()
    choose_password(path_in(mail.outbox[0]), "other odd words")
    assert there.get("/schools/oakfield/people").url.startswith("/account/login/")
