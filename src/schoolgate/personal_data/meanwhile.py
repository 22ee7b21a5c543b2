"""What is kept from a complaint's first minute, before anybody has said whose records it is about.

A complaint that names somebody whose records it can be about keeps everything of theirs, and the rest of the school
goes on. One that names nobody keeps everything: it might be what goes tonight. *Today* says so from the first day.
"""

from django.db.models import QuerySet

from schoolgate.people.models import School
from schoolgate.personal_data.models import DataComplaint, LegalHold
from schoolgate.personal_data.subjects import Subject, named_in

# Families complain about what is held of them and their children. A teacher whom they name is not whose records.
_WHOSE = {
    DataComplaint.From.FAMILY: ("pupil", "adult"),
    DataComplaint.From.PUPIL: ("pupil", "adult"),
    DataComplaint.From.STAFF: ("person",),
    DataComplaint.From.OTHER: ("pupil", "adult", "person"),
}


def nobody_has_said(school: School) -> QuerySet[DataComplaint]:
    """Open ones of which nobody has said whose records they are about."""
    return DataComplaint.objects.filter(school=school, closed_at__isnull=True, records_said_at__isnull=True)


def can_be_about(complaint: DataComplaint) -> list[Subject]:
    """Whom its own words name, and who wrote it where they said so: whose records it can be about."""
    named = named_in(complaint.school, f"{complaint.words}\n{complaint.reach}")
    return [one for one in named if one.kind in _WHOSE[DataComplaint.From(complaint.comes_from)]]


def keeps_everything(school: School) -> bool:
    """Whether one of them names nobody: then nothing of the school goes."""
    return any(not can_be_about(one) for one in nobody_has_said(school))


def held_meanwhile(school: School) -> list[LegalHold]:
    """As holds, never written down: they end when somebody says whose records it is about."""
    about = {one.id: one for complaint in nobody_has_said(school) for one in can_be_about(complaint)}
    return [LegalHold(school=school, why=LegalHold.Why.COMPLAINT, **one.column) for one in about.values()]


def is_held_meanwhile(subject: Subject) -> bool:
    """Whether a complaint that nobody has looked at names this one."""
    return any(one.id == subject.id for each in nobody_has_said(subject.school) for one in can_be_about(each))
