"""State changes of policies: adopting, signing, setting otherwise."""

from schoolgate.policies.actions.adopting import adopt_policy, adopt_policy_for_all
from schoolgate.policies.actions.overriding import end_override, override_setting
from schoolgate.policies.actions.signing import sign_policy, sign_policy_for_all

__all__ = [
    "adopt_policy",
    "adopt_policy_for_all",
    "end_override",
    "override_setting",
    "sign_policy",
    "sign_policy_for_all",
]
