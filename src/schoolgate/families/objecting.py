"""Objections: what they can be about, and what others of the family object to."""

from schoolgate.families.models import Objection
from schoolgate.people.models import School
from schoolgate.pupils.answering import bases_of, basis_of
from schoolgate.pupils.lists import uses_of
from schoolgate.rules.consents import Basis


def task_uses(school: School) -> set[str]:
    """What the school does as its task: a no to it is an objection."""
    bases = bases_of(school)
    return {use for use in uses_of(school) if basis_of(use, bases) is Basis.PUBLIC_TASK}


def stands_against(objection: Objection) -> set[str]:
    """The uses that somebody else of the family objects to as well, undecided or upheld."""
    others = Objection.objects.filter(pupil=objection.pupil).exclude(pk=objection.pk)
    others = others.exclude(outcome__in=(Objection.Outcome.NOT_UPHELD, Objection.Outcome.TAKEN_BACK))
    return {use for uses in others.values_list("uses", flat=True) for use in uses}
