"""The classes of a school, as duties are about them: each with its teacher, where one is named."""

from datetime import date

from django.db.models import Min

from schoolgate.duties.subjects import Subject, subjects_of
from schoolgate.people.models import School
from schoolgate.pupils.lists import Answered, found_on_roll
from schoolgate.pupils.models import ClassTaught, Pupil


@subjects_of("class")
def classes(school: School, on: date) -> list[Subject]:
    """Every class with pupils on the roll. Two queries."""
    here = Pupil.objects.filter(school=school, left_on__isnull=True).exclude(class_name="")
    teachers = dict(
        ClassTaught.objects.filter(school=school).order_by("-pk").values_list("class_name", "person_id")
    )
    names = here.order_by("class_name").values_list("class_name", flat=True).distinct()
    return [Subject(name, name, teachers.get(name)) for name in names]


@subjects_of("unanswered")
def unanswered(school: School, on: date) -> list[Subject]:
    """The families that have not answered, as one, while there are any; since the first of their children joined."""
    open_now = found_on_roll(school, on, answered=Answered.OPEN)
    if not open_now:
        return []
    joined = Pupil.objects.filter(pk__in=open_now).aggregate(first=Min("joined_on"))["first"]
    return [Subject("families", "", since=joined or on)]
