"""Who answers for whom, told to the duties: whoever is told first that something is late."""

from collections.abc import Collection, Mapping

from schoolgate.duties.subjects import tells_managers
from schoolgate.people.models import Person, School
from schoolgate.staffing.models import LineManager


@tells_managers
def managers(school: School, people: Collection[int]) -> Mapping[int, Person]:
    """The manager of each of these people here, where one is named. One query."""
    named = LineManager.objects.filter(school=school, person__in=people).select_related("manager")
    return {one.person_id: one.manager for one in named}
