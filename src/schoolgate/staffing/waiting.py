"""What waits for whoever appoints people: a post that law wants held and nobody holds."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from schoolgate.kernel.permissions import ROLE_WORDS, Permission
from schoolgate.people.desks import Desk
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import current, today_of
from schoolgate.people.waiting import as_waiting
from schoolgate.staffing.posts_wanted import ALWAYS, POSTS_HELD


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """Each post that is empty today, for whoever can fill it."""
    schools = desk.where(Permission.PERSON_APPOINT)
    if not schools:
        return
    here = Q(school=OuterRef("pk")) | Q(school__isnull=True, trust=OuterRef("trust_id"))
    held = Appointment.objects.filter(here, current(today_of(desk.now)))
    for role in ALWAYS:
        yield as_waiting(
            School.objects.filter(~Exists(held.filter(role=role)), pk__in=schools),
            "fill_post",
            school="pk",
            what=ROLE_WORDS[role],
            control=POSTS_HELD,
            due="created_at",
        )
