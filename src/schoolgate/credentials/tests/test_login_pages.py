"""The pages of shared logins: who sees what, the second factor first, shown once, kept nowhere."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from schoolgate.credentials.actions.keeping import add_login
from schoolgate.credentials.models import LoginOpening, LoginPerson, SharedLogin
from schoolgate.credentials.tests.invented import NEW_PASSWORD, PASSWORD, SECRETS, SEED, SIGN_IN_NAME
from tests.make import NOW

ALL = "/schools/oakfield/logins/"


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def page_of(login):
    return f"{ALL}{login.pk}"


def key_on(page):
    return re.search(r'name="form_key" value="([^"]+)"', page).group(1)


def long_ago(client):
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": NOW.timestamp() - 400, "type": "totp"}
    ]
    session.save()
    return client


def test_a_named_person_opens_it_in_two_taps_and_the_page_is_kept_nowhere(cast, login):
    jo = cast.browse_as(cast.jo)
    assert "Our page" in read(jo, ALL)
    page = read(jo, page_of(login))
    assert "Show the password" in page
    answer = jo.post(f"{page_of(login)}/show", {"what": "password", "form_key": key_on(page)})
    said = answer.content.decode()
    assert answer.status_code == 200
    assert PASSWORD in said
    assert SIGN_IN_NAME in said
    assert "no-store" in answer["Cache-Control"]
    assert answer["Refresh"] == f"60; url={page_of(login)}"
    assert answer["Referrer-Policy"] == "same-origin"
    assert said.count("<h1") == 1


def test_posted_twice_it_is_shown_once(cast, login):
    jo = cast.browse_as(cast.jo)
    given = {"what": "password", "form_key": key_on(read(jo, page_of(login)))}
    jo.post(f"{page_of(login)}/show", given)
    again = jo.post(f"{page_of(login)}/show", given)
    assert again.status_code == 302
    assert LoginOpening.objects.count() == 1


def test_a_second_factor_shown_long_ago_is_asked_for_again(cast, login, settings):
    jo = long_ago(cast.browse_as(cast.jo))
    assert "asked for first" in read(jo, page_of(login))
    answer = jo.post(f"{page_of(login)}/show", {"what": "password"})
    assert answer.status_code == 302
    assert answer.url.startswith((reverse("people:second_factor"), reverse("mfa_reauthenticate")))
    assert not LoginOpening.objects.exists()


def test_opening_by_address_alone_does_nothing(cast, login):
    assert cast.browse_as(cast.jo).get(f"{page_of(login)}/show").url == page_of(login)
    assert not LoginOpening.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("lee", 404), ("governor", 403), ("stranger", 404), ("volunteer", 403)]
)
def test_who_is_not_named_does_not_learn_of_it(cast, login, who, status):
    client = cast.browse_as(getattr(cast, who))
    for part in ("", "/change"):
        assert client.get(f"{page_of(login)}{part}").status_code == status
    assert client.post(f"{page_of(login)}/show", {"what": "password"}).status_code == status
    if who == "lee":
        assert "Our page" not in read(client, ALL)


def test_who_keeps_them_sees_that_it_is_there_but_is_shown_nothing(cast, login):
    deputy = cast.browse_as(cast.deputy)
    page = read(deputy, page_of(login))
    assert "You are not named for this login" in page
    assert "Open it in an emergency" in page
    answer = deputy.post(f"{page_of(login)}/show", {"what": "password"})
    assert answer.status_code == 409
    assert PASSWORD not in answer.content.decode()


def test_no_page_but_the_one_that_shows_holds_a_word_of_it(cast, login):
    LoginPerson.objects.create(
        school=cast.oakfield, login=login, person=cast.head, first_on=NOW.date(), named_at=NOW
    )
    head = cast.browse_as(cast.head)
    for part in ("", "/change", "/people/new", "/remove", "/emergency"):
        page = read(head, f"{page_of(login)}{part}")
        assert not [one for one in SECRETS if one in page], part
    assert not [one for one in SECRETS if one in read(head, ALL)]


def test_it_is_put_in_and_changed_on_the_page(cast):
    deputy = cast.browse_as(cast.deputy)
    read(deputy, f"{ALL}new")
    wanted = {"account": cast.facebook.pk, "name": "Year 6 page", "password": PASSWORD, "seed": SEED.lower()}
    assert deputy.post(f"{ALL}new", wanted).status_code == 302
    made = SharedLogin.objects.get()
    assert made.has_two_steps
    answer = deputy.post(f"{page_of(made)}/change", {"password": NEW_PASSWORD})
    assert answer.status_code == 302
    assert "Dee Marsh" in read(deputy, page_of(made))


def test_what_is_wrong_is_said_and_no_password_comes_back(cast):
    deputy = cast.browse_as(cast.deputy)
    wrong = {"account": cast.facebook.pk, "name": "Page", "password": "short one"}
    answer = deputy.post(f"{ALL}new", wrong)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "fewer than 12" in said
    assert "short one" not in said
    assert not SharedLogin.objects.exists()


def test_an_emergency_is_opened_on_its_page_with_a_reason(cast, login):
    deputy = cast.browse_as(cast.deputy)
    page = f"{page_of(login)}/emergency"
    assert "told" in read(deputy, page)
    assert deputy.post(page, {"what": "password", "reason": "short"}).status_code == 409
    answer = deputy.post(page, {"what": "password", "reason": "Jo is ill, a wrong post is up"})
    assert PASSWORD in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert LoginOpening.objects.get().is_emergency


def test_what_a_person_was_ever_shown_stands_on_a_page(cast, login):
    jo = cast.browse_as(cast.jo)
    jo.post(f"{page_of(login)}/show", {"what": "recovery"})
    page = read(cast.browse_as(cast.head), f"{ALL}seen/{cast.jo.pk}")
    assert "Our page" in page
    assert "the recovery codes" in page
    assert "no, they know it" in page
    assert cast.browse_as(cast.jo).get(f"{ALL}seen/{cast.jo.pk}").status_code == 403
    assert cast.browse_as(cast.head).get(f"{ALL}seen/{cast.stranger.pk}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_logins(cast, queries_do_not_grow):
    head = cast.browse_as(cast.head)

    def more(number):
        for place in range(number):
            add_login(
                cast.as_actor(cast.deputy),
                cast.facebook,
                name=f"Page {place}",
                password=f"{PASSWORD} {place}",
            )

    queries_do_not_grow(more, lambda: read(head, ALL), at_most=12)
    queries_do_not_grow(lambda _number: None, lambda: read(head, "/today"))


def test_the_number_of_queries_does_not_grow_with_the_openings(cast, login, queries_do_not_grow):
    head = cast.browse_as(cast.head)

    def more(number):
        LoginOpening.objects.bulk_create(
            LoginOpening(
                school=cast.oakfield, login=login, person=cast.jo, what="code", at=NOW - timedelta(minutes=place),
                is_emergency=True, reason="It could not wait",
            )
            for place in range(number)
        )  # fmt: skip

    queries_do_not_grow(more, lambda: read(head, page_of(login)), at_most=14)
    queries_do_not_grow(more, lambda: read(head, f"{ALL}seen/{cast.jo.pk}"), at_most=12)
    queries_do_not_grow(more, lambda: read(head, f"{ALL}emergencies/"), at_most=12)


def test_the_whole_database_holds_no_word_of_it(cast, login, caplog):
    """Every table, as text, the trail and its words among them, after all of it was put in, opened and changed."""
    with caplog.at_level("DEBUG"):
        jo = cast.browse_as(cast.jo)
        for what in ("password", "code", "recovery", "words"):
            jo.post(f"{page_of(login)}/show", {"what": what})
        jo.post(f"{page_of(login)}/change", {"password": NEW_PASSWORD, "sign_in_name": SIGN_IN_NAME})
    everything = "\n".join(
        str(row) for model in apps.get_models() for row in model._base_manager.values_list()
    )
    assert len(everything) > 20_000
    assert not [one for one in SECRETS if one in everything]
    assert not [one for one in SECRETS if one in caplog.text]
