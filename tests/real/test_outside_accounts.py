"""Signing in with an account that the trust keeps elsewhere, against a real OpenID Connect provider."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from schoolgate.audit.models import Event, EventDetail
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person, User
from schoolgate.people.oidc.actions import end_provider, forget_outside_accounts, set_provider
from schoolgate.people.oidc.models import SignInProvider
from tests import make
from tests.cast import assemble

from .servers.provider import RealProvider

SITE = "http://127.0.0.1:8000"
NAME = {"HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def cast(db, settings):
    settings.MAY_CALL_THIS_MACHINE = True
    return assemble()


@pytest.fixture
def provider(cast, tmp_path):
    """Set by the trust officer, as for Google Workspace; its number is known before it is stored."""
    officer = make.make_person(cast.oakfield, Role.TRUST_OFFICER, forename="Una", surname="Trent")
    number = (SignInProvider.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    with RealProvider(tmp_path, f"{SITE}/account/with/{number}/back") as real:

        def set_as(which: str = "google", **more: object) -> SignInProvider:
            SignInProvider.objects.all().delete()
            given = {
                "domains": ["oakfield.example"],
                "issuer": real.issuer,
                "client_id": "schoolgate",
                **more,
            }
            actor = cast.as_actor(officer)
            set_provider(actor, cast.trust, which=which, secret="only-for-tests", **given)
            made = SignInProvider.objects.get()
            if made.pk != number:
                SignInProvider.objects.filter(pk=made.pk).update(id=number)
            return SignInProvider.objects.get()

        real.set_as, real.officer = set_as, actor_of_officer(cast, officer)
        yield real


def actor_of_officer(cast, officer):
    return cast.as_actor(officer)


def account(person: Person, **claims: object) -> dict[str, object]:
    """What Google signs of somebody of the school."""
    return {"email": person.user.email, "email_verified": True, "hd": "oakfield.example", **claims}


@pytest.fixture
def jo(cast) -> Person:
    User.objects.filter(pk=cast.jo.user_id).update(email="jo@oakfield.example")
    cast.jo.refresh_from_db()
    return Person.objects.select_related("user").get(pk=cast.jo.pk)


def come(client: Client, real: RealProvider, name: str, set_provider: SignInProvider, path: str = "/today"):
    """Through the button, the provider's own pages, and back."""
    away = client.get(f"/account/with/{set_provider.pk}/?{urlencode({'next': path})}", **NAME)
    assert away.status_code == 302, away.content
    back = urlsplit(real.sign_in(away["Location"], name))
    return client.get(f"{back.path}?{back.query}", **NAME)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_somebody_of_the_school_signs_in_and_nothing_of_the_account_is_kept(cast, provider, jo):
    provider.has("jo", **account(jo, name="Jo Ash"))
    client, here = Client(), provider.set_as()
    assert "Sign in with Google Workspace" in client.get("/account/login/").content.decode()
    came = come(client, provider, "jo", here)
    assert (came.status_code, came["Location"]) == (302, "/today")
    assert int(client.session["_auth_user_id"]) == jo.user_id
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.user_id, kept.extra_data) == ("jo", jo.user_id, {})
    assert not SocialToken.objects.exists()
    types = list(Event.objects.filter(log_id=f"trust:{cast.trust.pk}").values_list("type", flat=True))
    assert types.count("person.outside_account_linked") == types.count("person.signed_in") == 1
    # The second time the account is known by its number; another address of it changes nothing.
    provider.has("jo", **account(jo, email="jo.ash@oakfield.example"))
    again = Client()
    assert come(again, provider, "jo", here).status_code == 302
    assert int(again.session["_auth_user_id"]) == jo.user_id


def test_it_asks_with_a_proof_key_and_a_state_of_its_own(provider, jo):
    away = Client().get(
        f"/account/with/{provider.set_as().pk}/?auth_params=prompt%3Dnone&scope=offline", **NAME
    )
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "email"}
    assert "prompt" not in asked
    assert asked["state"]


@pytest.mark.parametrize(
    ("which", "prompt"), [("google", "select_account"), ("entra", "select_account"), ("other", "login")]
)
def test_who_came_with_the_wrong_account_is_asked_there_for_another(provider, jo, which, prompt):
    """Else their browser, which knows the wrong one, comes straight back with it."""
    here = provider.set_as("other")
    provider.has("at-home", email="jo@home.example", email_verified=True)
    client = Client()
    page = come(client, provider, "at-home", here, path="/schools/oakfield/posts/").content.decode()
    assert "You came with jo@home.example, from 127.0.0.1." in page
    another = f"/account/with/{here.pk}/?next=%2Fschools%2Foakfield%2Fposts%2F&amp;another=1"
    assert another in page
    SignInProvider.objects.filter(pk=here.pk).update(which=which)
    away = client.get(another.replace("&amp;", "&"), **NAME)
    assert parse_qs(urlsplit(away["Location"]).query)["prompt"] == [prompt]
    if which == "other":
        provider.has("jo", **account(jo))
        back = urlsplit(provider.sign_in(away["Location"], "jo"))
        assert client.get(f"{back.path}?{back.query}", **NAME)["Location"] == "/schools/oakfield/posts/"


OUTSIDERS = {
    "of another domain": {"email": "jo@gmail.example", "hd": None},
    "of a domain that only looks like ours": {"email": "jo@oakfield.example.evil.example"},
    "with our address but no managed domain": {"hd": None},
    "with an address nobody has checked": {"email_verified": False},
    "with no word whether it was checked": {"email_verified": None},
    "whom nobody here knows": {"email": "stranger@oakfield.example"},
    "without an address": {"email": None},
}


@pytest.mark.parametrize("claims", OUTSIDERS.values(), ids=OUTSIDERS)
def test_an_outsiders_account_is_refused_with_a_sentence_and_makes_nobody(cast, provider, jo, claims):
    said = {name: value for name, value in account(jo, **claims).items() if value is not None}
    provider.has("outsider", **said)
    before = (User.objects.count(), Person.objects.count())
    client = Client()
    refused = come(client, provider, "outsider", provider.set_as())
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "This account does not lead in here" in page
    assert (
        "Ask the headteacher" in page
        or "account that the school gave you" in page
        or "Confirm it there" in page
    )
    assert not is_signed_in(client)
    assert (User.objects.count(), Person.objects.count()) == before
    assert not SocialAccount.objects.exists()
    assert Event.objects.filter(type="person.sign_in_refused").count() == 1
    assert not EventDetail.objects.filter(words__contains="@").exists()


def test_somebody_of_another_trust_does_not_come_in_through_this_one(cast, provider):
    User.objects.filter(pk=cast.stranger.user_id).update(email="fay@oakfield.example")
    provider.has("fay", email="fay@oakfield.example", email_verified=True, hd="oakfield.example")
    client = Client()
    assert come(client, provider, "fay", provider.set_as()).status_code == 403
    assert not is_signed_in(client)


def test_an_address_that_was_given_to_somebody_new_does_not_take_over(cast, provider, jo):
    here = provider.set_as()
    provider.has("jo", **account(jo))
    assert come(Client(), provider, "jo", here).status_code == 302
    provider.has("somebody-new", **account(jo))
    client = Client()
    refused = come(client, provider, "somebody-new", here)
    assert refused.status_code == 403
    assert "another account" in refused.content.decode()
    assert not is_signed_in(client)
    # It is Jo's own, made anew: so the headteacher says.
    forget_outside_accounts(cast.as_actor(cast.head), cast.jo)
    assert come(client, provider, "somebody-new", here).status_code == 302
    assert int(client.session["_auth_user_id"]) == jo.user_id
    assert come(Client(), provider, "jo", here).status_code == 403


@pytest.mark.parametrize(("tenant", "comes_in"), [("tenant-1", True), ("tenant-2", False), (None, False)])
def test_for_microsoft_the_tenant_decides(provider, jo, tenant, comes_in):
    here = provider.set_as("entra", tenant="tenant-1")
    # Entra names the address as the user's name, and says nothing of whether it was checked.
    said = {"preferred_username": jo.user.email, **({"tid": tenant} if tenant else {})}
    provider.has("jo", **said)
    client = Client()
    came = come(client, provider, "jo", here)
    assert came.status_code == (302 if comes_in else 403)
    assert is_signed_in(client) == comes_in


@pytest.mark.parametrize(
    ("trust_counts_it", "methods", "counts"),
    [
        (True, ["pwd", "mfa"], True),
        (True, ["pwd"], False),
        (False, ["pwd", "mfa"], False),
        (True, None, False),
    ],
)
def test_a_second_factor_there_counts_only_where_the_trust_says_so(
    cast, provider, jo, trust_counts_it, methods, counts
):
    provider.has("jo", **account(jo, **({"amr": methods} if methods else {})))
    client = Client()
    come(client, provider, "jo", provider.set_as(counts_second_factor=trust_counts_it))
    page = client.get("/schools/oakfield/posts/", **NAME)
    assert (page.status_code == 200) == counts
    if not counts:
        assert page["Location"].startswith("/account/second-factor")


def test_who_is_switched_off_here_does_not_come_in_from_there(provider, jo):
    User.objects.filter(pk=jo.user_id).update(is_active=False)
    provider.has("jo", **account(jo))
    client = Client()
    come(client, provider, "jo", provider.set_as())
    assert not is_signed_in(client)


def test_an_answer_to_a_question_that_was_not_asked_signs_nobody_in(provider, jo):
    here = provider.set_as()
    provider.has("jo", **account(jo))
    asked, other = Client(), Client()
    away = asked.get(f"/account/with/{here.pk}/", **NAME)
    back = urlsplit(provider.sign_in(away["Location"], "jo"))
    refused = other.get(f"{back.path}?{back.query}", **NAME)
    assert refused.status_code == 401
    assert not is_signed_in(other)


def test_a_token_for_another_registration_or_issuer_is_refused(provider, jo):
    here = provider.set_as()
    provider.has("jo", **account(jo))
    client = Client()
    away = client.get(f"/account/with/{here.pk}/", **NAME)
    back = urlsplit(provider.sign_in(away["Location"], "jo"))
    SignInProvider.objects.filter(pk=here.pk).update(issuer=provider.issuer.replace("127.0.0.1", "localhost"))
    assert client.get(f"{back.path}?{back.query}", **NAME).status_code in (401, 502)
    assert not is_signed_in(client)


def test_a_provider_that_does_not_answer_is_a_page_and_nobody_is_signed_in(provider, jo):
    here = provider.set_as()
    SignInProvider.objects.filter(pk=here.pk).update(issuer="http://127.0.0.1:9")
    page = Client().get(f"/account/with/{here.pk}/", **NAME)
    assert page.status_code == 502
    assert "did not answer" in page.content.decode()


def test_a_provider_inside_the_network_is_never_asked(provider, settings):
    here = provider.set_as()
    settings.MAY_CALL_THIS_MACHINE = False
    assert Client().get(f"/account/with/{here.pk}/", **NAME).status_code == 502


def test_after_its_end_nobody_comes_in_from_there(cast, provider, jo):
    here = provider.set_as()
    end_provider(provider.officer, cast.trust, provider=here.pk)
    here.refresh_from_db()
    assert here.sealed_secret == ""
    assert Client().get(f"/account/with/{here.pk}/", **NAME).status_code == 404
    assert "Google" not in Client().get("/account/login/").content.decode()
