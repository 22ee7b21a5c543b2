"""What the policy's page says the program keeps is what its code uses: no more, and no less."""

from pathlib import Path
from typing import Any

import pytest
from django_scopes import scope

import schoolgate
from schoolgate.policies import kept
from schoolgate.policies.actions import override_setting
from schoolgate.policies.forms_library import settings_of_forms
from schoolgate.policies.loading import library
from schoolgate.rules.policy import resolve
from schoolgate.rules.refusals import Control
from tests.cast import assemble
from tests.clauses.stage import adopt

ROOT = Path(schoolgate.__file__).parent
DEFINITIONS = library()["FS"].definitions
# What shows or explains policies, or tells a story, keeps nothing.
NOT_COUNTED = (
    "demo/",
    "policies/kept.py",
    "policies/loading.py",
    "policies/views/",
    "policies/words.py",
    "rules/policy/errors.py",
    "rules/policy/resolution.py",
    "rules/refusals.py",
)


AT_SCHOOL = "/schools/oakfield/"
OWN_USE = f"{AT_SCHOOL}your-own-accounts"
BLOCKED = f"{AT_SCHOOL}registers/blocked_sites/"
SAFETY = f"{AT_SCHOOL}accounts/{{}}/safety"
# Where people read or are asked what the program does not stop: the page, another value, and what it says then.
TOLD_AT: dict[str, tuple[str, Any, str]] = {
    "account_team_exception": (BLOCKED, "off", "Blocked platforms are blocked for everybody."),
    "blocked_platforms": (BLOCKED, {"pupils": ["x"], "staff": [], "account_team": []}, "Pupils: X"),
    "parent_comments": (SAFETY, "closed", "Comments are closed."),
    "personal_use_at_work": (OWN_USE, "reasonable", "within reason"),
    "personal_use_on_school_devices": (OWN_USE, "never", "on school devices"),
    "staff_comments_on_school": (OWN_USE, "none", "Staff do not comment on the school"),
}


def code() -> str:
    paths = [path for path in ROOT.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    counted = [path for path in paths if not path.relative_to(ROOT).as_posix().startswith(NOT_COUNTED)]
    return "\n".join(path.read_text(encoding="utf-8") for path in counted)


def test_every_gate_that_a_scene_proves_stands_in_the_code() -> None:
    text = code()
    named = {control.value for control in Control if f"Control.{control.name}" in text}
    for library_policy in library().values():
        policy = resolve(library_policy)
        kept_here = {key for key, gate in policy.gates.items() if kept.how_kept(policy, key)}
        assert kept_here <= named, policy.code


def test_every_setting_said_to_be_kept_is_read_by_the_code_and_the_others_are_not() -> None:
    text = code()
    read = {key for key in DEFINITIONS.settings if f'"{key}"' in text}
    assert read - kept.TOLD == kept.SETTINGS, "put right policies/kept.py"


@pytest.mark.django_db
def test_what_people_are_only_told_or_asked_stands_on_a_page_of_theirs_as_the_school_has_set_it() -> None:
    cast = assemble()
    with scope(school=cast.oakfield):
        adopt(cast, "AS")
        head = cast.browse_as(cast.head)
        shown = {key: address.format(cast.facebook.pk) for key, (address, *_more) in TOLD_AT.items()}
        before = {key: head.get(address).content.decode() for key, address in shown.items()}
        for key, (_address, value, words) in TOLD_AT.items():
            assert words not in before[key], key
            given = {"setting": key, "value": value, "reason": "Our governors decided so in May."}
            override_setting(cast.as_actor(cast.head), cast.oakfield, **given)
            assert words in head.get(shown[key]).content.decode(), key
    assert set(TOLD_AT) == kept.TOLD, "a setting that is told has its page here"


def test_what_is_always_done_is_the_strictest_choice_and_cannot_be_undercut() -> None:
    for key in kept.ALWAYS:
        assert DEFINITIONS.settings[key].floor is not None
    assert not kept.ALWAYS & kept.SETTINGS


def test_whatever_is_listed_exists() -> None:
    assert set(DEFINITIONS.settings) >= kept.SETTINGS | kept.ALWAYS


def test_a_gate_is_kept_where_a_scene_proves_a_clause_of_the_policy_and_nowhere_else() -> None:
    fresh, trusts = (resolve(library()[code]) for code in ("FS", "AS"))
    gate, setting = "gate.notice_goes_another_way_too", "other_route_for_notices"
    assert [kept.how_kept(fresh, key) for key in (gate, setting)] == ["kept", "kept"]
    assert [kept.how_kept(trusts, key) for key in (gate, setting)] == ["kept", "kept"]
    assert kept.how_kept(trusts, "gate.four_eyes")
    assert not kept.how_kept(trusts, "gate.police_enquiry_first")


def test_what_a_form_reads_of_the_policy_is_kept_too() -> None:
    catholic = resolve(library()["ST"])
    for key in ("account_deciders", "account_applicants", "account_purposes"):
        assert key in settings_of_forms()
        assert kept.how_kept(catholic, key), key
    assert not kept.how_kept(catholic, "paid_promotion")
    assert not kept.how_kept(catholic, "private_messages"), "one line of a list is not the whole of it"
    assert set(DEFINITIONS.settings) >= settings_of_forms()
