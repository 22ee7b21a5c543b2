"""What follows a yes and its end: the entry that a form writes down, and that it holds no more."""

from datetime import datetime

from django.urls import reverse
from django_scopes import scope, scopes_disabled

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actor import Actor, clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.kernel.permissions import Permission
from schoolgate.registers import queries
from schoolgate.registers.actions import end_entry, make_register_of_form, write_as_agreed
from schoolgate.registers.models import Entry
from schoolgate.requests.concerned import CameOf
from schoolgate.requests.models import FormVersion, Leave, Request

TAKEN_BACK = "The leave was taken back."


@follows(EventType.FORM_MADE)
def make_its_register(event: Event, now: datetime) -> None:
    """A form of the school's own that writes each yes down has its register at once. Safe to run twice."""
    with scopes_disabled():
        version = FormVersion.objects.select_related("school__trust").filter(pk=event.subject_id).first()
    if version is None or version.school is None:
        return
    with scope(school=version.school):
        actor = clock(version.school, now)
        if not queries.refusals_to_make_of_form(actor, version.school, form_version=version.pk):
            make_register_of_form(actor, version.school, form_version=version.pk)


@follows(EventType.REQUEST_DECIDED)
def write_what_was_agreed(event: Event, now: datetime) -> None:
    """The last yes was said: what its form writes down stands in its register. Safe to run twice."""
    with scopes_disabled():
        request = Request.objects.select_related("school__trust").filter(pk=event.subject_id).first()
    if request is None:
        return
    with scope(school=request.school):
        if queries.agreed_not_written(request.pk) is not None:
            write_as_agreed(clock(request.school, now), request.school, request=request.pk)


@follows(EventType.LEAVE_REVOKED)
def end_what_was_agreed(event: Event, now: datetime) -> None:
    """The leave was taken back: what it wrote down holds no more. Safe to run twice."""
    with scopes_disabled():
        leave = Leave.objects.select_related("school__trust").get(pk=event.subject_id)
    with scope(school=leave.school):
        entry = Entry.objects.filter(request=leave.request_id, ended_at__isnull=True).first()
        if entry is not None:
            end_entry(clock(leave.school, now), entry, because=TAKEN_BACK)


def came_of(actor: Actor, request: Request) -> list[CameOf]:
    """The entry that the yes wrote down, with its page for whoever may read that register."""
    entry = Entry.objects.filter(request=request).first()
    if entry is None:
        return []
    kind = queries.registers_of(request.school)[entry.key]
    may_read = actor.may(Permission.REGISTER_READ) and entry.key in queries.registers_for(actor)
    here = {"school_slug": request.school.slug, "entry_id": entry.pk}
    return [CameOf(kind.title, reverse("registers:entry", kwargs=here) if may_read else "")]
