"""Which gates and settings this version of the program already keeps by itself.

A policy speaks of more than the program does so far. What is not listed here is marked on the policy's page, so
that nobody takes it for done. tests/test_kept.py compares the lists with the code and says what to change.
"""

GATES = frozenset(
    {
        "gate.accessible_to_all",
        "gate.approved_as_it_stands",
        "gate.consent_for_every_use",
        "gate.every_picture_looked_at",
        "gate.four_eyes",
        "gate.judgement_answered",
        "gate.no_full_name_beside_picture",
        "gate.no_personal_details_in_words",
        "gate.nothing_while_suspended",
        "gate.notice_goes_another_way_too",
        "gate.only_official_accounts",
        "gate.policy_may_be_adopted",
        "gate.purpose_chosen",
        "gate.restricted_never_shown",
        "gate.rights_and_credit",
        "gate.speaker_is_named",
    }
)
SETTINGS = frozenset(
    {
        "adoption_checks",
        "consent_lasts",
        "consent_uses",
        "controversial_post_approvers",
        "jargon_words",
        "judgement_questions",
        "lawful_basis",
        "looked_at_afterwards_hours",
        "naming_pupils",
        "other_route_for_notices",
        "policy_signatories",
        "political_words",
        "post_approvers",
        "post_objectives",
        "quiet_hours",
        "second_reader",
        "single_pupil_pictures",
        "unsuitable_words",
        "urgent_notices",
        "who_signs_a_post",
    }
)
# The program always does the strictest that can be chosen here, whatever the policy chooses.
ALWAYS = frozenset({"takedown_on_withdrawal", "withdrawal_by"})


def is_kept(key: str) -> bool:
    """Whether the program itself sees to this gate ("gate.four_eyes") or setting ("second_reader")."""
    return key in GATES or key in SETTINGS or key in ALWAYS
