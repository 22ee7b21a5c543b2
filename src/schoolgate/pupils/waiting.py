"""What waits for a person among pupils: a file to be confirmed, and what an import left open."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.waiting import as_waiting
from schoolgate.pupils import checking
from schoolgate.pupils.holds import undecided
from schoolgate.pupils.import_queries import WAITING
from schoolgate.pupils.models import FolderFile, OfficeQuestion, RollImport


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """A line for each file, each child on hold, each import with questions, and the record when it is due."""
    yield from checking.waiting_for(desk)
    if schools := desk.where(Permission.PUPIL_RESTRICT):
        held = undecided().filter(school__in=schools)
        yield as_waiting(held, "pupil_on_hold", what=Value(""), due="since")
    if schools := desk.where(Permission.ROLL_IMPORT):
        waits = RollImport.objects.filter(school__in=schools, state__in=WAITING)
        yield as_waiting(waits, "confirm_import", what=F("file_name"), due="uploaded_at")
        broken = FolderFile.objects.filter(
            school__in=schools, state=FolderFile.State.BROKEN, read_by_a_person_at__isnull=True
        )
        yield as_waiting(broken, "broken_file", what=F("name"), due="seen_at")
    if schools := desk.where(Permission.CONSENT_MAINTAIN):
        is_open = OfficeQuestion.objects.filter(roll_import=OuterRef("pk"), answered_at__isnull=True)
        asked = RollImport.objects.filter(Exists(is_open), school__in=schools).annotate(
            open_questions=Count("questions", filter=Q(questions__answered_at__isnull=True))
        )
        yield as_waiting(
            asked, "settle_questions", what=F("file_name"), many=F("open_questions"), due="confirmed_at"
        )
