"""The policy in short for those who sign in nowhere (families, pupils), and the whole of it in short for staff."""

from collections.abc import Iterator

from schoolgate.moments.telling import Told
from schoolgate.policies.living import at_its_head
from schoolgate.rules import signing
from schoolgate.rules.policy import Clause, ResolvedPolicy

FAMILIES, PUPILS, STAFF = "families", "pupils", "staff"
# What each audience is told, in the order of reading.
TOLD_TO: dict[str, tuple[str, ...]] = {FAMILIES: ("family_rules",), PUPILS: ("pupil_rules", "pupil_advice")}
AT_WORK = ("policy_acknowledgement", "phones_and_devices", "posting_agreement")
IN_PRIVATE = ("personal_use_rules", "contact_with_pupils_and_families", "own_profile_checklist")
CLASSES = "noun.policy_document.classes"
PAGE = "noun.policy_document.page"
# The statements of a policy that speak to families and pupils too: an invitation, and for whom safe use is.
TO_EVERYBODY = frozenset({"BE-002", "BE-004"})

# Clauses by which families hear what filters and watches at school.
FILTERS_TOLD = frozenset({"ST-200"})


def told_to(policy: ResolvedPolicy, audience: str, moment: str) -> tuple[Told, ...]:
    """What is told to this audience at a moment; what the same moment tells others is left out."""
    meant_for = {line.key: line.audience for line in policy.lines}
    return tuple(
        Told(one.words, one.kind, _clauses(policy, one.clauses))
        for one in signing.told_at(policy, moment)
        if meant_for.get(one.key, audience) == audience
    )


def said_to(policy: ResolvedPolicy, audience: str) -> tuple[Clause, ...]:
    """What the policy's pages say at their head: to families and pupils, only what is meant for everybody."""
    said = at_its_head(policy, (PAGE,))
    return tuple(one for one in said if audience == STAFF or one.id in TO_EVERYBODY)


def risks_of(policy: ResolvedPolicy) -> Iterator[Clause]:
    """The risks that the policy names."""
    wanted = dict.fromkeys(row.clause for row in policy.rows if row.instance == "register.risks")
    return (policy.clauses[clause] for clause in wanted)


def ways_to_families(policy: ResolvedPolicy) -> Told:
    """How the school reaches families."""
    setting = policy.settings["parent_channels"]
    return Told(setting.in_words, "", _clauses(policy, setting.clauses))


def filters_told(policy: ResolvedPolicy) -> tuple[Clause, ...]:
    """Why families hear what filters and watches at school; empty where the policy says nothing of it."""
    wanted = dict.fromkeys(row.clause for row in policy.rows if row.clause in FILTERS_TOLD)
    return tuple(policy.clauses[clause] for clause in wanted)


def _clauses(policy: ResolvedPolicy, ids: tuple[str, ...]) -> tuple[Clause, ...]:
    return tuple(policy.clauses[each] for each in ids)
