"""The posts that a policy wants held at all times, and who holds them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from schoolgate.kernel.permissions import ROLE_WORDS, Role
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import current, today_of
from schoolgate.rules.policy import Clause, ResolvedPolicy
from schoolgate.staffing.models import ConfirmedRemit

POSTS_HELD = "noun.people.posts_held"
# Law asks each school for these two, whatever its policy says.
ALWAYS = (Role.HEADTEACHER, Role.SAFEGUARDING_LEAD, Role.DATA_PROTECTION_LEAD)
# Which posts a clause of a policy wants held.
WANTED_BY: dict[str, tuple[Role, ...]] = {
    "AC-039": (Role.SAFEGUARDING_LEAD,),
    "AC-040": (Role.DATA_PROTECTION_LEAD,),
    "ST-003": (Role.HEADTEACHER,),
    "ST-004": (Role.CHAIR,),
    "ST-034": (Role.SAFEGUARDING_LEAD,),
    "AS-031": (Role.HEADTEACHER, Role.EXECUTIVE_HEADTEACHER, Role.FINANCE_DIRECTOR),
    "BE-024": (Role.SENIOR_LEADER, Role.ACCOUNT_ADMINISTRATOR, Role.STAFF),
}
# A clause that asks the governors to confirm what a post is there for.
REMIT_CONFIRMED_BY_GOVERNORS = "ST-034"


@dataclass
class WantedPost:
    """A post the policy wants held: who holds it now, and why it is wanted."""

    role: Role
    clauses: tuple[Clause, ...]
    holders: list[Appointment] = field(default_factory=list)
    needs_remit: bool = False
    remits: dict[int, ConfirmedRemit] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return ROLE_WORDS[self.role]

    @property
    def is_empty(self) -> bool:
        return not self.holders


def wanted_posts(school: School, policy: ResolvedPolicy, now: datetime) -> list[WantedPost]:
    """Every post that law or the policy wants held, in the order of the program. Two queries."""
    posts = {role: WantedPost(role, clauses) for role, clauses in _wanted(policy)}
    here = Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id)
    held = Appointment.objects.filter(here, current(today_of(now)), role__in=list(posts))
    for appointment in held.select_related("person", "stands_in_for").order_by("first_on", "pk"):
        posts[Role(appointment.role)].holders.append(appointment)
    asked = {clause.id for clause in policy.clauses_of(POSTS_HELD)}
    if REMIT_CONFIRMED_BY_GOVERNORS in asked:
        lead = posts[Role.SAFEGUARDING_LEAD]
        lead.needs_remit = True
        lead.remits = {
            one.appointment_id: one
            for one in ConfirmedRemit.objects.filter(
                appointment__in=[each.pk for each in lead.holders]
            ).select_related("confirmed_by")
        }
    return list(posts.values())


def _wanted(policy: ResolvedPolicy) -> Iterable[tuple[Role, tuple[Clause, ...]]]:
    asked = policy.clauses_of(POSTS_HELD)
    wanted: dict[Role, list[Clause]] = {role: [] for role in ALWAYS}
    for clause in asked:
        for role in WANTED_BY.get(clause.id, ()):
            wanted.setdefault(role, []).append(clause)
    return [(role, tuple(wanted[role])) for role in Role if role in wanted]
