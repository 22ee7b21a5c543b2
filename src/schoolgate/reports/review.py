"""What a review of the policy looks at: lessons, laws that changed, what is not kept or set otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schoolgate.duties.models import Duty
from schoolgate.kernel.evidence import gather
from schoolgate.people.models import School
from schoolgate.policies.living import LivingClause, clauses_alive
from schoolgate.registers.duty_subjects import LAWS, LESSONS, written_since_adopted
from schoolgate.registers.models import Entry
from schoolgate.rules.policy import ResolvedPolicy

REVIEW = "duty.policy_review"
MOST_REVIEWS = 20


@dataclass(frozen=True, slots=True)
class Agenda:
    """`lessons` and `laws` were written down since the policy came into force; `missed` and `otherwise` are clauses;
    `reviews` were done before, the newest first, `open_now` are those still owed."""

    lessons: Sequence[Entry]
    laws: Sequence[Entry]
    missed: Sequence[LivingClause]
    otherwise: Sequence[LivingClause]
    reviews: Sequence[Duty]
    open_now: Sequence[Duty]


def agenda_of(school: School, policy: ResolvedPolicy, since: datetime, now: datetime) -> Agenda:
    """The number of queries does not depend on how much there is."""
    alive = clauses_alive(policy, gather(school, since, now))
    reviews = Duty.objects.filter(school=school, key=REVIEW).select_related("owed_by", "done_by")
    return Agenda(
        lessons=list(written_since_adopted(school, LESSONS)),
        laws=[one for one in written_since_adopted(school, LAWS) if one.answers.get("changed_on")],
        missed=[one for one in alive if one.evidence is not None and one.evidence.missed],
        otherwise=[one for one in alive if one.exceptions],
        reviews=list(reviews.filter(done_at__isnull=False).order_by("-done_at")[:MOST_REVIEWS]),
        open_now=list(reviews.filter(done_at__isnull=True).order_by("due_at")),
    )
