"""How policies are said to people on pages."""

from django.utils.translation import gettext_lazy as _

from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.policy.living import Lives
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

# How a clause lives: in the line on top of the page, and beside the clause. What is not known is None.
LIVES_WORDS = {
    Lives.HELD: _("Held by the system"),
    Lives.TIMED: _("Done on time"),
    Lives.REGISTERED: _("Kept in a register"),
    Lives.LIMITED: _("Only for those who may"),
    Lives.SHOWN: _("Shown where it matters"),
    Lives.SIGNED: _("Shown and signed"),
    Lives.ASKED: _("Asked of a person"),
    Lives.OPEN: _("Not yet"),
    Lives.DECLINED: _("Not done as written"),
    None: _("Not known"),
}
LIVES_MEAN = {
    Lives.HELD: _("The program itself sees to it."),
    Lives.TIMED: _("Somebody has to do it by a time; the program reminds and remembers."),
    Lives.REGISTERED: _("It is written down and can be found again."),
    Lives.LIMITED: _("Only those whom the policy names can see or do it."),
    Lives.SHOWN: _("It is said where and when it matters."),
    Lives.SIGNED: _("It is shown, and each person signs it."),
    Lives.ASKED: _("A person is asked and answers. The program does not know whether the answer is right."),
    Lives.OPEN: _("The program does nothing for it so far. Keep it yourselves."),
    Lives.DECLINED: _("It cannot be done as it is written, or should not be."),
    None: _("This version of the program does not know this part of your policy."),
}
WHO_WORDS = {
    "account admin": _("Who runs an account"),
    "dpo": _("Data protection lead"),
    "dsl": _("Safeguarding lead"),
    "everyone": _("Everyone"),
    "governors": _("Governors"),
    "headteacher": _("Headteacher"),
    "marketing officer": _("Marketing officer"),
    "network manager": _("Network manager"),
    "parent": _("Families"),
    "pupil": _("Pupils"),
    "school": _("The school"),
    "slt": _("Senior leaders"),
    "staff": _("Staff"),
    "trust board": _("The trust's board"),
    "volunteer": _("Volunteers"),
}
CLAUSE_AREA_WORDS = {
    "accounts": _("Official accounts"),
    "concerns": _("Worries and misuse"),
    "consent": _("Consent"),
    "credentials": _("Logins"),
    "data-protection": _("Personal details"),
    "declarations": _("What people sign and declare"),
    "filtering": _("Filtering"),
    "images": _("Pictures"),
    "inbox": _("Comments and messages"),
    "monitoring": _("Monitoring"),
    "parents": _("Families"),
    "people": _("People and posts"),
    "policy": _("The policy itself"),
    "posts": _("Posts"),
    "pupils": _("Pupils"),
    "support": _("Support"),
    "training": _("Training"),
    "website": _("Website"),
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
