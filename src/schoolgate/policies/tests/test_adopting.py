"""Adopting a policy and signing it: the five habits, and what holds meanwhile."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment
from schoolgate.people.queries import trust_actor_of
from schoolgate.policies import queries
from schoolgate.policies.actions import (
    adopt_policy,
    adopt_policy_for_all,
    override_setting,
    sign_policy,
    sign_policy_for_all,
)
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.rules.policy import PolicyError, ResolvedPolicy
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.refusals import Control
from tests import make
from tests.cast import Cast

pytestmark = pytest.mark.django_db
CHAIR_ON_PAPER = (PaperSignature("chair", "Una Reed", date(2026, 11, 16)),)
CHECKS = ("equality", "unions_if_recognised")


def adopt(cast: Cast, code: str = "ST", **given):
    given = {"checks": ("equality",), "on_paper": CHAIR_ON_PAPER, **given}
    return adopt_policy(cast.as_actor(cast.head), cast.oakfield, code=code, **given).subject


def types() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("type", flat=True))


def test_until_a_policy_is_adopted_the_fresh_schools_holds(cast):
    assert queries.current_policy(cast.oakfield) == queries.fresh_policy()


def test_a_policy_signed_by_all_holds_at_once_and_says_so_in_the_trail(cast):
    version = adopt(cast)
    policy = queries.current_policy(cast.oakfield)
    assert (policy.code, policy.setting("second_reader")) == ("ST", "before")
    assert policy.digest == version.digest
    assert version.in_force_at == cast.now
    assert types() == [EventType.POLICY_ADOPTED, EventType.POLICY_IN_FORCE]
    signed = version.signatures.order_by("role").values_list("role", "name", "is_on_paper", "digest")
    assert list(signed) == [
        ("chair", "Una Reed", True, version.digest),
        ("headteacher", "Sam Hale", False, version.digest),
    ]


def test_a_policy_that_waits_for_a_signature_changes_nothing_until_it_is_there(cast):
    chair = make.make_person(cast.oakfield, Role.CHAIR, forename="Una", surname="Reed")
    version = adopt(cast, on_paper=())
    assert queries.current_policy(cast.oakfield) == queries.fresh_policy()
    assert queries.still_to_sign(version) == ("chair",)
    sign_policy(cast.as_actor(chair), version)
    assert queries.current_policy(cast.oakfield).code == "ST"
    assert types() == [EventType.POLICY_ADOPTED, EventType.POLICY_SIGNED, EventType.POLICY_IN_FORCE]


def test_a_check_that_was_not_made_refuses_and_changes_nothing(cast):
    with pytest.raises(Refused) as refused:
        adopt(cast, checks=())
    assert {one.control for one in refused.value.refusals} == {Control.POLICY_MAY_BE_ADOPTED}
    assert not AdoptedPolicy.objects.exists()
    assert types() == []


@pytest.mark.parametrize("code", ["XX", "st"])
def test_a_policy_that_is_not_in_the_library_is_refused(cast, code):
    with pytest.raises(Refused, match="policy_may_be_adopted"):
        adopt(cast, code=code)


def test_the_same_policy_twice_is_refused(cast):
    adopt(cast)
    with pytest.raises(Refused):
        adopt(cast)


def test_who_may_not_adopt_is_refused_by_permission(cast):
    with pytest.raises(Refused) as refused:
        adopt_policy(cast.as_actor(cast.jo), cast.oakfield, code="ST", checks=("equality",))
    assert refused.value.refusals[0].control is Control.PERMISSION
    assert not AdoptedPolicy.objects.exists()


def test_another_schools_policy_is_not_there(cast):
    with pytest.raises(NotHere):
        adopt_policy(cast.as_actor(cast.head), cast.elmsgate, code="ST", checks=("equality",))


def test_nobody_signs_twice_not_even_with_two_posts(cast):
    make.appoint(cast.head, Role.CHAIR, cast.oakfield)
    version = adopt(cast, on_paper=())
    assert len(queries.still_to_sign(version)) == 1
    with pytest.raises(Refused) as refused:
        sign_policy(cast.as_actor(cast.head), version)
    assert "somebody else" in refused.value.refusals[0].words


def test_who_holds_no_post_that_signs_is_refused_and_nothing_changes(cast):
    version = adopt(cast, on_paper=())
    with pytest.raises(Refused):
        sign_policy(cast.as_actor(cast.governor), version)
    assert queries.signed_roles(version) == ["headteacher"]


def test_a_version_replaced_by_a_newer_one_cannot_be_signed_any_more(cast):
    chair = make.make_person(cast.oakfield, Role.CHAIR)
    old = adopt(cast, on_paper=())
    adopt(cast, code="AC", checks=CHECKS, on_paper=())
    with pytest.raises(Refused):
        sign_policy(cast.as_actor(chair), old)
    assert queries.current_policy(cast.oakfield) == queries.fresh_policy()


def test_versions_are_numbered_and_the_old_one_stays_as_it_stood(cast):
    first = adopt(cast)
    second = adopt(cast, code="AC", checks=CHECKS)
    assert (first.number, second.number) == (1, 2)
    assert queries.current_policy(cast.oakfield).code == "AC"
    assert queries.policy_of(first).code == "ST"
    assert queries.policy_by_digest(cast.oakfield, first.digest) == queries.policy_of(first)
    assert queries.policy_by_digest(cast.oakfield, "0" * 64) is None


def test_a_setting_that_came_after_a_version_holds_as_in_the_fresh_school(cast):
    later = "leavers_pictures_months"
    document = queries.policy_of(adopt(cast)).to_document()
    document["settings"] = [pair for pair in document["settings"] if pair[0] != later]
    digest = ResolvedPolicy.from_document(document).digest
    held = queries.held_policy(0, digest, document)
    assert later not in held.settings
    assert held.setting(later) == queries.fresh_policy().setting(later)
    assert held.digest == digest
    with pytest.raises(KeyError):
        held.setting("never_there")


def test_what_is_stored_is_checked_against_its_digest(cast):
    version = adopt(cast)
    document = {**version.document, "title": "Another title"}
    with connection.cursor() as cursor:
        on_table = " ON policies_adoptedpolicy" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER adopted_policy_is_frozen{on_table}")
    AdoptedPolicy.objects.filter(pk=version.pk).update(document=document)
    queries.forget_policies_held()
    with pytest.raises(PolicyError, match="not the one that was adopted"):
        queries.current_policy(cast.oakfield)


@pytest.mark.parametrize(
    "change",
    [
        lambda version: AdoptedPolicy.objects.filter(pk=version.pk).update(reason="Another"),
        lambda version: AdoptedPolicy.objects.filter(pk=version.pk).update(document={}),
        lambda version: AdoptedPolicy.objects.filter(pk=version.pk).update(in_force_at=None),
        lambda version: AdoptedPolicy.objects.filter(pk=version.pk)._raw_delete("default"),
        lambda version: version.signatures.update(name="Another"),
        lambda version: version.signatures.all().delete(),
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_what_was_adopted(cast, change):
    version = adopt(cast)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change(version)


def test_the_current_policy_is_one_query_once_this_process_knows_it(cast, django_assert_num_queries):
    adopt(cast)
    queries.current_policy(cast.oakfield)
    with django_assert_num_queries(1):
        queries.current_policy(cast.oakfield)


def test_schools_that_adopted_different_policies_live_by_different_rules(cast):
    adopt(cast, code="BE", checks=CHECKS)
    with scope(school=cast.elmsgate):
        actor = cast.as_actor(cast.head_elsewhere, cast.elmsgate)
        adopt_policy(actor, cast.elmsgate, code="ST", checks=("equality",), on_paper=CHAIR_ON_PAPER)
        assert queries.current_policy(cast.elmsgate).setting("second_reader") == "before"
    assert queries.current_policy(cast.oakfield).setting("second_reader") == "if_controversial"


def at_the_trust(cast: Cast, role: Role):
    person = make.make_person(cast.oakfield, forename="Ted", surname="Bly")
    Appointment.objects.create(person=person, role=role, trust=cast.trust, first_on=date(2026, 1, 1))
    return trust_actor_of(person, cast.trust, cast.now)


@pytest.fixture
def officer(cast):
    return at_the_trust(cast, Role.TRUST_OFFICER)


@pytest.fixture
def trustee(cast):
    return at_the_trust(cast, Role.TRUSTEE)


def test_a_trust_adopts_for_every_school_and_its_board_signs_once_for_all(cast, officer, trustee):
    adopt_policy_for_all(officer, cast.trust, code="AS", checks=CHECKS)
    assert queries.current_policy(cast.oakfield) == queries.fresh_policy()
    sign_policy_for_all(trustee, cast.trust)
    for school in (cast.oakfield, cast.elmsgate):
        with scope(school=school):
            assert queries.current_policy(school).code == "AS"
            assert queries.in_force(school)[0].by_trust == cast.trust
    with scope(school=cast.farrow):
        assert queries.current_policy(cast.farrow) == queries.fresh_policy()
    assert types() == [
        EventType.POLICY_ADOPTED, *[EventType.POLICY_ADOPTED] * 2,
        EventType.POLICY_SIGNED, *[EventType.POLICY_IN_FORCE] * 2,
    ]  # fmt: skip
    assert set(Event.objects.values_list("log__key", flat=True)) == {f"trust:{cast.trust.pk}"}


def test_a_headteacher_cannot_adopt_for_the_trust(cast):
    actor = trust_actor_of(cast.head, cast.trust, cast.now)
    with pytest.raises(Refused) as refused:
        adopt_policy_for_all(actor, cast.trust, code="AS", checks=CHECKS)
    assert refused.value.refusals[0].control is Control.PERMISSION


def test_a_trust_cannot_adopt_for_another_trust(cast, officer):
    with pytest.raises(NotHere):
        adopt_policy_for_all(officer, cast.farrow.trust, code="AS", checks=CHECKS)


def test_nothing_waits_for_the_trusts_signature_twice(cast, officer, trustee):
    adopt_policy_for_all(officer, cast.trust, code="AS", checks=CHECKS)
    sign_policy_for_all(trustee, cast.trust)
    with pytest.raises(Refused):
        sign_policy_for_all(trustee, cast.trust)


def test_a_school_under_its_trusts_policy_sets_single_things_otherwise_but_adopts_no_other(
    cast, officer, trustee
):
    adopt_policy_for_all(officer, cast.trust, code="AS", checks=CHECKS)
    sign_policy_for_all(trustee, cast.trust)
    with pytest.raises(Refused) as refused:
        adopt(cast)
    assert "adopted a policy for all its schools" in refused.value.refusals[0].words
    head = cast.as_actor(cast.head)
    override_setting(
        head, cast.oakfield, setting="minimum_age", value=15, reason="Our families asked for it."
    )
    assert queries.current_policy(cast.oakfield).setting("minimum_age") == 15


def test_a_schools_own_choice_is_applied_again_when_the_trust_adopts(cast, officer, trustee):
    adopt(cast)
    head = cast.as_actor(cast.head)
    override_setting(
        head, cast.oakfield, setting="minimum_age", value=15, reason="Our families asked for it."
    )
    adopt_policy_for_all(officer, cast.trust, code="AS", checks=CHECKS)
    sign_policy_for_all(trustee, cast.trust)
    policy = queries.current_policy(cast.oakfield)
    assert (policy.code, policy.setting("minimum_age")) == ("AS", 15)
    with scope(school=cast.elmsgate):
        assert queries.current_policy(cast.elmsgate).setting("minimum_age") == 13


def test_a_paper_signature_of_tomorrow_is_refused_for_all_schools_in_one_word(cast, officer):
    tomorrow = PaperSignature("trustee", "Ted Bly", (cast.now + timedelta(days=1)).date())
    with pytest.raises(Refused) as refused:
        adopt_policy_for_all(officer, cast.trust, code="AS", checks=CHECKS, on_paper=(tomorrow,))
    assert len(refused.value.refusals) == 1
