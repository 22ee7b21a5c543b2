"""The page of roles: what each may do, and who may do what."""

from schoolgate.kernel.permissions import (
    CLOCK_GRANTS,
    GRANTS,
    NEEDS_SECOND_FACTOR,
    PERMISSION_WORDS,
    ROLE_WORDS,
    Permission,
)
from schoolgate.reports.generated.tables import page, table


def roles_page() -> str:
    """docs/generated/roles.md"""
    by_role = [
        (ROLE_WORDS[role], "yes" if role in NEEDS_SECOND_FACTOR else "", _listed(granted))
        for role, granted in GRANTS.items()
    ]
    by_role.append(("the clock (no person)", "", _listed(CLOCK_GRANTS)))
    by_permission = [
        (
            PERMISSION_WORDS[permission],
            ", ".join(ROLE_WORDS[role] for role, granted in GRANTS.items() if permission in granted)
            or "nobody",
        )
        for permission in Permission
    ]
    return page(
        "Roles",
        "A permission says who may; a rule says when not. A policy may narrow this, never widen it.",
        "## What each role may do\n\n" + table(("role", "second factor", "may"), by_role),
        "## Who may do what\n\n" + table(("permission", "roles"), by_permission),
    )


def _listed(granted: frozenset[Permission]) -> str:
    return (
        "; ".join(PERMISSION_WORDS[permission] for permission in Permission if permission in granted)
        or "nothing"
    )
