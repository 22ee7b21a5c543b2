from datetime import date

import pytest

from schoolgate.policies.actions import adopt_policy
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.rules.policy.adoption import PaperSignature
from tests.cast import Cast


@pytest.fixture
def adopted(cast: Cast):
    """Adopt a policy of the library with its checks made and its signatures on paper."""

    def adopt(code: str) -> None:
        policy = policy_to_adopt(cast.oakfield, code)
        signed = [
            PaperSignature(role, "Una Reed", date(2026, 11, 16))
            for role in policy.setting("policy_signatories")
        ]
        head = cast.as_actor(cast.head)
        checks = policy.setting("adoption_checks")
        adopt_policy(head, cast.oakfield, code=code, checks=checks, on_paper=signed)

    return adopt
