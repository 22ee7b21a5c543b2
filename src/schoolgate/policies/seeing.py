"""*See it*: the page on which a clause can be seen at work.

A demonstration says where the very state stands, and for whom. A real installation has nobody who does: there it is
the page on which the control lives, for those who may open it, and for the others who can.

The page that opens says at its head which clause one came to see (`came_to_see`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django_scopes import scope

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import GRANTS, ROLE_WORDS, Permission, Role
from schoolgate.people.models import Person, School
from schoolgate.policies.living import LivingRow, pages
from schoolgate.policies.queries import current_policy
from schoolgate.rules.policy.library import Row

# Whom to ask first, where one may not open a page oneself.
ASKED_FIRST = (
    Role.HEADTEACHER,
    Role.OFFICE,
    Role.SAFEGUARDING_LEAD,
    Role.DATA_PROTECTION_LEAD,
    Role.STAFF,
)
MOST_TO_ASK = 2
# What the address of a page says of the clause that one came to see on it.
SEE = "see"


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a clause is seen: the address of the place, what is there to see, and who may open it.

    In a demonstration `person` is the one for whom it is meant (`is_for_them`: another would see something else), and
    `step_in` the address at which one becomes that person.
    """

    address: str
    shows: str
    permission: Permission
    person: Person | None = None
    is_for_them: bool = False
    step_in: str = ""

    def may_open(self, actor: Actor) -> bool:
        """Whether this person sees it there themselves."""
        is_theirs = self.person is not None and self.person.pk == actor.person_id
        return is_theirs or (actor.may(self.permission) and not self.is_for_them)

    @property
    def who_can(self) -> list[str]:
        """Roles that may open it, those first whom one asks first."""
        return [ROLE_WORDS[role] for role in ASKED_FIRST if self.permission in GRANTS[role]][:MOST_TO_ASK]


Guide = Callable[[School, Row], Sight | None]
_GUIDES: list[Guide] = []


def guide(found: Guide) -> Guide:
    """Let this one say where a state stands."""
    if found not in _GUIDES:
        _GUIDES.append(found)
    return found


def sight_of(school: School, one: LivingRow) -> Sight | None:
    """Where to see a clause at work on this control; None where it is not served, or lives on no page."""
    if one.lives is None or not one.lives.is_proved or one.known is None:
        return None
    found = _stands(school, one.known)
    return None if found is None else replace(found, address=_to_see(found.address, one.known.clause))


def _stands(school: School, row: Row) -> Sight | None:
    for each in _GUIDES:
        found = each(school, row)
        if found is not None:
            return found
    page = pages().get(row.instance)
    if page is None:
        return None
    return Sight(reverse(page.address, kwargs={"school_slug": school.slug}), page.title, page.permission)


def _to_see(address: str, clause: str) -> str:
    """The same place, which says at its head which clause one came to see."""
    path, hash_, anchor = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{SEE}={clause}{hash_}{anchor}"


def came_to_see(request: HttpRequest) -> dict[str, Any]:
    """For every page: the clause of this school's policy that one came to see, where the address names one."""
    actor = getattr(request, "actor", None)
    wanted = request.GET.get(SEE, "")
    if not wanted or actor is None or actor.school is None or not actor.may(Permission.POLICY_READ):
        return {}
    with scope(school=actor.school):
        clause = current_policy(actor.school).clauses.get(wanted)
    return {} if clause is None else {"came_to_see": clause}
