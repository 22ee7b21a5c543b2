"""What proves the controls of official accounts: the register, and what is suspended."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.rules.refusals import Control


@evidence
def of_accounts(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Accounts that came into the register since, and suspended ones. One query."""
    standing = OfficialAccount.Standing
    counted = OfficialAccount.objects.filter(school=school).aggregate(
        added=Count("pk", filter=Q(added_at__gte=since)),
        newest=Max("added_at", filter=Q(added_at__gte=since)),
        suspended=Count("pk", filter=Q(standing=standing.SUSPENDED)),
        suspended_since=Min("suspended_at", filter=Q(standing=standing.SUSPENDED)),
    )
    address = reverse("official_accounts:accounts", kwargs={"school_slug": school.slug})
    register = Evidence(counted["added"], last_at=counted["newest"], address=address)
    suspended = Evidence(open=counted["suspended"], open_since=counted["suspended_since"], address=address)
    return {
        "access.who_creates_accounts": register,
        "noun.official_accounts.register": register,
        Control.NOTHING_WHILE_SUSPENDED.value: suspended,
    }
