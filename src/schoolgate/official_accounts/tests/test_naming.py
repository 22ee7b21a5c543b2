"""Who writes for an account: named by the headteacher, with days, and nobody else where the policy says so."""

from datetime import date, timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.official_accounts.actions import end_naming, name_for_account
from schoolgate.official_accounts.models import AccountPerson
from tests import make

pytestmark = pytest.mark.django_db
TODAY = make.NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def name(cast, person, *, by=None, does="writer", first_on=TODAY, last_on=None):
    actor = cast.as_actor(by or cast.head)
    return name_for_account(
        actor, cast.facebook, person=person.pk, does=does, first_on=first_on, last_on=last_on
    )


def named(cast):
    cast.facebook.refresh_from_db()
    return {(one.person_id, one.first_on, one.last_on) for one in cast.facebook.named_for()}


def test_the_headteacher_names_somebody_and_the_gate_reads_it_in_the_account(cast):
    name(cast, cast.jo)
    one = AccountPerson.objects.get()
    assert (one.person, one.named_by, one.named_at) == (cast.jo, cast.head, make.NOW)
    assert named(cast) == {(cast.jo.pk, TODAY, None)}
    assert Event.objects.filter(type="account.person_named").count() == 1


def test_it_ends_on_a_day_and_another_may_begin_after(cast):
    name(cast, cast.jo)
    end_naming(cast.as_actor(cast.head), AccountPerson.objects.get(), last_on=TODAY)
    assert named(cast) == {(cast.jo.pk, TODAY, TODAY)}
    name(cast, cast.jo, first_on=TOMORROW)
    assert len(named(cast)) == 2
    assert Event.objects.filter(type="account.person_ended").count() == 1


@pytest.mark.parametrize(
    ("who", "days", "says"),
    [
        ("governor", {}, "role does not let them write"),
        ("stranger", {}, "role does not let them write"),
        ("jo", {"last_on": date(2026, 1, 1)}, "last day is before"),
        ("lee", {}, "already"),
    ],
)
def test_it_is_refused_and_changes_nothing(cast, who, days, says):
    name(cast, cast.lee)
    with pytest.raises(Refused) as refused:
        name(cast, getattr(cast, who), **days)
    assert any(says in one.words for one in refused.value.refusals)
    assert AccountPerson.objects.count() == 1
    assert Event.objects.filter(type="account.person_named").count() == 1


def test_what_is_over_does_not_end_again(cast):
    name(cast, cast.jo, first_on=TODAY - timedelta(days=9), last_on=TODAY - timedelta(days=2))
    with pytest.raises(Refused):
        end_naming(cast.as_actor(cast.head), AccountPerson.objects.get(), last_on=TODAY)


def test_a_teacher_and_another_school_name_nobody(cast):
    with pytest.raises(Refused):
        name(cast, cast.lee, by=cast.jo)
    address = f"/schools/oakfield/accounts/{cast.facebook.pk}/people/new"
    assert cast.browse_as(cast.jo).get(address).status_code == 403
    assert cast.browse_as(cast.head_elsewhere).get(address).status_code == 404


def test_by_its_pages(cast):
    head = cast.browse_as(cast.head)
    home = f"/schools/oakfield/accounts/{cast.facebook.pk}"
    assert "Nobody is named for this account yet." in head.get(home).content.decode()
    sent = {"person": cast.jo.pk, "does": "writer", "first_on": TODAY.isoformat()}
    assert head.post(f"{home}/people/new", sent).status_code == 302
    page = " ".join(head.get(home).content.decode().split())
    assert "Jo Ash writes for it · since" in page
    assert "named by Sam Hale" in page
    ending = f"/schools/oakfield/accounts/people/{AccountPerson.objects.get().pk}/end"
    assert head.post(ending, {"last_on": TODAY.isoformat()}).status_code == 302
    assert "until" in head.get(home).content.decode()


def test_the_page_takes_the_same_queries_however_many_are_named(cast, queries_do_not_grow):
    head = cast.browse_as(cast.head)

    def more(number):
        for _ in range(number):
            make.let_write(cast.oakfield, make.make_person(cast.oakfield, "staff"))

    queries_do_not_grow(more, lambda: head.get(f"/schools/oakfield/accounts/{cast.facebook.pk}"), at_most=19)


def end(cast, person, on=TODAY):
    return end_naming(cast.as_actor(cast.head), AccountPerson.objects.get(person=person), last_on=on)


def test_nobody_is_taken_off_an_account_before_enough_others_look_after_it(cast):
    name(cast, cast.jo, does="lead")
    name(cast, cast.lee, does="administrator")
    with pytest.raises(Refused) as refused:
        end(cast, cast.lee)
    (refusal,) = refused.value.refusals
    assert refusal.control == "gate.enough_administrators"
    assert refusal.words == "One person would look after the account then; our policy asks for 2."
    assert AccountPerson.objects.get(person=cast.lee).last_on is None
    name(cast, cast.deputy, does="administrator")
    end(cast, cast.lee)
    with pytest.raises(Refused) as refused:
        end(cast, cast.jo)
    assert "Nobody would lead the account then." in [one.words for one in refused.value.refusals]


def test_whoever_only_writes_or_is_on_a_suspended_account_can_always_be_taken_off(cast):
    name(cast, cast.jo, does="writer")
    end(cast, cast.jo)
    name(cast, cast.lee, does="lead")
    cast.facebook.standing = "suspended"
    cast.facebook.save(update_fields=["standing"])
    end(cast, cast.lee)


def test_somebody_who_stops_before_the_other_does_not_count(cast):
    name(cast, cast.jo, does="lead")
    name(cast, cast.lee, does="administrator", last_on=TOMORROW)
    name(cast, cast.deputy, does="administrator")
    end(cast, cast.deputy)
    AccountPerson.objects.filter(person=cast.deputy).update(last_on=None)
    with pytest.raises(Refused):
        end(cast, cast.deputy, on=TOMORROW)
