"""What waits: a worry that nobody has read, and one that is read and not yet closed. Its number, and nothing else."""

from collections.abc import Iterator

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from schoolgate.concerns.models import Concern, ConcernReader, KeptOut
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.waiting import as_waiting


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """For those it is for, and never for whom it is about."""
    if not desk.where(Permission.CONCERN_READ):
        return
    hears = Q(person=desk.person)
    for seat in desk.seats:
        hears |= Q(school=seat.school, role__in=[role.value for role in seat.roles])
    found = Concern.objects.filter(
        Exists(ConcernReader.objects.filter(hears, concern=OuterRef("pk"))),
        ~Exists(KeptOut.objects.filter(person=desk.person, concern=OuterRef("pk"))),
        school__in=desk.where(Permission.CONCERN_READ),
        closed_at__isnull=True,
    )
    number = Concat(Value("W"), Cast(F("pk"), CharField()))
    for kind, is_new in (("read_worry", True), ("see_to_worry", False)):
        yield as_waiting(found.filter(first_looked_at__isnull=is_new), kind, what=number, due="due_at")
