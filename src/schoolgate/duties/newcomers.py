"""Who is new at a school, as duties are about them: from their first day, for two months."""

from datetime import date, timedelta

from schoolgate.duties.subjects import Subject, subjects_of
from schoolgate.people.appointing import people_of
from schoolgate.people.models import School
from schoolgate.rules.staffing import kinds_of

NEW_FOR = timedelta(days=60)
# Governors have their own way in; parents and pupils are no colleagues.
COLLEAGUES = frozenset({"staff", "agency", "trainee", "casual", "volunteer"})


@subjects_of("newcomer")
def newcomers(school: School, on: date) -> list[Subject]:
    """Every colleague, temporary ones and volunteers too, whose first day here lies no longer back. Two queries."""
    found = []
    for one in people_of(school, on):
        posts = one.posts_now  # type: ignore[attr-defined]  # `people_of` adds it
        began = min(post.first_on for post in posts)
        if on - began <= NEW_FOR and kinds_of(post.role for post in posts) & COLLEAGUES:
            found.append(Subject(f"person:{one.pk}", str(one), one.pk, str(one), began))
    return found
