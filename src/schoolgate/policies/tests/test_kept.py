"""What the policy's page says the program keeps is what its code uses: no more, and no less."""

from pathlib import Path

import schoolgate
from schoolgate.policies import kept
from schoolgate.policies.forms_library import settings_of_forms
from schoolgate.policies.loading import library
from schoolgate.rules.policy import resolve
from schoolgate.rules.refusals import Control

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


def code() -> str:
    paths = [path for path in ROOT.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    counted = [path for path in paths if not path.relative_to(ROOT).as_posix().startswith(NOT_COUNTED)]
    return "\n".join(path.read_text(encoding="utf-8") for path in counted)


def test_every_gate_that_a_scene_proves_stands_in_the_code() -> None:
    text = code()
    named = {control.value for control in Control if f"Control.{control.name}" in text}
    for library_policy in library().values():
        policy = resolve(library_policy)
        kept_here = {key for key, gate in policy.gates.items() if kept.is_kept(policy, key)}
        assert kept_here <= named, policy.code


def test_every_setting_said_to_be_kept_is_read_by_the_code_and_the_others_are_not() -> None:
    text = code()
    read = {key for key in DEFINITIONS.settings if f'"{key}"' in text}
    assert read == kept.SETTINGS, "put right policies/kept.py"


def test_what_is_always_done_is_the_strictest_choice_and_cannot_be_undercut() -> None:
    for key in kept.ALWAYS:
        assert DEFINITIONS.settings[key].floor is not None
    assert not kept.ALWAYS & kept.SETTINGS


def test_whatever_is_listed_exists() -> None:
    assert set(DEFINITIONS.settings) >= kept.SETTINGS | kept.ALWAYS


def test_a_gate_is_kept_where_a_scene_proves_a_clause_of_the_policy_and_nowhere_else() -> None:
    fresh, trusts = (resolve(library()[code]) for code in ("FS", "AS"))
    gate, setting = "gate.notice_goes_another_way_too", "other_route_for_notices"
    assert [kept.is_kept(fresh, key) for key in (gate, setting)] == [True, True]
    assert [kept.is_kept(trusts, key) for key in (gate, setting)] == [True, True]
    assert kept.is_kept(trusts, "gate.four_eyes")
    assert not kept.is_kept(trusts, "gate.police_enquiry_first")


def test_what_a_form_reads_of_the_policy_is_kept_too() -> None:
    catholic = resolve(library()["ST"])
    for key in ("account_deciders", "account_applicants", "account_purposes"):
        assert key in settings_of_forms()
        assert kept.is_kept(catholic, key), key
    assert not kept.is_kept(catholic, "paid_promotion")
    assert set(DEFINITIONS.settings) >= settings_of_forms()
