"""The platforms that a course can be for: the room of accounts hands them in when it starts."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from schoolgate.people.models import School
from schoolgate.rules.right_to_post import course_of_place
from schoolgate.training.models import Course

Places = Callable[[School], Mapping[str, str]]
KNOWN: list[Places] = []


def courses_may_be_for(places: Places) -> None:
    """A room above knows platforms of a school: how they are named within, and in words."""
    if places not in KNOWN:
        KNOWN.append(places)


def places_of(school: School) -> dict[str, str]:
    """Every platform that a course of this school can be for."""
    return {place: words for known in KNOWN for place, words in known(school).items()}


def about_of(school: School, *courses: Course) -> dict[int, str]:
    """What each of these courses is about, in words. One query where one is for a platform."""
    of_a_place = course_of_place("")
    known = places_of(school) if any(one.covers.startswith(of_a_place) for one in courses) else {}
    found = {}
    for one in courses:
        place = one.covers.removeprefix(of_a_place)
        is_one = place != one.covers
        found[one.pk] = known.get(place, _("one platform")) if is_one else one.get_covers_display()
    return found
