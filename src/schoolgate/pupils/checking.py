"""What the data protection lead looks through to keep the record of consents current, and when it is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.people.waiting import as_waiting
from schoolgate.pupils import lists
from schoolgate.pupils.models import Answer, ConsentCheck, Pupil

# A family that never answered or a leaver's picture should not wait longer than a month to be noticed.
CHECKED_EVERY = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class ToLookThrough:
    """What is to be looked through since the last check: ids of pupils, and that check."""

    unanswered: list[int]
    changed: list[int]
    left: list[int]
    last: ConsentCheck | None


def to_look_through(school: School, now: datetime) -> ToLookThrough:
    """Whose family has not answered everything, whose answers changed and who left since the last check."""
    today, last = (
        today_of(now),
        ConsentCheck.objects.filter(school=school).select_related("checked_by").first(),
    )
    since = last.checked_at if last else school.created_at
    here = set(lists.found_on_roll(school, today))
    said = Answer.objects.filter(
        school=school, pupil__isnull=False, recorded_at__gt=since, recorded_at__lte=now
    )
    left = Pupil.objects.filter(school=school, left_on__gt=today_of(since), left_on__lte=today)
    return ToLookThrough(
        lists.found_on_roll(school, today, answered=lists.Answered.OPEN),
        sorted(here & set(said.order_by().values_list("pupil_id", flat=True).distinct())),
        list(left.order_by("legal_surname", "legal_forename", "pk").values_list("pk", flat=True)),
        last,
    )


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """One line for each school with a roll whose record of consents is to be looked through again."""
    schools = desk.where(Permission.CONSENT_CHECK)
    if not schools:
        return
    last = ConsentCheck.objects.filter(school=OuterRef("pk")).order_by("-checked_at", "-pk").values("next_at")
    roll = Pupil.objects.filter(school=OuterRef("pk"), left_on__isnull=True)
    due = School.objects.filter(Exists(roll), pk__in=schools).annotate(
        check_due=Coalesce(Subquery(last[:1]), "created_at")
    )
    yield as_waiting(
        due.filter(check_due__lte=desk.now), "check_consents", school="pk", what=F("name"), due="check_due"
    )
