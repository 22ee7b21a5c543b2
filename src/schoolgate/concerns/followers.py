"""What follows worries: a line to those they are for, without a word of what it is; the report of a breach."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.concerns import queries
from schoolgate.concerns.actions import open_breach_report
from schoolgate.concerns.models import Concern, ConcernLook
from schoolgate.credentials.models import Compromise
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.policies.queries import current_policy
from schoolgate.rules.school_time.quiet_hours import when_staff_may_be_written_to


@follows(
    EventType.CONCERN_RAISED,
    EventType.CONCERN_WENT_ON,
    EventType.CONCERN_READER_ADDED,
    EventType.CONCERN_KEPT_FROM,
)
def tell_readers(event: Event, now: datetime) -> None:
    """Something waits, and where; danger at any hour, all else when staff may be written to."""
    found = Concern._base_manager.select_related("school__trust").filter(pk=event.subject_id).first()
    if found is None or found.standing == queries.CLOSED:
        return
    with scope(school=found.school):
        looked = ConcernLook.objects.filter(concern=found).values("person_id")
        readers = list(queries.readers_of(found, now).exclude(pk__in=looked))
        quiet = current_policy(found.school).setting("quiet_hours")
    # Each hears once; of one that nobody has looked at, each again.
    occasion = f"concern:{found.pk}"
    if event.type == EventType.CONCERN_WENT_ON:
        occasion = f"{occasion}:{event.pk}"
    letters.write(
        occasion,
        [Recipient(f"person:{one.pk}", one.email) for one in readers],
        _words(found),
        now=now,
        not_before=now if found.is_urgent else when_staff_may_be_written_to(now, quiet),
    )
    letters.send_due(now)


@follows(EventType.COMPROMISE_SUSPECTED)
def open_the_breach_report(event: Event, now: datetime) -> None:
    """An account may be broken into: its report lies before whoever the policy names."""
    found = (
        Compromise._base_manager.select_related("school__trust")
        .filter(account=int(event.subject_id), suspected_at=event.at)
        .first()
    )
    if found is None:
        return
    with scope(school=found.school):
        try:
            open_breach_report(clock(found.school, now), found.school, compromise=found.pk)
        except Refused:
            return  # It is reported already.


def _words(concern: Concern) -> Words:
    subject = _("Something waits for you in Schoolgate")
    if concern.is_urgent:
        subject = _("Something waits for you in Schoolgate that cannot wait")
    page = reverse("concerns:concerns", kwargs={"school_slug": concern.school.slug})
    return Words(subject, (_("Please sign in and look at it as soon as you can:"),), page)
