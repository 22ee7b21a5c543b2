"""The keys of a person on their own page: made with a second factor shown just now, seen once, revoked."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from schoolgate.api.models import Token
from schoolgate.api.tests.programs import program_of
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person
from schoolgate.people.tests.filled import fields_of
from tests.cast import Cast
from tests.counting import CheckGrowth

KEYS, NEW = reverse("api:keys"), reverse("api:new_key")
GIVEN = {
    "name": "Website calendar",
    "may_write": "no",
    "permissions": ["post_read", "policy_read"],
    "ends_on": "2027-02-01",
}


def with_an_app(person: Person) -> Person:
    TOTP.activate(person.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return person


def made(browser: Client, **instead: object) -> object:
    key = fields_of(browser.get(NEW).content.decode())["form_key"]
    return browser.post(NEW, {**GIVEN, "form_key": key, **instead})


def test_a_key_is_made_shown_once_and_opens_what_was_chosen(cast: Cast):
    browser = cast.browse_as(with_an_app(cast.jo))
    answer = made(browser)
    secret = re.search(r'value="(sgt_[^"]+)"', answer.content.decode()).group(1)
    assert "no-store" in answer["Cache-Control"]
    token = Token.objects.get()
    assert (token.person, token.may_write, token.permissions) == (
        cast.jo,
        False,
        ["policy_read", "post_read"],
    )
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/schools/oakfield/posts", headers=headers).status_code == 200
    assert Client().get("/api/v1/schools/oakfield/people", headers=headers).status_code == 403
    page = browser.get(KEYS).content.decode()
    assert secret not in page
    assert token.prefix in page
    assert "Website calendar" in page


def test_posted_twice_it_is_made_once_and_shown_once(cast: Cast):
    browser = cast.browse_as(with_an_app(cast.jo))
    key = fields_of(browser.get(NEW).content.decode())["form_key"]
    first, second = (browser.post(NEW, {**GIVEN, "form_key": key}) for _ in range(2))
    assert b"sgt_" in first.content
    assert (second.status_code, second.url) == (302, KEYS)
    assert Token.objects.count() == 1


def by_password(cast: Cast, person: Person) -> Client:
    """Signed in just now, with a password alone."""
    browser = cast.browse_as(person)
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": cast.now.timestamp(), "email": person.email}
    ]
    session.save()
    return browser


def test_without_a_second_factor_of_ones_own_there_is_none(cast: Cast):
    browser = by_password(cast, cast.volunteer)
    assert b"A second factor first" in browser.get(NEW).content
    assert b"A second factor first" in browser.post(NEW, GIVEN).content
    assert not Token.objects.exists()


def test_a_second_factor_shown_long_ago_is_asked_for_again(cast: Cast, settings: object):
    browser = cast.browse_as(with_an_app(cast.jo))
    settings.FIXED_NOW = cast.now + timedelta(minutes=6)
    answer = browser.get(NEW)
    assert answer.url == f"{reverse('mfa_reauthenticate')}?next=%2Faccount%2Fkeys%2Fnew"
    # Whoever opened the page in time may take ten minutes to fill it in, and no more.
    assert b"sgt_" in browser.post(NEW, GIVEN).content
    settings.FIXED_NOW = cast.now + timedelta(minutes=16)
    assert browser.post(NEW, GIVEN).status_code == 302
    assert Token.objects.count() == 1


def test_a_password_alone_is_no_second_factor(cast: Cast):
    browser = by_password(cast, with_an_app(cast.volunteer))
    assert browser.post(NEW, GIVEN).url.startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.count() == 1
    assert not Token.objects.exists()


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ({"name": ""}, "Give the program a name."),
        ({"permissions": []}, "Choose what the program needs."),
        ({"permissions": ["pupil_restrict"]}, "pupil_restrict is not one of the available choices."),
        ({"may_write": ""}, "Say whether it may change things."),
        ({"ends_on": "2030-01-01"}, "A key lasts a year at most."),
        ({"ends_on": "soon"}, "This is not a day."),
    ],
)
def test_what_is_missing_is_said_in_place(cast: Cast, instead: dict, words: str):
    answer = made(cast.browse_as(with_an_app(cast.jo)), **instead)
    assert words in answer.content.decode()
    assert not Token.objects.exists()


def test_revoking_shuts_the_program_out(cast: Cast):
    program = program_of(cast, cast.jo)
    browser = cast.browse_as(cast.jo)
    page = reverse("api:revoke_key", args=[program.token.pk])
    assert b"Revoke the key of A program?" in browser.get(page).content
    assert program.asks("me").status_code == 200
    assert browser.post(page).url == KEYS
    assert program.asks("me").status_code == 401


def test_somebody_elses_key_is_not_there(cast: Cast):
    program = program_of(cast, cast.jo)
    page = reverse("api:revoke_key", args=[program.token.pk])
    for who in (cast.head, cast.stranger):
        browser = cast.browse_as(who)
        assert (browser.get(page).status_code, browser.post(page).status_code) == (404, 404)
        assert program.token.prefix not in browser.get(KEYS).content.decode()
    assert program.asks("me").status_code == 200


def test_who_is_not_signed_in_is_sent_to_sign_in(cast: Cast, client: Client):
    for path in (KEYS, NEW):
        assert client.get(path).url.startswith("/account/login/")


def test_the_page_leads_there_and_has_one_heading(cast: Cast):
    browser = cast.browse_as(with_an_app(cast.jo))
    assert KEYS in browser.get(reverse("people:sessions")).content.decode()
    program_of(cast, cast.jo)
    for path in (KEYS, NEW, reverse("api:reference")):
        assert browser.get(path).content.decode().count("<h1") == 1, path


def test_queries_of_the_page_do_not_grow(cast: Cast, queries_do_not_grow: CheckGrowth):
    browser = cast.browse_as(cast.jo)

    def more(number: int) -> None:
        for each in range(number):
            Token.objects.create(
                trust=cast.trust,
                person=cast.jo,
                name=f"Program {each}",
                prefix=f"sgt_{Token.objects.count():010d}",
                digest="0" * 64,
                permissions=["post_read"],
                made_at=cast.now,
                ends_on=cast.now.date(),
            )

    queries_do_not_grow(more, lambda: browser.get(KEYS), at_most=8)


def test_what_only_a_person_does_is_not_offered_to_a_program(cast: Cast):
    page = cast.browse_as(with_an_app(cast.head)).get(NEW).content.decode()
    assert f'value="{Permission.POST_READ.value}"' in page
    assert f'value="{Permission.POLICY_ADOPT.value}"' not in page
