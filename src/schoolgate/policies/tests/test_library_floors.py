"""No policy, and no choice of a school, gets below a floor."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.policies.loading import library
from schoolgate.rules.policy import Override, PolicyError, Strictness, plain, resolve
from schoolgate.rules.policy.shapes import ByGroup, Choice, Hours, Number, Several, Shape, Words

DEFINITIONS = library()["FS"].definitions
WITH_FLOOR = sorted(key for key, each in DEFINITIONS.settings.items() if each.floor)
WHY = "We want it otherwise at our school."


def values_of(shape: Shape) -> st.SearchStrategy[Any]:
    """Any value that could be written for this shape, floor or not."""
    match shape:
        case Number():
            return st.integers(shape.lowest, shape.highest)
        case Choice():
            return st.sampled_from(list(shape.choices))
        case Several():
            return st.lists(st.sampled_from(list(shape.choices)), unique=True, min_size=shape.least)
        case ByGroup():
            return st.fixed_dictionaries({group: values_of(shape.each) for group in shape.groups})
        case Words():
            return st.lists(st.text("abc", min_size=1, max_size=9), unique=True, max_size=5)
        case Hours():
            return st.just("18:00-07:00")
    raise AssertionError(shape)


@pytest.mark.parametrize("code", list(library()))
def test_what_holds_in_each_policy_keeps_every_floor(code: str) -> None:
    policy = resolve(library()[code])
    for key, setting in policy.settings.items():
        assert setting.definition.keeps_floor(setting.value), key
    for key, gate in policy.gates.items():
        assert gate.strictness.rank >= gate.definition.floor.rank, key


@given(st.data(), st.sampled_from(list(library())), st.sampled_from(sorted(DEFINITIONS.settings)))
def test_no_choice_of_a_school_gets_below_a_floor(data: st.DataObject, code: str, key: str) -> None:
    definition = DEFINITIONS.settings[key]
    value = data.draw(values_of(definition.shape))
    wanted = definition.shape.read(key, value)
    if definition.floor is not None and not definition.floor.keeps(wanted):
        with pytest.raises(PolicyError) as refused:
            resolve(library()[code], {key: Override(value, WHY)})
        assert refused.value.about == key
        assert definition.floor.words in refused.value.words
    else:
        policy = resolve(library()[code], {key: Override(value, WHY)})
        assert definition.keeps_floor(policy.setting(key))
        assert plain(policy.setting(key)) == plain(wanted)


@given(st.sampled_from(sorted(DEFINITIONS.gates)), st.sampled_from(list(Strictness)))
def test_no_choice_of_a_school_loosens_a_gate_below_its_floor(key: str, wanted: Strictness) -> None:
    gate = DEFINITIONS.gates[key]
    allowed = not gate.promise and wanted.rank >= gate.floor.rank
    if allowed:
        assert resolve(library()["FS"], {key: Override(str(wanted), WHY)}).strictness(key) is wanted
    else:
        with pytest.raises(PolicyError, match=gate.title):
            resolve(library()["FS"], {key: Override(str(wanted), WHY)})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("minimum_age", 12),
        ("withdrawal_by", ["in_writing"]),
        ("takedown_on_withdrawal", "offer"),
        ("looked_at_afterwards_hours", 30),
        ("judgement_questions", ["could_harm"]),
        ("administrators_min", 0),
        ("first_look_within", 5),
        ("consent_reminder_months", 24),
        ("login_change", ["year"]),
    ],
)
def test_these_promises_stand_whatever_a_policy_says(key: str, value: object) -> None:
    with pytest.raises(PolicyError, match=DEFINITIONS.settings[key].title):
        resolve(library()["BE"], {key: Override(value, WHY)})


@pytest.mark.parametrize("channel", ["website", "noticeboard", "social", "press"])
def test_showing_a_child_to_the_public_rests_on_consent(channel: str) -> None:
    for policy in library().values():
        assert resolve(policy).setting("lawful_basis")[channel] == "consent"
    basis = {**resolve(library()["FS"]).setting("lawful_basis"), channel: "public_task"}
    with pytest.raises(PolicyError, match="rests on consent"):
        resolve(library()["FS"], {"lawful_basis": Override(basis, WHY)})


@pytest.mark.parametrize(
    "key",
    ["four_eyes", "consent_for_every_use", "restricted_never_shown", "indecent_image_never_stored",
     "approved_as_it_stands", "judgement_answered", "nothing_while_suspended", "monitoring_needs_a_ground"],
)  # fmt: skip
def test_these_gates_can_never_be_loosened(key: str) -> None:
    assert DEFINITIONS.gates[f"gate.{key}"].floor is Strictness.MUST


def test_every_floor_says_why_in_a_sentence() -> None:
    for key in WITH_FLOOR:
        floor = DEFINITIONS.settings[key].floor
        assert floor is not None
        assert floor.words.endswith("."), key
    for gate in DEFINITIONS.gates.values():
        assert gate.promise or gate.floor is Strictness.OFF or gate.floor_words.endswith("."), gate.key
