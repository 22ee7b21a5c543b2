"""Who must read a post before it goes out, under a school's policy."""

from enum import StrEnum

from schoolgate.rules.policy.resolved import ResolvedPolicy

ANY_TRAINED_COLLEAGUE = "any_trained_colleague"
# Who agrees to what goes on the website where the policy wants leaders to.
LEADERS = ("headteacher", "senior_leader", "executive_headteacher")


class SecondReader(StrEnum):
    """The choices of the setting `second_reader`, the strictest first."""

    BEFORE = "before"
    WHERE_POSSIBLE = "where_possible"
    IF_CONTROVERSIAL = "if_controversial"
    AFTERWARDS = "looked_at_afterwards"


def second_reader_comes_first(
    policy: ResolvedPolicy, *, shows_or_names_a_pupil: bool, controversial: bool, on_website: bool = False
) -> bool:
    """Whether somebody else must approve this post before it goes out.

    Otherwise it may be released without a second reader, with a reason, and somebody else looks at it within
    `looked_at_afterwards_hours` school hours. A pupil's picture or name, and a controversial topic, always come
    first to a second reader, whatever the setting says; so does what goes on the website where leaders agree to it.
    """
    return (
        shows_or_names_a_pupil
        or controversial
        or (on_website and leaders_agree_to_the_website(policy))
        or policy.setting("second_reader") == SecondReader.BEFORE
    )


def leaders_agree_to_the_website(policy: ResolvedPolicy) -> bool:
    """Whether leaders agree to whatever goes on the website. A policy adopted before this could be set says no."""
    return "website_approvers" in policy.settings and policy.setting("website_approvers") == "leaders"


def approvers_for(
    policy: ResolvedPolicy, *, controversial: bool, on_website: bool = False
) -> tuple[str, ...]:
    """The roles that may approve, in order of preference; "any_trained_colleague" means anybody trained for it."""
    key = "controversial_post_approvers" if controversial else "post_approvers"
    roles: tuple[str, ...] = policy.setting(key)
    if not (on_website and leaders_agree_to_the_website(policy)):
        return roles
    return tuple(role for role in roles if role in LEADERS) or LEADERS
