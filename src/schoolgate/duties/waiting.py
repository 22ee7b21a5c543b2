"""Duties that wait for a person, or for whoever holds their post at the duty's school."""

from django.db.models import F, Q, QuerySet

from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.waiting import as_waiting


def waiting_for(desk: Desk) -> list[QuerySet]:
    """Open duties of this person, and of the posts they hold."""
    theirs = Q(owed_by=desk.person)
    schools_of_a_post: dict[str, list[int]] = {}
    for seat in desk.seats:
        for role in seat.roles:
            schools_of_a_post.setdefault(role.value, []).append(seat.school.pk)
    for post, schools in schools_of_a_post.items():
        theirs |= Q(owed_by__isnull=True, owed_by_role=post, school__in=schools)
    found = Duty.objects.filter(theirs, done_at__isnull=True, school__in=desk.where(Permission.DUTY_DO))
    return [as_waiting(found, "duty", what=F("what"), more=F("more"), control=F("key"), due="due_at")]
