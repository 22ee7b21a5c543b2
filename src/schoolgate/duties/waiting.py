"""Duties that wait for a person, or for whoever holds their post at the duty's school; and what others owe late."""

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from schoolgate.duties.models import Duty, ToldLate
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.models import School
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
    shown = Q(shown_at__isnull=True) | Q(shown_at__lte=desk.now)
    found = Duty.objects.filter(
        theirs, shown, done_at__isnull=True, school__in=desk.where(Permission.DUTY_DO)
    )
    duties = as_waiting(found, "duty", what=F("what"), more=F("more"), control=F("key"), due="due_at")
    return [duties, _late_of_others(desk)]


def _late_of_others(desk: Desk) -> QuerySet:
    """One line for each school where this person was told that something is late which is not done yet."""
    told = ToldLate.objects.filter(
        person=desk.person, duty__done_at__isnull=True, school__in=desk.where(Permission.DUTY_DO)
    )
    of_school = told.filter(school=OuterRef("pk")).order_by().values("school")
    late = School.objects.filter(pk__in=told.values("school")).annotate(
        many_late=Subquery(of_school.annotate(many=Count("duty", distinct=True)).values("many")),
        late_since=Subquery(of_school.annotate(since=Min("duty__due_at")).values("since")),
    )
    return as_waiting(late, "late", school="pk", what=F("name"), many="many_late", due="late_since")
