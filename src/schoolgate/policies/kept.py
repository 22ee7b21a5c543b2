"""Which gates and settings this version of the program already keeps by itself.

A policy speaks of more than the program does so far, and what it does not do is marked on the policy's page. A gate
is kept where a scene proves that it serves the policy's own clauses, or the fresh school's where the policy is silent
(the rows of the library say so). A setting is kept where the code reads it; tests/test_kept.py compares the list.
Between the two is what people are told or asked, and nothing stops.
"""

from enum import StrEnum

from schoolgate.policies.forms_library import settings_of_forms
from schoolgate.policies.living import serves_a_clause_of
from schoolgate.rules.policy import ResolvedPolicy


class Keeping(StrEnum):
    """How far the program sees to a rule; false where it does nothing for it."""

    KEPT = "kept"
    TOLD = "told"
    NOT_YET = ""


SETTINGS = frozenset(
    {
        "account_review_every",
        "administrators_min",
        "adoption_checks",
        "bound_people",
        "cameras_allowed",
        "colleagues_named",
        "concern_recipients",
        "consent_giver",
        "consent_lasts",
        "consent_reminder_months",
        "consent_uses",
        "controversial_post_approvers",
        "documents_to_sign",
        "ex_pupils",
        "exception_deciders",
        "family_link_days",
        "family_reminder_days",
        "first_look_within",
        "group_chats",
        "jargon_words",
        "judgement_questions",
        "lawful_basis",
        "leaver_handover_days",
        "leavers_pictures_months",
        "login_change",
        "look_at_accounts",
        "looked_at_afterwards_hours",
        "mentions_search",
        "minimum_age",
        "naming_pupils",
        "naming_the_school_on_own_profile",
        "non_staff_administrators",
        "notes_every",
        "other_route_for_notices",
        "own_posts_looked_at_every",
        "own_use_of_pupil_pictures",
        "parent_channels",
        "parents_as_friends",
        "parents_meeting_every",
        "personal_views_on_accounts",
        "policy_review_months",
        "policy_signatories",
        "political_words",
        "post_approvers",
        "post_objectives",
        "private_messages",
        "pupil_contact_online",
        "pupil_lessons_every",
        "quiet_hours",
        "refresher_months",
        "right_to_post",
        "second_reader",
        "sign_within_days",
        "single_pupil_pictures",
        "takedown_on_withdrawal",
        "unsuitable_words",
        "urgent_notices",
        "website_approvers",
        "who_signs_a_post",
    }
)
# What is said where people read it, or asked of them and written down, and no more: one's own use at work, what the
# network keeps out, and what an account lets others do there.
TOLD = frozenset(
    {
        "account_team_exception",
        "blocked_platforms",
        "parent_comments",
        "personal_use_at_work",
        "personal_use_on_school_devices",
        "staff_comments_on_school",
    }
)
# The program always does the strictest that can be chosen here, whatever the policy chooses.
ALWAYS = frozenset({"withdrawal_by"})


def how_kept(policy: ResolvedPolicy, key: str) -> Keeping:
    """How far the program sees to this gate ("gate.four_eyes") or setting ("second_reader") of the policy."""
    if key in policy.gates:
        return Keeping.KEPT if serves_a_clause_of(policy, key) else Keeping.NOT_YET
    if key in TOLD:
        return Keeping.TOLD
    return Keeping.KEPT if key in ALWAYS or _is_followed(policy, key) else Keeping.NOT_YET


def _is_followed(policy: ResolvedPolicy, key: str) -> bool:
    """Whether something reads it, and what it serves is there: where that is only gates, one that is proved."""
    serves = policy.settings[key].definition.serves
    only_gates = bool(serves) and all(each in policy.gates for each in serves)
    return key in SETTINGS | settings_of_forms() and (
        not only_gates or any(serves_a_clause_of(policy, each) for each in serves)
    )
