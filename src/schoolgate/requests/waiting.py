"""What waits for a person: requests whose turn is theirs to decide or to do, and leave to be looked at again."""

from collections.abc import Iterator

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.queries import today_of
from schoolgate.people.waiting import as_waiting
from schoolgate.requests.models import Leave, Request

CONTROL = Concat(Value("request."), F("key"), output_field=CharField())


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """For each post somebody holds: what waits for whoever holds it, never one's own; and what one holds back."""
    yield _held_back(desk)
    may = set(desk.where(Permission.REQUEST_DECIDE))
    if not may:
        return
    theirs, given = Q(pk__in=()), Q(pk__in=())
    for seat in (seat for seat in desk.seats if seat.school.pk in may):
        for role in seat.roles:
            theirs |= Q(school=seat.school, waits_for__contains=f"|{role.value}|")
            given |= Q(school=seat.school, given_by_posts__contains=f"|{role.value}|")
    found = Request.objects.filter(theirs).exclude(applicant=desk.person)
    for state, kind in ((Request.State.WAITING, "decide_request"), (Request.State.TO_DO, "do_request")):
        rows = found.filter(state=state)
        yield as_waiting(rows, kind, what=F("title"), control=CONTROL, due="due_at")

    to_look_at = Leave.objects.filter(
        given, revoked_at__isnull=True, review_on__lte=today_of(desk.now)
    ).exclude(request__applicant=desk.person)
    yield as_waiting(
        to_look_at,
        "review_leave",
        about="request_id",
        what=F("request__title"),
        control=Concat(Value("request."), F("request__key"), output_field=CharField()),
        due="request__sent_at",
    )


def _held_back(desk: Desk) -> QuerySet:
    """What this person asked about and does not do until it has been talked over."""
    found = Request.objects.filter(
        applicant=desk.person,
        school__in=[school.pk for school in desk.schools],
        state=Request.State.WAITING,
        form_version__document__has_key="holds_back",
    )
    return as_waiting(found, "held_back", what=F("title"), control=CONTROL, due="due_at")
