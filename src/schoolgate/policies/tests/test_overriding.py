"""Setting one thing otherwise than the policy: with a reason, never below its floor, and back again."""

import re
from datetime import date

import pytest
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.policies import queries
from schoolgate.policies.actions import adopt_policy, end_override, override_setting
from schoolgate.policies.models import AdoptedPolicy, Override
from schoolgate.rules.policy import Strictness
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.refusals import Control
from tests import make
from tests.cast import assemble

pytestmark = pytest.mark.django_db
WHY = "Our governors decided so in May."


@pytest.fixture
def cast():
    found = assemble()
    with scope(school=found.oakfield):
        paper = (PaperSignature("chair", "Una Reed", date(2026, 11, 16)),)
        head = found.as_actor(found.head)
        adopt_policy(head, found.oakfield, code="ST", checks=("equality",), on_paper=paper)
        yield found


@pytest.fixture
def head(cast):
    return cast.as_actor(cast.head)


def last_event() -> Event:
    return Event.objects.order_by("-pk")[0]


def test_an_own_choice_holds_at_once_as_a_new_version_and_is_one_event(cast, head):
    before = Event.objects.count()
    override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=WHY)
    setting = queries.current_policy(cast.oakfield).settings["minimum_age"]
    assert (setting.value, setting.reason) == (15, WHY)
    assert Event.objects.count() == before + 1
    event = last_event()
    assert event.type == EventType.POLICY_SETTING_OVERRIDDEN
    assert list(event.controls) == ["setting.minimum_age"]
    version = queries.in_force(cast.oakfield)[0]
    assert (version.number, version.stands_on.number) == (2, 1)


def test_a_gate_can_be_made_a_warning_where_its_floor_allows(cast, head):
    override_setting(head, cast.oakfield, setting="gate.accessible_to_all", value="warn", reason=WHY)
    policy = queries.current_policy(cast.oakfield)
    assert policy.strictness(Control.ACCESSIBLE_TO_ALL) is Strictness.WARN


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("minimum_age", 9, "Data Protection Act 2018"),
        ("withdrawal_by", ["in_writing"], "as easy as giving it"),
        ("gate.four_eyes", "off", "headteacher included"),
        ("gate.permission", "off", "cannot be set"),
        ("colour", "red", "no such setting"),
        ("second_reader", "never", "not a choice"),
    ],
)
def test_what_is_below_its_floor_or_no_value_is_refused_and_changes_nothing(
    cast, head, setting, value, words
):
    with pytest.raises(Refused) as refused:
        override_setting(head, cast.oakfield, setting=setting, value=value, reason=WHY)
    (refusal,) = refused.value.refusals
    assert words in refusal.words
    assert refusal.control is Control.POLICY_MAY_BE_ADOPTED
    assert AdoptedPolicy.objects.count() == 1
    assert not Override.objects.exists()


def test_a_choice_without_a_reason_is_refused(cast, head):
    with pytest.raises(Refused):
        override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=" ")
    assert not Override.objects.exists()


def test_a_second_choice_for_the_same_replaces_the_first_and_both_are_kept(cast, head):
    override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=WHY)
    override_setting(head, cast.oakfield, setting="minimum_age", value=16, reason=WHY)
    assert queries.current_policy(cast.oakfield).setting("minimum_age") == 16
    assert Override.objects.count() == 2
    assert Override.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_going_back_to_the_policy_leaves_the_other_choices(cast, head):
    override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=WHY)
    override_setting(head, cast.oakfield, setting="single_pupil_pictures", value="never", reason=WHY)
    end_override(head, cast.oakfield, setting="minimum_age")
    policy = queries.current_policy(cast.oakfield)
    assert policy.setting("minimum_age") == 13
    assert policy.setting("single_pupil_pictures") == "never"
    assert last_event().type == EventType.POLICY_OVERRIDE_ENDED


def test_going_back_to_the_policy_whole_is_the_same_content_as_the_signed_version(cast, head):
    signed = queries.in_force(cast.oakfield)[0]
    override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=WHY)
    end_override(head, cast.oakfield, setting="minimum_age")
    assert queries.current_policy(cast.oakfield).digest == signed.digest


def test_there_is_nothing_to_go_back_from(cast, head):
    with pytest.raises(Refused):
        end_override(head, cast.oakfield, setting="minimum_age")


def test_nothing_is_set_otherwise_while_a_version_waits_for_its_signatures(cast, head):
    checks = ("equality", "unions_if_recognised")
    adopt_policy(head, cast.oakfield, code="AC", checks=checks)
    with pytest.raises(Refused) as refused:
        override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=WHY)
    assert "waits for its signatures" in refused.value.refusals[0].words


def test_a_school_without_a_policy_is_told_to_adopt_one_first(cast):
    with scope(school=cast.elmsgate):
        actor = cast.as_actor(cast.head_elsewhere, cast.elmsgate)
        with pytest.raises(Refused) as refused:
            override_setting(actor, cast.elmsgate, setting="minimum_age", value=15, reason=WHY)
    assert refused.value.refusals[0].next_step == "Adopt one from the library first."


def test_who_may_not_is_refused_by_permission(cast):
    with pytest.raises(Refused) as refused:
        override_setting(cast.as_actor(cast.jo), cast.oakfield, setting="minimum_age", value=15, reason=WHY)
    assert refused.value.refusals[0].control is Control.PERMISSION


def test_another_school_is_not_there(cast, head):
    with pytest.raises(NotHere):
        override_setting(head, cast.elmsgate, setting="minimum_age", value=15, reason=WHY)


def test_two_who_set_the_same_thing_do_not_write_over_each_other_unseen(cast, head):
    deputy = cast.browse_as(
        make.make_person(cast.oakfield, Role.HEADTEACHER, forename="Ada", surname="Lorne")
    )
    address = "/schools/oakfield/policy/otherwise/minimum_age/"
    stood = re.search(r'name="stood" value="(\w+)"', deputy.get(address).content.decode()).group(1)
    override_setting(head, cast.oakfield, setting="minimum_age", value=15, reason=WHY)

    mine = {"value": "16", "reason": WHY, "stood": stood, "form_key": "mine"}
    told = deputy.post(address, mine).content.decode()
    assert f"{cast.head} set this otherwise meanwhile." in told
    assert 'value="16"' in told
    assert queries.current_policy(cast.oakfield).setting("minimum_age") == 15
    mine["stood"] = re.search(r'name="stood" value="(\w+)"', told).group(1)
    assert [deputy.post(address, mine).status_code for _twice in range(2)] == [302, 302]
    assert queries.current_policy(cast.oakfield).setting("minimum_age") == 16
