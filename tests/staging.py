"""A school that adopted a policy, where nobody has signed or been trained yet."""

from datetime import timedelta

from schoolgate.policies.actions import adopt_policy
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.rules.policy.adoption import PaperSignature, signatories
from tests.cast import Cast


def adopted(cast: Cast, code: str) -> None:
    """Oakfield adopts this policy thirty days ago, by the real action; within its scope."""
    actor = cast.as_actor(cast.head, now=cast.now - timedelta(days=30))
    policy = policy_to_adopt(cast.oakfield, code)
    on_paper = [PaperSignature(role, f"Holder of {role}", actor.now.date()) for role in signatories(policy)]
    checks = policy.setting("adoption_checks")
    adopt_policy(actor, cast.oakfield, code=code, checks=checks, on_paper=on_paper)
