"""Entries that somebody should look at again, for those who keep registers."""

from collections.abc import Iterator

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat, Left

from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.queries import today_of
from schoolgate.people.waiting import as_waiting
from schoolgate.policies.forms_library import register_forms
from schoolgate.registers.queries import due

CONTROL = Concat(Value("register."), F("key"), output_field=CharField())


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """Each entry whose day has come."""
    if schools := desk.where(Permission.REGISTER_KEEP):
        found = due(schools, today_of(desk.now))
        for register in register_forms().values():
            if register.kept_by:
                own = [seat.school.pk for seat in desk.seats if set(register.kept_by) & set(seat.roles)]
                found = found.exclude(~Q(school__in=own), key=register.key)
            if register.looked_at_once_when:
                # Whoever wrote it down does not look at it first.
                found = found.exclude(key=register.key, looked_at__isnull=True, written_by=desk.person)
        yield as_waiting(found, "look_at_entry", what=Left("words", 80), control=CONTROL, due="written_at")
