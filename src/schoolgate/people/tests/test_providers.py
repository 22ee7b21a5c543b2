"""Where people of a trust may sign in besides here. (The signing in itself: tests/real, against a real provider.)"""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from schoolgate.audit.models import Event, EventDetail
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment
from schoolgate.people.oidc.actions import end_provider, forget_outside_accounts, set_provider
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.people.oidc.sealing import opened
from tests import make

PAGE = "/schools/oakfield/people/signing-in"
SECRET = "a secret that nobody reads again"
TENANT = "1b6d2a08-5a0c-4c6e-9d5e-0f1e2d3c4b5a"
GOOGLE = {
    "which": "google",
    "issuer": "https://accounts.google.com",
    "client_id": "12-ab.apps.example",
    "secret": SECRET,
    "domains": ["oakfield.example"],
}


@pytest.fixture
def officer(cast):
    found = make.make_person(cast.oakfield, Role.STAFF, forename="Una", surname="Trent")
    Appointment.objects.filter(person=found).update(role=Role.TRUST_OFFICER, school=None)
    return found


def set_google(cast, officer, **other):
    set_provider(cast.as_actor(officer), cast.trust, **{**GOOGLE, **other})
    return SignInProvider.objects.get()


def test_it_is_set_and_recorded_and_its_secret_is_sealed(cast, officer):
    made = set_google(cast, officer)
    assert SECRET not in made.sealed_secret
    assert opened(made.sealed_secret) == SECRET
    assert [event.type for event in Event.objects.all()] == ["trust.sign_in_set"]
    assert not EventDetail.objects.filter(words__contains="secret").exists()


@pytest.mark.parametrize("wrong", [{"domains": []}, {"which": "entra", "tenant": ""}])
def test_what_would_let_anybody_try_is_refused_and_changes_nothing(cast, officer, wrong):
    with pytest.raises(Refused):
        set_google(cast, officer, **wrong)
    assert not SignInProvider.objects.exists()
    assert not Event.objects.exists()


def test_a_headteacher_of_one_of_several_schools_does_not_set_it_for_the_trust(cast):
    with pytest.raises(Refused) as refused:
        set_google(cast, cast.head)
    assert refused.value.refusals[0].words == "How people sign in is set for the whole trust."
    with pytest.raises(Refused):
        set_google(cast, cast.jo)
    assert not SignInProvider.objects.exists()


def test_another_trust_is_not_here(cast, officer):
    with pytest.raises(NotHere):
        set_provider(cast.as_actor(officer), cast.farrow.trust, **GOOGLE)


def test_the_headteacher_of_a_school_that_stands_alone_may(cast):
    actor = cast.as_actor(cast.stranger, cast.farrow)
    set_provider(actor, cast.farrow.trust, **GOOGLE)
    assert SignInProvider.objects.get().trust_id == cast.farrow.trust_id


def test_after_its_end_it_is_offered_no_more_and_its_secret_is_gone(cast, officer):
    made = set_google(cast, officer)
    end_provider(cast.as_actor(officer), cast.trust, provider=made.pk)
    made.refresh_from_db()
    assert made.ended_at == cast.now
    assert made.sealed_secret == ""
    assert "Google" not in Client().get("/account/login/").content.decode()
    with pytest.raises(Refused):
        end_provider(cast.as_actor(officer), cast.trust, provider=made.pk)
    assert Event.objects.filter(type="trust.sign_in_ended").count() == 1


def test_on_the_page_with_what_is_wrong_said_in_place(cast, officer):
    client = cast.browse_as(officer)
    said = {"which": "other", "domains": "not a domain", "client_id": "c", "secret": "s"}
    page = client.post(PAGE, said).content.decode()
    assert "Write only what stands after the @" in page
    assert "Write the address that the provider names itself by." in page
    assert not SignInProvider.objects.exists()
    right = {**said, "which": "entra", "tenant": TENANT, "domains": "@Oakfield.example, trust.example"}
    its_name = client.post(PAGE, {**right, "tenant": "oakfield"}).content.decode()
    assert "Copy it, rather than its name." in its_name
    assert client.post(PAGE, right).status_code == 302
    made = SignInProvider.objects.get()
    assert made.issuer == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert made.domains == ["oakfield.example", "trust.example"]
    shown = client.get(PAGE).content.decode()
    assert f"/account/with/{made.pk}/back" in shown
    assert made.sealed_secret not in shown
    ending = f"{PAGE}/{made.pk}/end"
    assert "Nobody signs in with Microsoft Entra any more?" in client.get(ending).content.decode()
    assert client.post(ending).status_code == 302
    made.refresh_from_db()
    assert made.ended_at is not None


def test_whoever_cannot_set_it_is_told_whom_to_ask_before_there_is_anything_to_fill_in(cast, officer):
    page = cast.browse_as(cast.head).get(PAGE).content.decode()
    assert "Ask the trust officer: Una Trent." in page
    assert "Client secret" not in page


def test_another_trusts_provider_has_no_page_here(cast, officer):
    set_provider(cast.as_actor(cast.stranger, cast.farrow), cast.farrow.trust, **GOOGLE)
    theirs = SignInProvider.objects.get()
    client = cast.browse_as(officer)
    assert client.get(f"{PAGE}/{theirs.pk}/end").status_code == 404
    assert str(theirs.client_id) not in client.get(PAGE).content.decode()


def test_the_button_stands_beside_the_password_and_keeps_where_somebody_wanted_to_go(cast, officer):
    made = set_google(cast, officer)
    page = Client().get("/account/login/?next=/schools/oakfield/posts/").content.decode()
    assert f"/account/with/{made.pk}/?next=%2Fschools%2Foakfield%2Fposts%2F" in page
    assert "Sign in with Google Workspace" in page
    set_provider(cast.as_actor(cast.stranger, cast.farrow), cast.farrow.trust, **GOOGLE)
    assert f"({cast.trust.name})" in Client().get("/account/login/").content.decode()


def comes_with(person, provider) -> SocialAccount:
    """They have signed in there once."""
    return SocialAccount.objects.create(user=person.user, provider=provider.key, uid=f"account-{person.pk}")


def test_an_account_that_was_made_anew_is_let_in_by_whoever_appoints_people(cast, officer):
    google = set_google(cast, officer)
    comes_with(cast.jo, google)
    comes_with(cast.lee, google)
    forget_outside_accounts(cast.as_actor(cast.head), cast.jo)
    assert [one.user for one in SocialAccount.objects.all()] == [cast.lee.user]
    event = Event.objects.latest("pk")
    assert (event.type, event.subject_id) == ("person.outside_account_forgotten", str(cast.jo.pk))
    assert not EventDetail.objects.filter(words__contains=f"account-{cast.jo.pk}").exists()
    with pytest.raises(Refused) as refused:
        forget_outside_accounts(cast.as_actor(cast.head), cast.jo)
    assert "do not sign in with an account elsewhere" in refused.value.refusals[0].words


def test_who_works_elsewhere_too_keeps_their_account_and_nobody_without_the_role_changes_one(cast, officer):
    google = set_google(cast, officer)
    comes_with(cast.jo, google)
    make.appoint(cast.jo, Role.GOVERNOR, cast.elmsgate)
    for act in (
        lambda: forget_outside_accounts(cast.as_actor(cast.head), cast.jo),
        lambda: forget_outside_accounts(cast.as_actor(cast.lee), cast.jo),
        lambda: forget_outside_accounts(cast.as_actor(cast.head), cast.stranger),
    ):
        with pytest.raises((Refused, NotHere)):
            act()
    assert SocialAccount.objects.count() == 1


def test_a_persons_page_says_with_which_account_they_come_and_lets_a_new_one_in(cast, officer):
    google = set_google(cast, officer)
    head, theirs = cast.browse_as(cast.head), f"/schools/oakfield/people/{cast.jo.pk}"
    assert "They have not signed in yet" in head.get(theirs).content.decode()
    comes_with(cast.jo, google)
    page = head.get(theirs).content.decode()
    assert "They sign in with their account at Google Workspace." in page
    assert "They have not signed in yet" not in page
    assert "account at Google" not in cast.browse_as(cast.lee).get(theirs).content.decode()
    assert "Let a new account of Jo Ash in?" in head.get(f"{theirs}/new-account").content.decode()
    assert head.post(f"{theirs}/new-account")["Location"] == theirs
    assert not SocialAccount.objects.exists()
    assert head.get(f"/schools/oakfield/people/{cast.stranger.pk}/new-account").status_code == 404


def test_an_empty_form_names_each_field_that_is_empty(cast, officer):
    page = cast.browse_as(officer).post(PAGE).content.decode()
    for words in ("Choose an answer: Where are the accounts?", "“Client ID” is still empty."):
        assert words in page
    assert "This field is required" not in page


def test_another_provider_is_called_by_its_name_on_the_internet(cast, officer):
    made = set_google(cast, officer, which="other", issuer="https://id.oakfield.example/realms/staff")
    assert "Sign in with id.oakfield.example" in Client().get("/account/login/").content.decode()
    assert str(made) == "id.oakfield.example"


def test_whoever_turns_back_there_is_told_so_here(db):
    answer = Client().get("/account/3rdparty/login/cancelled/", follow=True)
    assert "You are not signed in." in answer.content.decode()


def test_the_pages_of_signing_up_with_an_account_are_not_offered(db):
    for path in ("", "signup/"):
        assert Client().get(f"/account/3rdparty/{path}").status_code in (302, 404)


def test_the_page_takes_as_many_queries_with_thirty_as_with_three(cast, officer, queries_do_not_grow):
    client = cast.browse_as(officer)

    def add(number):
        for _ in range(number):
            set_provider(cast.as_actor(officer), cast.trust, **GOOGLE)

    queries_do_not_grow(add, lambda: client.get(PAGE), at_most=8)
    queries_do_not_grow(lambda _number: None, lambda: Client().get("/account/login/"), at_most=4)
