"""Nonce, a second factor said by `acr`, and signing in once more at the provider, against a real one."""

import time
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from schoolgate.audit.models import Event
from schoolgate.people.models import User
from schoolgate.people.second_factor import METHODS

from .test_outside_accounts import NAME, account, cast, come, is_signed_in, jo, provider  # noqa: F401 - fixtures

PASSKEYS = "/account/2fa/webauthn/add/"
NEW_KEY = "/account/keys/new"


@pytest.fixture
def inside(provider, jo):  # noqa: F811
    """Jo, who has neither a password nor a second factor here, came in from there; that was a while ago."""
    User.objects.filter(pk=jo.user_id).update(password="!")
    provider.has("jo", **account(jo, amr=["pwd", "mfa"]))
    provider.here = provider.set_as(counts_second_factor=True)
    client = Client()
    assert come(client, provider, "jo", provider.here).status_code == 302
    later(client)
    return client


def later(client, seconds=1000):
    """Everything that was shown in this session is so much older."""
    session = client.session
    session[METHODS] = [{**one, "at": one["at"] - seconds} for one in session[METHODS]]
    session.save()


def asked(address):
    return {name: words[0] for name, words in parse_qs(urlsplit(address).query).items()}


def without(address, *names, **changed):
    """The question with these words left out or changed on the way to the provider."""
    parts = urlsplit(address)
    given = {name: words for name, words in parse_qsl(parts.query) if name not in names} | changed
    return urlunsplit(parts._replace(query=urlencode(given)))


def answered(client, provider, address, name="jo"):  # noqa: F811
    back = urlsplit(provider.sign_in(address, name))
    return client.get(f"{back.path}?{back.query}", **NAME)


def test_a_token_that_was_made_for_another_question_signs_nobody_in(provider, jo):  # noqa: F811
    provider.has("jo", **account(jo))
    here = provider.set_as()
    for change in ({"nonce": "another"}, None):
        client = Client()
        away = client.get(f"/account/with/{here.pk}/", **NAME)["Location"]
        assert len(asked(away)["nonce"]) >= 22
        page = answered(client, provider, without(away, **change) if change else without(away, "nonce"))
        assert page.status_code == 401
        assert not is_signed_in(client)


def test_no_two_questions_have_the_same_nonce(provider, jo):  # noqa: F811
    here = provider.set_as()
    seen = {asked(Client().get(f"/account/with/{here.pk}/", **NAME)["Location"])["nonce"] for _ in range(5)}
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("trust_counts_it", "acr", "counts"),
    [(True, "phr", True), (True, "urn:example:password", False), (False, "phr", False), (True, None, False)],
)
def test_two_factors_said_by_the_level_count_where_the_trust_says_so_else_ours_is_asked(
    provider,  # noqa: F811
    jo,  # noqa: F811
    trust_counts_it,
    acr,
    counts,
):
    provider.has("jo", **account(jo, **({"acr": acr} if acr else {})))
    here = provider.set_as(counts_second_factor=trust_counts_it)
    client = Client()
    away = client.get(f"/account/with/{here.pk}/", **NAME)["Location"]
    assert asked(away).get("acr_values") == ("phr" if trust_counts_it else None)
    answered(client, provider, away)
    page = client.get("/schools/oakfield/posts/", **NAME)
    assert (page.status_code == 200) == counts
    if not counts:
        assert page["Location"].startswith("/account/second-factor")


def test_what_wants_a_fresh_sign_in_sends_them_to_sign_in_once_more_there_and_then_goes_on(
    provider,  # noqa: F811
    inside,
):
    sent = inside.get(PASSKEYS, **NAME)
    assert sent["Location"].startswith(f"/account/with/{provider.here.pk}/again?next=")
    away = inside.get(sent["Location"], **NAME)["Location"]
    assert (asked(away)["prompt"], asked(away)["max_age"]) == ("login", "0")
    came = answered(inside, provider, away)
    assert (came.status_code, came["Location"]) == (302, PASSKEYS)
    assert inside.get(PASSKEYS, **NAME).status_code == 200
    event = Event.objects.filter(type="person.signed_in").order_by("-pk").first()
    assert '"again":true' in event.detail.words.replace(" ", "")
    later(inside)
    assert inside.get(PASSKEYS, **NAME).status_code == 302


def test_a_key_for_a_program_is_made_after_two_factors_there_just_now(provider, inside):  # noqa: F811
    sent = inside.get(NEW_KEY, **NAME)
    assert sent["Location"].startswith(f"/account/with/{provider.here.pk}/again?next=")
    away = inside.get(sent["Location"], **NAME)["Location"]
    came = answered(inside, provider, away)
    assert came["Location"] == NEW_KEY
    assert inside.get(NEW_KEY, **NAME).status_code == 200


def test_one_factor_there_makes_no_key(provider, jo, inside):  # noqa: F811
    provider.has("jo", **account(jo, amr=["pwd"]))
    away = inside.get(inside.get(NEW_KEY, **NAME)["Location"], **NAME)["Location"]
    answered(inside, provider, away)
    assert inside.get(NEW_KEY, **NAME).status_code == 302


def test_somebody_else_who_signs_in_there_does_not_go_on_as_them(cast, provider, inside):  # noqa: F811
    User.objects.filter(pk=cast.head.user_id).update(email="head@oakfield.example")
    cast.head.user.refresh_from_db()
    provider.has("head", **account(cast.head))
    come(Client(), provider, "head", provider.here)
    away = inside.get(f"/account/with/{provider.here.pk}/again?next={PASSKEYS}", **NAME)["Location"]
    page = answered(inside, provider, away, "head")
    assert page.status_code == 403
    assert "somebody else" in page.content.decode()
    assert inside.get(PASSKEYS, **NAME).status_code == 302
    assert int(inside.session["_auth_user_id"]) != cast.head.user_id


def test_a_provider_that_does_not_say_when_is_not_believed(provider, inside):  # noqa: F811
    away = inside.get(f"/account/with/{provider.here.pk}/again?next={PASSKEYS}", **NAME)["Location"]
    page = answered(inside, provider, without(away, "max_age", "prompt"))
    assert page.status_code == 403
    assert "does not say when" in page.content.decode()
    assert inside.get(PASSKEYS, **NAME).status_code == 302


def test_a_sign_in_from_before_the_question_is_not_one_again(provider, inside):  # noqa: F811
    away = inside.get(f"/account/with/{provider.here.pk}/again?next={PASSKEYS}", **NAME)["Location"]
    session = inside.session
    (key,) = session["socialaccount_states"]
    state, *rest = session["socialaccount_states"][key]
    session["socialaccount_states"] = {key: ({**state, "asked_at": time.time() + 600}, *rest)}
    session.save()
    page = answered(inside, provider, away)
    assert page.status_code == 403
    assert "did not ask you to sign in again" in page.content.decode()


def test_nobody_is_sent_again_to_where_they_have_no_account_or_elsewhere(cast, provider, inside):  # noqa: F811
    lee = cast.browse_as(cast.lee)
    assert lee.get(f"/account/with/{provider.here.pk}/again", **NAME).status_code == 404
    assert (
        cast.browse_as(cast.stranger).get(f"/account/with/{provider.here.pk}/again", **NAME).status_code
        == 404
    )
    away = inside.get(f"/account/with/{provider.here.pk}/again?next=https://evil.example/", **NAME)[
        "Location"
    ]
    assert answered(inside, provider, away)["Location"] == "/today"


def test_whoever_has_a_code_of_their_own_here_shows_that(provider, jo, inside):  # noqa: F811
    Authenticator.objects.create(user_id=jo.user_id, type="totp", data={"secret": "x"})
    assert inside.get(NEW_KEY, **NAME)["Location"].startswith("/account/2fa/reauthenticate/")
