"""What proves the controls of people: which post nobody holds."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import current, today_of

# Every school has somebody in each of these.
NEVER_EMPTY = (Role.HEADTEACHER, Role.SAFEGUARDING_LEAD, Role.DATA_PROTECTION_LEAD)


@evidence
def of_posts_held(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Posts that nobody holds, which somebody always must. One query."""
    held = set(
        Appointment.objects.filter(current(today_of(now)), school=school).values_list("role", flat=True)
    )
    empty = [role for role in NEVER_EMPTY if role.value not in held]
    address = reverse("people:people", kwargs={"school_slug": school.slug})
    return {"noun.people.posts_held": Evidence(open=len(empty), address=address)}
