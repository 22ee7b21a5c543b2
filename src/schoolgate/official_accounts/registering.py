"""What follows a yes: an agreed account is entered into the register with its people."""

from datetime import datetime

from django_scopes import scope, scopes_disabled

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.official_accounts import register
from schoolgate.official_accounts.actions import register_account
from schoolgate.requests.models import Request


@follows(EventType.REQUEST_DECIDED, EventType.REQUEST_DONE)
def enter_agreed_account(event: Event, now: datetime) -> None:
    """The last yes was said: the account stands in the register. Safe to run twice."""
    with scopes_disabled():
        request = Request.objects.select_related("school__trust").filter(pk=event.subject_id).first()
    if request is None or request.key != register.APPLICATION:
        return
    with scope(school=request.school):
        if register.agreed_without_account(request.pk).exists():
            register_account(clock(request.school, now), request.school, request=request.pk)
