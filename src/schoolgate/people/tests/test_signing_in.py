"""Signing in, the second factor, sessions, and what they leave in the trust's log."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.actions.signing_in import end_sessions
from schoolgate.people.models import Person
from schoolgate.people.sessions import device_words
from schoolgate.people.tests.filled import fields_of
from tests import make
from tests.cast import Cast, assemble

PASSWORD = "three odd words"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = reverse("account_login")
PEOPLE = "/schools/oakfield/people"


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


def with_password(person: Person) -> Person:
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


def code_now(secret: str = SECRET) -> str:
    """What the app shows at this moment: in the middle of those that count (tests/settings.py)."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def sign_in(client: Client, person: Person, password: str = PASSWORD, **more: str) -> object:
    return client.post(LOGIN, {"login": person.email, "password": password, **more})


def events(log_of: Cast) -> list[str]:
    return list(
        Event.objects.filter(log_id=f"trust:{log_of.trust.pk}").order_by("pk").values_list("type", flat=True)
    )


# Password and second factor


def test_a_volunteer_needs_only_a_password(cast: Cast, client: Client) -> None:
    answer = sign_in(client, with_password(cast.volunteer))
    assert answer.url == "/today"
    assert client.get("/schools/oakfield/calendar").status_code == 200
    assert events(cast) == ["person.signed_in"]


def test_whoever_can_see_pupils_is_sent_to_add_a_second_factor_first(cast: Cast, client: Client) -> None:
    sign_in(client, with_password(cast.jo))
    answer = client.get(f"{PEOPLE}?q=ash")
    assert answer.url == f"{reverse('people:second_factor')}?next=%2Fschools%2Foakfield%2Fpeople%3Fq%3Dash"
    assert "One step is not enough" in client.get(answer.url).content.decode()


def test_an_app_for_codes_opens_every_page_in_the_same_session(
    committed_database: Path, client: Client, settings: object
) -> None:
    cast = assemble()
    settings.FIXED_NOW = cast.now
    sign_in(client, with_password(cast.jo))
    adding = reverse("mfa_activate_totp")
    page = client.get(adding).content.decode()
    secret = re.search(r'<code class="long-address">(\w+)</code>', page)[1]
    answer = client.post(adding, {"code": code_now(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(PEOPLE).status_code == 200
    assert events(cast) == ["person.signed_in", "second_factor.added"]
    codes = client.get(answer.url).content.decode()
    assert len(re.findall(r"<li><code>\d+</code></li>", codes)) == 10


def test_a_while_after_signing_in_the_password_is_asked_for_before_anything_changes(
    cast: Cast, client: Client
) -> None:
    sign_in(client, with_password(cast.jo))
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": cast.now.timestamp() - 301}]
    session.save()
    for page in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(page)).url.startswith(reverse("account_reauthenticate"))


def test_a_session_without_its_second_factor_changes_nothing_about_it(cast: Cast, client: Client) -> None:
    TOTP.activate(cast.jo.user, SECRET)
    client.force_login(cast.jo.user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": cast.now.timestamp()}]
    session.save()
    assert client.get(reverse("mfa_deactivate_totp")).url.startswith(reverse("mfa_reauthenticate"))


def test_a_code_is_asked_for_at_sign_in_and_a_wrong_one_is_refused(cast: Cast, client: Client) -> None:
    TOTP.activate(with_password(cast.jo).user, SECRET)
    asked = sign_in(client, cast.jo)
    assert asked.url == reverse("mfa_authenticate")
    wrong = client.post(asked.url, {"code": "000000"})
    assert "This code is not right, or it is too old." in wrong.content.decode()
    assert client.get(PEOPLE).status_code == 302
    client.post(asked.url, {"code": code_now()})
    assert client.get(PEOPLE).status_code == 200
    assert events(cast) == ["person.sign_in_refused", "person.signed_in"]


def test_a_code_on_paper_works_once(cast: Cast) -> None:
    TOTP.activate(with_password(cast.jo).user, SECRET)
    code = RecoveryCodes.activate(cast.jo.user).get_unused_codes()[0]
    came_in = []
    for _ in range(2):
        client = Client()
        client.post(sign_in(client, cast.jo).url, {"code": code})
        came_in.append(client.get(PEOPLE).status_code == 200)
    assert came_in == [True, False]


def test_a_session_without_its_second_factor_is_asked_for_the_one_that_is_there(
    cast: Cast, client: Client
) -> None:
    TOTP.activate(cast.jo.user, SECRET)
    client.force_login(cast.jo.user)
    assert client.get(PEOPLE).url == f"{reverse('mfa_reauthenticate')}?next=%2Fschools%2Foakfield%2Fpeople"


def test_a_form_is_not_posted_before_the_second_factor(cast: Cast, client: Client) -> None:
    client.force_login(cast.head.user)
    answer = client.post(f"{PEOPLE}/add", {"forename": "Nia", "surname": "Pryce"})
    assert answer.url.startswith(reverse("people:second_factor"))
    assert not Person.objects.filter(surname="Pryce").exists()


def test_the_way_back_never_leads_to_another_website(cast: Cast) -> None:
    client = cast.browse_as(cast.jo)
    for wanted, onward in (
        ("https://evil.example/", "/today"),
        ("//evil.example", "/today"),
        (PEOPLE, PEOPLE),
    ):
        assert client.get(reverse("people:second_factor"), {"next": wanted}).url == onward


def test_secrets_of_second_factors_are_sealed_in_the_database(cast: Cast) -> None:
    TOTP.activate(cast.jo.user, SECRET)
    RecoveryCodes.activate(cast.jo.user)
    kept = json.dumps([one.data for one in Authenticator.objects.all()])
    assert SECRET not in kept
    assert all(code not in kept for code in RecoveryCodes(Authenticator.objects.last()).get_unused_codes())


def test_known_and_unknown_addresses_are_refused_alike(cast: Cast, client: Client) -> None:
    with_password(cast.jo)
    said = []
    for email in (cast.jo.email, "nobody@oakfield.example"):
        answer = client.post(LOGIN, {"login": email, "password": "wrong"}).content.decode()
        said.append(re.findall(r"<a href=\"#.*|The address or the password[^<]*", answer))
    assert said[0] == said[1] != []
    assert events(cast) == ["person.sign_in_refused", "person.sign_in_refused"]


def test_guessing_ends_after_ten_tries(cast: Cast, client: Client) -> None:
    with_password(cast.jo)
    for _ in range(10):
        sign_in(client, cast.jo, "wrong")
    answer = sign_in(client, cast.jo)
    assert "That was wrong too often." in answer.content.decode()


def test_nobody_signs_up_or_changes_their_own_address(cast: Cast, client: Client) -> None:
    for path in ("/account/signup/", "/account/email/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"email": "x@y.example", "password1": PASSWORD}).status_code == 404


# Forgotten passwords


def test_a_forgotten_password_is_answered_alike_whether_the_address_is_known(
    cast: Cast, client: Client
) -> None:
    for email in (cast.jo.email, "nobody@oakfield.example"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        assert answer.url == reverse("account_reset_password_done")
    assert events(cast) == ["password.forgotten", "password.forgotten"]


# Sessions


def signed_in_elsewhere(person: Person) -> Client:
    client = Client(
        headers={"user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"}
    )
    sign_in(client, with_password(person))
    return client


def test_every_device_is_listed_and_each_can_be_signed_out(cast: Cast) -> None:
    there = signed_in_elsewhere(cast.volunteer)
    here = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Version/18 Safari/604.1"})
    sign_in(here, cast.volunteer)
    page = here.get(reverse("people:sessions")).content.decode()
    assert "Chrome on Android" in page
    assert "Safari on iPhone" in page
    other = UserSession.objects.get(user_agent__contains="Android")
    key = fields_of(page)["form_key"]
    here.post(reverse("people:end_session", kwargs={"session_id": other.pk}), {"form_key": key})
    assert there.get(reverse("people:sessions")).status_code == 302
    assert here.get(reverse("people:sessions")).status_code == 200
    assert events(cast)[-1] == "session.ended"


def test_all_others_can_be_signed_out_at_once(cast: Cast) -> None:
    elsewhere = [signed_in_elsewhere(cast.volunteer) for _ in range(3)]
    here = signed_in_elsewhere(cast.volunteer)
    here.post(reverse("people:end_session", kwargs={"session_id": 0}))
    page = reverse("people:sessions")
    assert [client.get(page).status_code for client in (here, *elsewhere)] == [200, 302, 302, 302]


def test_nobody_ends_the_session_of_somebody_else(cast: Cast) -> None:
    signed_in_elsewhere(cast.volunteer)
    theirs = UserSession.objects.get()
    with pytest.raises(Refused):
        end_sessions(cast.as_actor(cast.jo), cast.volunteer, sessions=[theirs.pk])
    with pytest.raises(Refused):
        end_sessions(cast.as_actor(cast.jo), cast.jo, sessions=[theirs.pk])
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140 Safari/537.36", "Chrome on Chromebook"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Gecko Firefox/140.0", "Firefox on Mac"),
        ("curl/8", "A device we do not know"),
    ],
)
def test_a_device_is_named_as_people_name_it(user_agent: str, words: str) -> None:
    assert device_words(user_agent) == words


def test_somebody_whose_last_role_ended_sees_no_school(cast: Cast) -> None:
    client = cast.browse_as(cast.jo)
    cast.jo.appointments.update(last_on=make.NOW.date() - timedelta(days=1))
    assert client.get(PEOPLE).status_code == 404


@pytest.mark.parametrize(
    "role", [Role.HEADTEACHER, Role.STAFF, Role.OFFICE, Role.TRAINEE, Role.TRUST_OFFICER]
)
def test_roles_that_approve_or_see_pupils_need_a_second_factor(
    cast: Cast, client: Client, role: Role
) -> None:
    client.force_login(make.make_person(cast.oakfield, role).user)
    assert client.get("/schools/oakfield/calendar").status_code == 302


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.PARENT, Role.GOVERNOR, Role.MODERATOR])
def test_roles_that_see_no_pupil_need_none(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(make.make_person(cast.oakfield, role).user)
    assert client.get("/schools/oakfield/calendar").status_code == 200
