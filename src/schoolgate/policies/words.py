"""How policies are said to people on pages."""

from django.utils.translation import gettext_lazy as _

from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.policy.shapes import Several

STRICTNESS_WORDS = {Strictness.MUST: _("It stops"), Strictness.WARN: _("It warns"), Strictness.OFF: _("Off")}
AREA_WORDS = {
    "posts": _("Posts"),
    "pictures_and_consent": _("Pictures and consent"),
    "accounts": _("Official accounts"),
    "messages": _("Comments and messages"),
    "staff": _("Staff and others"),
    "concerns": _("Worries, lessons, families"),
    "policy": _("The policy itself"),
}


def role_words(policy: ResolvedPolicy, role: str) -> str:
    """A post that signs, in words: "the chair of governors"."""
    return _choice(policy, "policy_signatories", role)


def check_words(policy: ResolvedPolicy, check: str) -> str:
    """A check before adoption, in words."""
    return _choice(policy, "adoption_checks", check)


def objective_words(policy: ResolvedPolicy, objective: str) -> str:
    """What a post is for, in words: "An event coming up"."""
    return _choice(policy, "post_objectives", objective)


def _choice(policy: ResolvedPolicy, setting: str, key: str) -> str:
    shape = policy.settings[setting].definition.shape
    return shape.choices.get(key, key) if isinstance(shape, Several) else key
