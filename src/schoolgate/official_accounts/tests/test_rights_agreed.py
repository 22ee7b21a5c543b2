"""A yes to a right on an account names that person, by whoever said it; what stands against it is said before."""

import pytest
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.notifications.models import Letter
from schoolgate.official_accounts.actions import name_as_agreed, name_for_account
from schoolgate.official_accounts.models import AccountPerson, AccountRecord
from schoolgate.requests import queries
from schoolgate.requests.actions import decide_request, draft_request, send_request
from schoolgate.requests.models import Request
from schoolgate.rules.refusals import Control
from tests import make
from tests.clauses.stage import adopt
from tests.following import follow_up

pytestmark = pytest.mark.django_db


def sent(cast, **changed) -> Request:
    answers = {
        "person": cast.lee.pk,
        "account": f"account_{cast.facebook.pk}",
        "right": "writer",
        "reasons": "Sports day",
        **changed,
    }
    jo = cast.as_actor(cast.jo)
    request = draft_request(jo, cast.oakfield, form="right_on_an_account", answers=answers).subject
    send_request(jo, request)
    request.refresh_from_db()
    return request


def yes(cast, request):
    seen = queries.turn_digest(request)
    return decide_request(cast.as_actor(cast.head), request, says_yes=True, seen=seen)


def about(refused):
    return [one.about for one in refused.value.refusals]


def test_a_yes_names_them_by_whoever_said_it_once(cast):
    request = sent(cast, until="2027-01-31")
    yes(cast, request)
    follow_up(cast.now)
    follow_up(cast.now)
    named = AccountPerson.objects.get()
    assert (named.account, named.person, named.does) == (cast.facebook, cast.lee, "writer")
    assert (named.named_by, named.request, str(named.last_on)) == (cast.head, request, "2027-01-31")
    cast.facebook.refresh_from_db()
    assert [one.person_id for one in cast.facebook.named_for()] == [cast.lee.pk]
    assert Event.objects.filter(type="account.person_named").count() == 1
    told = cast.browse_as(cast.jo).get(queries.page_of(request)).content.decode()
    assert "What came of it" in told
    assert "Lee Birch writes for it: Facebook" in told


def test_who_moderates_stands_in_the_accounts_record(cast):
    yes(cast, sent(cast, right="moderator"))
    follow_up(cast.now)
    follow_up(cast.now)
    assert AccountRecord.objects.get().moderator == cast.lee
    assert not AccountPerson.objects.exists()
    assert Event.objects.filter(type="account.person_named").count() == 1


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({"account": "account_999"}, "account"),
        ({"person": "governor"}, "person"),
        ({"until": "2020-01-01"}, "until"),
    ],
)
def test_what_cannot_come_of_it_is_said_before_anybody_is_asked(cast, changed, asked):
    if "person" in changed:
        changed = {"person": cast.governor.pk}
    with pytest.raises(Refused) as refused:
        sent(cast, **changed)
    assert about(refused) == [asked]
    assert not Event.objects.filter(type="request.sent").exists()


def test_what_stands_against_it_by_now_stops_the_yes(cast):
    request = sent(cast)
    today = cast.now.date()
    name_for_account(
        cast.as_actor(cast.head), cast.facebook, person=cast.lee.pk, does="writer", first_on=today
    )
    with pytest.raises(Refused) as refused:
        yes(cast, request)
    assert about(refused) == ["person"]
    told = cast.browse_as(cast.head).get(queries.page_of(request)).content.decode()
    assert "This stands against a yes by now:" in told
    request.refresh_from_db()
    assert request.state == "waiting"


def test_what_comes_between_the_yes_and_the_naming_is_told_to_both(cast):
    request = sent(cast)
    yes(cast, request)
    cast.lee.appointments.all().delete()
    follow_up(cast.now)
    assert not AccountPerson.objects.exists()
    told = Letter.objects.filter(occasion__contains="not_done")
    assert {one.recipient for one in told} == {f"person:{cast.jo.pk}", f"person:{cast.head.pk}"}
    assert not any("Lee" in one.text for one in told)
    page = cast.browse_as(cast.jo).get(queries.page_of(request)).content.decode()
    assert "Nobody is named yet." in page


def test_only_the_clock_names_by_a_yes_and_only_once(cast):
    request = sent(cast)
    assert name_as_agreed.why_not(cast.as_actor(cast.head), cast.facebook, request=request.pk)
    actor = clock(cast.oakfield, cast.now)
    with pytest.raises(Refused):
        name_as_agreed(actor, cast.facebook, request=request.pk)
    yes(cast, request)
    with pytest.raises(Refused):
        name_as_agreed(actor, cast.website, request=request.pk)
    name_as_agreed(actor, cast.facebook, request=request.pk)
    with pytest.raises(Refused):
        name_as_agreed(actor, cast.facebook, request=request.pk)


def test_the_form_offers_the_schools_own_accounts_and_no_other(cast):
    page = reverse("requests:ask", args=["oakfield", "right_on_an_account"])
    make.make_account(cast.elmsgate, "Elmsgate page", "by_hand")
    told = cast.browse_as(cast.jo).get(page).content.decode()
    assert "Facebook" in told
    assert "Elmsgate page" not in told


def test_an_outsider_runs_nothing_where_only_staff_may(cast):
    adopt(cast, "AC")
    AccountPerson.objects.all().delete()
    given = {"person": cast.volunteer.pk, "does": "administrator", "first_on": cast.now.date()}
    against = name_for_account.why_not(cast.as_actor(cast.head), cast.facebook, **given)
    assert Control.ACCOUNT_IS_THE_SCHOOLS_OWN in [one.control for one in against]
    assert not name_for_account.why_not(
        cast.as_actor(cast.head), cast.facebook, **{**given, "does": "writer"}
    )


def test_under_some_policies_accounts_are_run_from_addresses_of_the_school(cast):
    adopt(cast, "AS")
    AccountPerson.objects.all().delete()
    cast.oakfield.domains = ["oakfield.example"]
    cast.oakfield.save()
    given = {"person": cast.lee.pk, "does": "lead", "first_on": cast.now.date()}
    against = name_for_account.why_not(cast.as_actor(cast.head), cast.facebook, **given)
    assert [one.control for one in against] == [Control.SCHOOL_ADDRESSES_ONLY]
    cast.lee.email = "lee@oakfield.example"
    cast.lee.save()
    assert not name_for_account.why_not(cast.as_actor(cast.head), cast.facebook, **given)
