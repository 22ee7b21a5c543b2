"""Who has read and signed, school by school, for those who answer for all schools of a trust."""

from collections.abc import Iterable
from dataclasses import dataclass

from django_scopes import scope

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.moments.queries import Owes, who_owes
from schoolgate.people.appointing import TRUST_ROLES
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.reports.practice import Share, signed_share
from schoolgate.rules.policy import Clause

CLAUSES_ON = "duty.read_and_sign"
# The clauses by which somebody answers for the staff of all schools, not of their own.
OF_THE_TRUST = frozenset({"AS-007"})


@dataclass(frozen=True, slots=True)
class Signed:
    """One school: the share of its people who have signed all that is theirs, and who has not, for who may know."""

    school: School
    share: Share
    owing: tuple[Owes, ...]

    @property
    def percent(self) -> int | None:
        """None where nobody has anything to sign."""
        return round(100 * self.share.done / self.share.of) if self.share.of else None


def answers_for_the_trust(actor: Actor) -> bool:
    """Whether this person holds a post of the trust itself."""
    return bool(TRUST_ROLES & set(actor.roles))


def signed_across(actor: Actor, schools: Iterable[School]) -> list[Signed]:
    """Each of these schools; the names only for whoever may read signatures. About ten queries for each."""
    may_know = actor.may(Permission.SIGNATURES_READ)
    found = []
    for school in schools:
        with scope(school=school):
            share = signed_share(school, current_policy(school), actor.now)
            owing = who_owes(school, actor.now) if may_know else []
        found.append(Signed(school, share, tuple(owing)))
    return found


def why(actor: Actor) -> tuple[Clause, ...]:
    """The clauses of this school's policy that ask for it."""
    policy = current_policy(actor.school)
    return tuple(clause for clause in policy.clauses_of(CLAUSES_ON) if clause.id in OF_THE_TRUST)
