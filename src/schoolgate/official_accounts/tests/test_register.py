"""The register: an agreed application becomes an account with its people; what is not in order shows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts import register, waiting
from schoolgate.official_accounts.actions import (
    add_account,
    change_record,
    end_naming,
    register_account,
    review_account,
)
from schoolgate.official_accounts.applying import against_applying
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, OfficialAccount
from schoolgate.official_accounts.places import PLACES
from schoolgate.people.desks import desk_of
from schoolgate.people.models import Appointment
from schoolgate.people.waiting import waiting_for
from schoolgate.policies.forms_library import request_forms
from schoolgate.requests import queries as requests
from schoolgate.requests.actions import decide_request, draft_request, send_request
from schoolgate.rules.account_register import AccountFacts, exceptions
from schoolgate.rules.refusals import Control
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt
from tests.following import follow_up


@pytest.fixture
def cast(db):
    found = assemble()
    found.oakfield.domains = ["oakfield.example"]
    found.oakfield.save()
    with scope(school=found.oakfield):
        yield found


def agreed(cast, **changed):
    answers = {
        "name": "Year 4 page",
        "place": "facebook",
        "purpose": "Parents see what we learn.",
        "objective": "education",
        "audience": ["families"],
        "lead": cast.jo.pk,
        "administrators": [cast.lee.pk],
        "moderator": cast.office.pk,
        "email": "year4@oakfield.example",
        "risks": [["Rude comments", "We read them"]],
        **changed,
    }
    jo, head = cast.as_actor(cast.jo), cast.as_actor(cast.head)
    request = draft_request(jo, cast.oakfield, form="account_application", answers=answers).subject
    send_request(jo, request)
    request.refresh_from_db()
    seen = requests.turn_digest(request)
    decide_request(head, request, says_yes=True, seen=seen, signs=["content", "brand"])
    return request


def the_account() -> OfficialAccount:
    return OfficialAccount.objects.get(name="Year 4 page")


def test_an_agreed_application_stands_in_the_register_with_its_people(cast):
    request = agreed(cast)
    follow_up(cast.now)
    follow_up(cast.now)
    account = the_account()
    assert account.record.request_id == request.pk
    assert account.record.moderator == cast.office
    assert {(one.person_id, one.does) for one in AccountPerson.objects.filter(account=account)} == {
        (cast.jo.pk, "lead"),
        (cast.lee.pk, "administrator"),
    }
    assert {named.person_id for named in account.named_for()} == {cast.jo.pk, cast.lee.pk}
    assert Event.objects.filter(type="account.registered").count() == 1


def test_nothing_is_registered_before_everybody_agreed_nor_twice(cast):
    from schoolgate.kernel.actor import clock

    request = agreed(cast)
    actor = clock(cast.oakfield, cast.now)
    for unknown in (request.pk + 1,):
        with pytest.raises(Refused) as refused:
            register_account(actor, cast.oakfield, request=unknown)
        assert refused.value.refusals[0].control == Control.NO_ACCOUNT_WITHOUT_APPROVAL
    register_account(actor, cast.oakfield, request=request.pk)
    with pytest.raises(Refused):
        register_account(actor, cast.oakfield, request=request.pk)


def test_under_a_policy_a_new_account_is_asked_for_and_an_old_one_written_down(cast):
    adopt(cast, "BE")
    head = cast.as_actor(cast.head)
    with pytest.raises(Refused) as refused:
        add_account(head, cast.oakfield, name="New", place="x")
    assert refused.value.refusals[0].control == Control.NO_ACCOUNT_WITHOUT_APPROVAL
    assert not OfficialAccount.objects.filter(name="New").exists()
    account = add_account(head, cast.oakfield, name="Old", place="x", is_there_already=True).subject
    assert account.record.came == "found"


def test_a_name_that_is_taken_and_pupils_too_young_are_refused_when_it_is_asked_for(cast):
    with pytest.raises(Refused) as refused:
        agreed(cast, name="facebook")
    assert {one.about for one in refused.value.refusals} == {"name"}
    adopt(cast, "ST")
    against = against_applying(
        cast.as_actor(cast.head), {"name": "Club", "place": "facebook", "contributors_age": 9}
    )
    assert Control.OLD_ENOUGH in [one.control for one in against]


def test_the_form_offers_the_places_that_there_are(cast):
    offered = request_forms()["account_application"].form.question("place").choices
    assert set(offered) <= set(PLACES)


def test_how_an_account_is_kept_is_written_down_with_an_address_of_the_school(cast):
    head = cast.as_actor(cast.head)
    with pytest.raises(Refused) as refused:
        change_record(head, cast.facebook, email="me@elsewhere.example")
    assert refused.value.refusals[0].control == Control.SCHOOL_ADDRESSES_ONLY
    assert not AccountRecord.objects.exists()
    change_record(head, cast.facebook, email="office@oakfield.example", rules_checked_on=cast.now.date())
    assert cast.facebook.record.came == "found"


def test_a_review_is_kept_and_sets_the_next_one(cast):
    head = cast.as_actor(cast.head)
    with pytest.raises(Refused):
        review_account(head, cast.facebook, aims="met", findings=" ", outcome="keep")
    review_account(head, cast.facebook, aims="partly", findings="Few parents read it.", outcome="change")
    record = AccountRecord.objects.get(account=cast.facebook)
    assert record.review_on > cast.now.date()
    AccountRecord.objects.update(review_on=cast.now.date())
    desk = desk_of(cast.head, cast.now)
    kinds = {one.kind for one in waiting_for(desk, [waiting.waiting_for], most=9)}
    assert kinds == {"review_account", "account_people"}


def test_a_review_that_says_close_it_leads_to_where_it_is_closed(cast):
    page = reverse("official_accounts:review", args=["oakfield", cast.facebook.pk])
    head = cast.browse_as(cast.head)
    assert "No post yet" in head.get(page).content.decode()
    said = {"aims": "not_met", "findings": "Nobody reads it.", "outcome": "close"}
    answer = head.post(page, said)
    assert answer["Location"] == reverse("official_accounts:close", args=["oakfield", cast.facebook.pk])


def test_a_volunteer_cannot_write_into_the_register(cast):
    for action, given in (
        (change_record, {}),
        (review_account, {"aims": "met", "findings": "x", "outcome": "keep"}),
    ):
        against = action.why_not(cast.as_actor(cast.volunteer), cast.facebook, **given)
        assert [one.control for one in against] == [Control.PERMISSION]


class TestExceptions:
    """What shows at once."""

    today = make.NOW.date()

    def wrong(self, **facts):
        given = {"today": self.today, "people": 2, "leads": 1, **facts}
        return exceptions(AccountFacts(**given))

    def test_nothing_where_all_is_in_order(self):
        assert self.wrong(review_on=self.today, rules_checked_on=self.today, has_platform_rules=True) == []

    def test_people(self):
        assert self.wrong(people=0, leads=0) == ["Nobody is named to look after it"]
        assert self.wrong(people=1) == ["One person only looks after it"]
        assert self.wrong(leads=0) == ["Nobody leads it"]

    def test_silence(self):
        last = self.today - timedelta(days=61)
        assert self.wrong(last_post_on=last, silent_after_days=60) == ["No post for 61 days"]
        assert self.wrong(last_post_on=last, silent_after_days=0) == []
        assert self.wrong(live_since=last, silent_after_days=60) == ["No post for 61 days"]
        assert self.wrong(live_since=last, last_post_on=self.today, silent_after_days=60) == []

    def test_what_was_not_looked_at(self):
        found = self.wrong(review_on=self.today - timedelta(days=1), has_platform_rules=True)
        assert found == ["Its review is overdue", "Nobody has looked at the platform's rules yet"]
        long_ago = self.today - timedelta(days=366)
        found = self.wrong(has_platform_rules=True, rules_checked_on=long_ago)
        assert found == ["Nobody has looked at the platform's rules for a year"]

    def test_a_key_that_ends(self):
        assert self.wrong(key_ends_on=self.today + timedelta(days=9)) == ["Its key ends in 9 days"]
        assert self.wrong(key_ends_on=self.today - timedelta(days=1)) == ["Its key has ended"]


def test_whoever_left_runs_nothing_and_the_leaders_are_told_on_their_today(cast):
    agreed(cast)
    follow_up(cast.now)
    account = the_account()
    (kept,) = register.kept(cast.oakfield, [account], cast.now)
    assert not [words for words in kept.wrong if "look after" in words]
    gone = Appointment.objects.filter(person=cast.lee)
    gone.update(last_on=cast.now.date() - timedelta(days=1))
    (kept,) = register.kept(cast.oakfield, [account], cast.now)
    assert "One person only looks after it" in kept.wrong
    assert {one.person for one in kept.people} == {cast.jo}
    (row,) = waiting_for(desk_of(cast.head, cast.now), [waiting.waiting_for], most=9)
    assert (row.kind, row.what, row.many) == ("account_people", "Year 4 page", 1)
    assert waiting_for(desk_of(cast.jo, cast.now), [waiting.waiting_for], most=9) == []
    jo = AccountPerson.objects.get(account=account, person=cast.jo)
    with pytest.raises(Refused) as refused:
        end_naming(cast.as_actor(cast.head), jo, last_on=cast.now.date())
    assert Control.ENOUGH_ADMINISTRATORS in [one.control for one in refused.value.refusals]


def test_one_that_was_there_is_written_down_as_fully_as_one_that_was_asked_for(cast):
    head = cast.as_actor(cast.head)
    told = {
        "promised": "Families hear of the term; half of them read it by July.",
        "audience": ["families"],
        "contributors": ["staff"],
        "risk": "Rude comments: they are held until read.",
        "brand_agreed_on": cast.now.date(),
    }
    with pytest.raises(Refused) as refused:
        change_record(head, cast.facebook, audience=["nobody we know"])
    assert {one.about for one in refused.value.refusals} == {"audience"}
    change_record(head, cast.facebook, **told)
    change_record(head, cast.facebook, email="page@oakfield.example")
    record = AccountRecord.objects.get(account=cast.facebook)
    assert {name: getattr(record, name) for name in told} == told
    page = reverse("official_accounts:account", args=["oakfield", cast.facebook.pk])
    shown = cast.browse_as(cast.head).get(page).content.decode()
    for words in (told["promised"], told["risk"], "our pupils&#39; families", "Our policy’s age for pupils"):
        assert words in shown


def test_the_account_says_who_of_its_people_may_post_and_what_others_lack(cast):
    adopt(cast, "ST")
    make.let_write(cast.oakfield, make.make_person(cast.oakfield, Role.STAFF))
    page = reverse("official_accounts:account", args=["oakfield", cast.facebook.pk])
    shown = cast.browse_as(cast.head).get(page).content.decode()
    assert "may not post: " in shown
    assert "is not signed" in shown
    assert "may not post" not in cast.browse_as(cast.lee).get(page).content.decode()


def test_the_page_shows_what_is_wrong_first(cast):
    change_record(cast.as_actor(cast.head), cast.website)
    page = reverse("official_accounts:accounts", args=["oakfield"])
    told = cast.browse_as(cast.jo).get(page).content.decode()
    assert "Nobody is named to look after it" in told
    assert told.index("Website") < told.index("Noticeboard")


def test_its_pages_open_for_who_maintains_and_take_the_same_queries_for_many(
    cast, django_assert_max_num_queries
):
    client = cast.browse_as(cast.head)
    for name in ("record", "review"):
        page = reverse(f"official_accounts:{name}", args=["oakfield", cast.facebook.pk])
        assert client.get(page).status_code == 200
        assert cast.browse_as(cast.jo).get(page).status_code == 403
        other = reverse(f"official_accounts:{name}", args=["elmsgate", cast.facebook.pk])
        assert cast.browse_as(cast.head_elsewhere).get(other).status_code == 404
    for number in range(30):
        change_record(cast.as_actor(cast.head), make.make_account(cast.oakfield, f"A{number}", "by_hand"))
    make.make_person(cast.oakfield, Role.CHAIR)
    page = reverse("official_accounts:accounts", args=["oakfield"])
    with django_assert_max_num_queries(12):
        client.get(page)


def test_one_account_shows_its_record_and_its_reviews(cast):
    agreed(cast)
    follow_up(cast.now)
    account = the_account()
    review_account(cast.as_actor(cast.head), account, aims="met", findings="Read by many.", outcome="keep")
    page = reverse("official_accounts:account", args=["oakfield", account.pk])
    told = cast.browse_as(cast.jo).get(page).content.decode()
    for words in (
        "Parents see what we learn.",
        "asked for and agreed",
        "Read by many.",
        "year4@oakfield.example",
    ):
        assert words in told
