"""What proves the controls of shared logins: openings, emergencies, changes in time and too late."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from schoolgate.credentials.models import LoginChange, LoginOpening, SharedLogin
from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School
from schoolgate.rules.refusals import Control


@evidence
def of_logins(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Three queries, whatever a school holds."""
    address = reverse("credentials:logins", kwargs={"school_slug": school.slug})
    held = SharedLogin.objects.filter(school=school, removed_at__isnull=True).aggregate(
        kept=Count("pk"),
        newest=Max("changed_at"),
        late=Count("pk", filter=Q(due_at__lt=now)),
        since=Min("due_at", filter=Q(due_at__lt=now)),
    )
    opened = LoginOpening.objects.filter(school=school).aggregate(
        named=Count("pk", filter=Q(is_emergency=False, at__gte=since)),
        last_named=Max("at", filter=Q(is_emergency=False, at__gte=since)),
        emergency=Count("pk", filter=Q(is_emergency=True, at__gte=since)),
        last_emergency=Max("at", filter=Q(is_emergency=True, at__gte=since)),
        unseen=Count("pk", filter=Q(is_emergency=True, head_looked_at=None, chair_looked_at=None)),
        unseen_since=Min("at", filter=Q(is_emergency=True, head_looked_at=None, chair_looked_at=None)),
    )
    changed = LoginChange.objects.filter(school=school, at__gte=since).aggregate(
        many=Count("pk"), last=Max("at")
    )
    return {
        Control.VAULT_STORE.value: Evidence(held["kept"], last_at=held["newest"], address=address),
        Control.NAMED_PEOPLE_OPEN_A_LOGIN.value: Evidence(
            opened["named"], last_at=opened["last_named"], address=address
        ),
        Control.LEADERSHIP_OPENS_LOGINS.value: Evidence(
            opened["emergency"],
            open=opened["unseen"],
            last_at=opened["last_emergency"],
            open_since=opened["unseen_since"],
            address=reverse("credentials:emergencies", kwargs={"school_slug": school.slug}),
        ),
        "duty.login_changed": Evidence(
            changed["many"],
            missed=held["late"],
            open=held["late"],
            last_at=changed["last"],
            open_since=held["since"],
            address=address,
        ),
    }
