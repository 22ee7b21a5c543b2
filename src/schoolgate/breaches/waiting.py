"""What waits: a breach of which nobody has decided who is told, by when it must be; and one that is not closed."""

from collections.abc import Iterator

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from schoolgate.breaches.models import Breach
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.waiting import as_waiting


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """For those who keep the register; its number and nothing else."""
    schools = desk.where(Permission.BREACH_KEEP)
    if not schools:
        return
    number = Concat(Value("B"), Cast(F("pk"), CharField()))
    found = Breach.objects.filter(school__in=schools, closed_at__isnull=True)
    for kind, is_undecided in (("decide_breach", True), ("see_to_breach", False)):
        yield as_waiting(found.filter(ico_decided_at__isnull=is_undecided), kind, what=number, due="due_at")
