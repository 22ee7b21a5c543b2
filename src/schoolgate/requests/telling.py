"""Who is told by e-mail how a request stands. The letters quote no answer and name nobody asked about."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.follow_ups import follows
from schoolgate.kernel.permissions import Role
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import Person
from schoolgate.people.queries import holders, today_of
from schoolgate.requests.models import Request

State = Request.State


@follows(EventType.REQUEST_SENT, EventType.REQUEST_CHANGED, EventType.REQUEST_DECIDED)
def tell_of_request(event: Event, now: datetime) -> None:
    """Those whose turn it is hear that something waits; who asked hears how it ended."""
    with scopes_disabled():
        request = Request.objects.select_related("school", "applicant").filter(pk=event.subject_id).first()
    if request is None or request.state == State.DRAFT:
        return
    with scope(school=request.school):
        if request.state in (State.WAITING, State.TO_DO):
            _ask_them(event, request, now)
        elif event.type == EventType.REQUEST_DECIDED.value:
            _tell_applicant(event, request, now, _("Your request was decided"))


@follows(EventType.REQUEST_DONE)
def tell_that_it_is_done(event: Event, now: datetime) -> None:
    """Who asked hears that it was done."""
    with scopes_disabled():
        request = Request.objects.select_related("school", "applicant").get(pk=event.subject_id)
    with scope(school=request.school):
        _tell_applicant(event, request, now, _("What you asked for was done"))


def _ask_them(event: Event, request: Request, now: datetime) -> None:
    roles = [Role(post) for post in request.waits_for.strip("|").split("|") if post]
    asked = holders(request.school, roles, today_of(now)).exclude(pk=request.applicant_id)
    subject = _("A request waits for you")
    said = _("Somebody at %(school)s has asked for something, and it is your turn.")
    _tell(event, request, now, asked, Words(subject, (said % {"school": request.school},), _page(request)))


def _tell_applicant(event: Event, request: Request, now: datetime, subject: str) -> None:
    _tell(event, request, now, [request.applicant], Words(subject, (_("See it here:"),), _page(request)))


def _tell(event: Event, request: Request, now: datetime, people: Iterable[Person], words: Words) -> None:
    recipients = [Recipient(f"person:{one.pk}", one.email) for one in people if one.email]
    letters.write(f"request:{request.pk}:{event.pk}", recipients, words, now=now)


def _page(request: Request) -> str:
    return reverse("requests:request", kwargs={"school_slug": request.school.slug, "request_id": request.pk})
