"""Leavers who can still be seen, as the duty to take their pictures down is about them."""

from datetime import date

from schoolgate.duties.subjects import Subject, subjects_of
from schoolgate.people.models import School
from schoolgate.showing.exposure import leavers_due


@subjects_of("leaver_shown")
def leavers_shown(school: School, on: date) -> list[Subject]:
    """Each who left, whose time by the policy is over, and who is in a picture that is public. One query."""
    return [Subject(str(pupil), name, since=since) for pupil, name, since in leavers_due(school, on)]
