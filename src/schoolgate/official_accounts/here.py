"""Who of those named for an account still holds a post at its school: a name may outlive a post, a right does not."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from schoolgate.people.models import Appointment
from schoolgate.people.queries import current


def holds_a_post(on: date, *, person: str = "person_id") -> Exists:
    """Whether this row's person holds a post on that day at this row's school, or at its trust."""
    here = Q(school=OuterRef("school_id")) | Q(school__isnull=True, trust=OuterRef("school__trust_id"))
    return Exists(Appointment.objects.filter(here, current(on), person=OuterRef(person)))
