"""Whose pages say no to every use, whatever was answered: told to code that must not give them away, never shown."""

from schoolgate.people.models import School
from schoolgate.pupils.holds import undecided
from schoolgate.pupils.models import Restriction


def reading_as_no(school: School) -> set[int]:
    """The pupils on the restricted list, and those on hold with nobody said to decide. One query."""
    listed = Restriction.objects.filter(school=school, lifted_at__isnull=True).values_list(
        "pupil_id", flat=True
    )
    return set(listed.union(undecided().filter(school=school).values_list("pupil_id", flat=True)))
