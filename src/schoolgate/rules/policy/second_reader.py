"""Who must read a post before it goes out, under a school's policy."""

from enum import StrEnum

from schoolgate.rules.policy.resolved import ResolvedPolicy

ANY_TRAINED_COLLEAGUE = "any_trained_colleague"


class SecondReader(StrEnum):
    """The choices of the setting `second_reader`, the strictest first."""

    BEFORE = "before"
    WHERE_POSSIBLE = "where_possible"
    IF_CONTROVERSIAL = "if_controversial"
    AFTERWARDS = "looked_at_afterwards"


def second_reader_comes_first(
    policy: ResolvedPolicy, *, shows_or_names_a_pupil: bool, controversial: bool
) -> bool:
    """Whether somebody else must approve this post before it goes out.

    Otherwise it may be released without a second reader, with a reason, and somebody else looks at it within
    `looked_at_afterwards_hours` school hours. A pupil's picture or name, and a controversial topic, always come
    first to a second reader, whatever the setting says.
    """
    return shows_or_names_a_pupil or controversial or policy.setting("second_reader") == SecondReader.BEFORE


def approvers_for(policy: ResolvedPolicy, *, controversial: bool) -> tuple[str, ...]:
    """The roles that may approve, in order of preference; "any_trained_colleague" means anybody trained for it."""
    key = "controversial_post_approvers" if controversial else "post_approvers"
    roles: tuple[str, ...] = policy.setting(key)
    return roles
