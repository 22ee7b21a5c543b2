"""Where the five policies contradict each other, the library gives each its own value."""

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.policy import ResolvedPolicy, Source, Strictness, resolve
from schoolgate.rules.refusals import Control

SILENT = object()
WHO = ("AC", "ST", "AS", "AE", "BE", "FS")
# One line a setting: what each policy says, the last the fresh school's. A tuple is a list in its order.
TABLE = {
    "second_reader": (SILENT, "before", "where_possible", "before", "if_controversial", "before"),
    "post_approvers": (
        SILENT, ("headteacher", "senior_leader"), ("any_trained_colleague",), ("any_trained_colleague",), SILENT,
        ("any_trained_colleague",),
    ),
    "controversial_post_approvers": (
        SILENT, ("headteacher", "senior_leader"), SILENT, ("headteacher",), ("senior_leader", "headteacher"),
        ("headteacher", "senior_leader"),
    ),
    "single_pupil_pictures": ("yes", "with_reason", "yes", SILENT, "yes", "with_reason"),
    "naming_pupils": (
        "none", "first_name_with_consent", SILENT, "first_name_with_consent", SILENT, "first_name_with_consent",
    ),
    "cameras_allowed": (
        SILENT, ("registered_school_device",), SILENT, ("any_school_device", "own_device_not_supervising"), SILENT,
        ("registered_school_device", "professional_photographer"),
    ),
    "own_use_of_pupil_pictures": ("on_request", "never", "never", SILENT, "never", "never"),
    "takedown_on_withdrawal": (SILENT, "where_practicable", SILENT, SILENT, SILENT, "always"),
    "consent_lasts": (SILENT, "while_at_school", SILENT, SILENT, SILENT, "while_at_school"),
    "consent_giver": (
        "parent", "competent_pupil_or_parent", "parent_in_writing", SILENT, SILENT, "competent_pupil_or_parent",
    ),
    "personal_views_on_accounts": ("never", "never", "with_disclaimer", SILENT, "with_disclaimer", "never"),
    "who_signs_a_post": (SILENT, SILENT, "person_and_role", SILENT, "team", "team"),
    "other_route_for_notices": (SILENT, SILENT, "must", SILENT, SILENT, "warn"),
    "paid_promotion": ("with_cost_and_approver", SILENT, SILENT, SILENT, SILENT, "off"),
    "minimum_age": (SILENT, 13, 13, SILENT, 14, 13),
    "administrators_min": (2, 2, SILENT, 1, 2, 2),
    "non_staff_administrators": (
        "no", "head_decides", SILENT, "listed_only", "same_tests", "head_decides_and_same_tests",
    ),
    "account_deciders": (
        SILENT, ("marketing_officer", "headteacher"), ("headteacher",), SILENT, ("senior_leader",),
        ("marketing_officer", "headteacher"),
    ),
    "private_messages": (
        "redirect", SILENT, "redirect", SILENT, "allowed_on_learner_contact", "redirect",
    ),
    "pupil_contact_online": (
        "public_posts", "approved_activity", "none", SILENT, "approved_activity", "public_posts",
    ),
    "reply_within": (SILENT, SILENT, SILENT, SILENT, 24, 24),
    "look_at_accounts": (SILENT, SILENT, SILENT, SILENT, "every_day", "school_days"),
    "parent_comments": (SILENT, "by_account", SILENT, SILENT, "open_after_notice", "open_after_notice"),
    "removal_explanation": (SILENT, SILENT, SILENT, SILENT, "own_words", "fixed_line"),
    "group_chats": ("not_allowed", SILENT, "not_allowed", "listed", SILENT, "announcements_only"),
    "account_team_exception": (SILENT, SILENT, "named_and_dated", SILENT, SILENT, "named_and_dated"),
    "personal_use_at_work": (SILENT, "never", "never", "breaks", "reasonable", "breaks"),
    "naming_the_school_on_own_profile": (
        "advised_against", "advised_against", "advised_against", "not_allowed", "with_disclaimer", "advised_against",
    ),
    "parents_as_friends": (
        "genuine_need", "advised_against", "leave_needed", "leave_needed", SILENT, "leave_needed",
    ),
    "ex_pupils": (
        "professional_networks", SILENT, "alumni_tools", SILENT, "never", "adults_on_professional_networks",
    ),
    "exception_deciders": (
        SILENT, SILENT, ("headteacher", "line_manager"), ("headteacher", "chair"), SILENT, ("headteacher", "chair"),
    ),
    "staff_comments_on_school": (
        SILENT, "none", SILENT, "as_parent_or_resident", SILENT, "as_parent_or_resident",
    ),
    "first_look_within": (SILENT, SILENT, SILENT, SILENT, SILENT, 1),
    "scope_test": (
        "any_conduct", "any_conduct", "any_conduct", "any_conduct", "touches_the_school", "touches_the_school",
    ),
    "mentions_search": (SILENT, SILENT, SILENT, "off", "school_name_only", "school_name_only"),
    "staff_monitoring": (
        "ground_without_notice", SILENT, SILENT, "listed_purposes", SILENT, "notice_and_ground",
    ),
    "police_decision": (
        "decide_with_reason", "decide_with_reason", "decide_with_reason", SILENT, "must", "decide_with_reason",
    ),
    "policy_signatories": (
        ("headteacher", "chair"), ("chair", "headteacher"), ("trustee",), SILENT, SILENT, ("headteacher", "chair"),
    ),
    "adoption_checks": (
        SILENT, ("equality",), SILENT, ("union_consultation",), SILENT, ("equality", "unions_if_recognised"),
    ),
    "policy_review_months": (12, 12, 12, SILENT, SILENT, 12),
    "refresher_months": (SILENT, 12, SILENT, SILENT, SILENT, 12),
}  # fmt: skip
CASES = [(key, code, value) for key, row in TABLE.items() for code, value in zip(WHO, row, strict=True)]


@pytest.fixture(scope="module")
def policies() -> dict[str, ResolvedPolicy]:
    return {code: resolve(policy) for code, policy in library().items()}


@pytest.mark.parametrize(("key", "code", "value"), CASES)
def test_each_policy_has_its_own_value(
    policies: dict[str, ResolvedPolicy], key: str, code: str, value: object
) -> None:
    setting = policies[code].settings[key]
    if value is SILENT:
        assert setting.source is Source.SILENT
        assert setting.value == policies["FS"].setting(key)
    else:
        assert (setting.value, setting.source) == (value, Source.POLICY)


@pytest.mark.parametrize(
    ("key", "code", "said", "holds"),
    [
        ("withdrawal_by", "ST", ("in_writing",), {"in_writing", "link", "spoken"}),
        ("withdrawal_by", "BE", ("spoken", "in_writing"), {"in_writing", "link", "spoken"}),
        ("login_change", "AC", ("term",), {"term", "leaving", "suspicion"}),
    ],
)
def test_a_policy_below_the_law_is_lifted_and_what_it_said_stays_readable(
    policies: dict[str, ResolvedPolicy], key: str, code: str, said: object, holds: set[str]
) -> None:
    setting = policies[code].settings[key]
    assert setting.source is Source.LIFTED
    assert setting.said == said
    assert set(setting.value) == holds  # type: ignore[arg-type]


def test_the_safeguarding_lead_hears_of_danger_and_no_head_of_a_worry_about_themselves(
    policies: dict[str, ResolvedPolicy],
) -> None:
    for policy in policies.values():
        recipients = policy.setting("concern_recipients")
        assert "safeguarding_lead" in recipients["safeguarding"]
        assert "headteacher" not in recipients["headteacher"]


def test_what_families_are_asked_covers_our_own_places_and_names_only_where_names_may_be_used(
    policies: dict[str, ResolvedPolicy],
) -> None:
    for code, policy in policies.items():
        uses = set(policy.setting("consent_uses"))
        assert {"photo.website", "photo.noticeboard", "photo.social"} <= uses, code
        asks_for_names = any(use.startswith("name.") for use in uses)
        assert asks_for_names is (policy.setting("naming_pupils") != "none"), code


def test_the_same_gate_is_firm_in_one_policy_and_advice_in_another(
    policies: dict[str, ResolvedPolicy],
) -> None:
    gate = Control.NOTICE_GOES_ANOTHER_WAY_TOO
    assert policies["AS"].strictness(gate) is Strictness.MUST
    assert policies["ST"].strictness(gate) is Strictness.WARN


@pytest.mark.parametrize(
    ("code", "control", "clauses"),
    [
        ("ST", Control.NO_FULL_NAME_BESIDE_PICTURE, {"ST-179", "ST-182"}),
        ("AC", Control.RESTRICTED_NEVER_SHOWN, {"AC-155"}),
        ("AS", Control.FOUR_EYES, {"AS-115"}),
        ("AE", Control.ACCESSIBLE_TO_ALL, {"AE-105"}),
        ("BE", Control.RIGHTS_AND_CREDIT, {"BE-084", "BE-085", "BE-148", "BE-149"}),
        ("ST", Control.FOUR_EYES, {"FS-001"}),
    ],
)
def test_a_refusal_can_cite_the_adopted_policys_clauses(
    policies: dict[str, ResolvedPolicy], code: str, control: Control, clauses: set[str]
) -> None:
    assert {clause.id for clause in policies[code].clauses_of(control)} == clauses


def test_all_36_judgements_stand_behind_three_questions(policies: dict[str, ResolvedPolicy]) -> None:
    laid = {
        row.clause
        for code in WHO
        for row in library()[code].rows
        if row.instance == "gate.judgement_answered"
        or (row.instance == "gate.every_picture_looked_at" and not row.clause.startswith("FS-"))
    }
    asked = {clause for question in library()["FS"].definitions.questions for clause in question.clauses}
    assert laid == asked | {"FS-020"}
    assert len([clause for clause in asked if not clause.startswith("FS-")]) == 36
    for policy in policies.values():
        assert [question.key for question in policy.questions] == [
            "could_harm",
            "not_for_everyone",
            "fit_to_show",
        ]
