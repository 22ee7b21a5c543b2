"""What proves the controls of the policy itself."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Q
from django.urls import reverse

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.rules.refusals import Control


@evidence
def of_policies(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Versions that came into force, whenever it was, and one that waits for a signature. One query."""
    counted = AdoptedPolicy.objects.filter(school=school).aggregate(
        versions=Count("pk", filter=Q(in_force_at__isnull=False)),
        before=Count("pk", filter=Q(in_force_at__lt=since)),
        newest=Max("in_force_at"),
        newest_number=Max("number"),
        in_force_number=Max("number", filter=Q(in_force_at__isnull=False)),
        waiting_since=Max("adopted_at", filter=Q(in_force_at__isnull=True)),
    )
    address = reverse("policies:versions", kwargs={"school_slug": school.slug})
    kept = Evidence(counted["versions"], last_at=counted["newest"], address=address)
    waits = (counted["newest_number"] or 0) > (counted["in_force_number"] or 0)
    open_now = Evidence(open=1, open_since=counted["waiting_since"], address=address) if waits else Evidence()
    return {
        # What came into force since is in the trail, which names this gate.
        Control.POLICY_MAY_BE_ADOPTED.value: open_now
        + Evidence(counted["before"], last_at=counted["newest"], address=address),
        "noun.policy_document.versions": kept + open_now,
    }
