"""What follows a breach: those who must know hear of it the same minute. And what opens one by itself."""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.breaches import queries
from schoolgate.breaches.actions import report_breach
from schoolgate.breaches.models import Breach
from schoolgate.credentials.models import Compromise
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.rules.breaches import Risk


@follows(EventType.BREACH_REPORTED)
def tell_those_who_must_know(event: Event, now: datetime) -> None:
    """A line and the page, at any hour: the 72 hours run at night too."""
    breach = Breach._base_manager.select_related("school__trust").filter(pk=event.subject_id).first()
    if breach is None:
        return
    with scope(school=breach.school):
        people = list(queries.told_of_breaches(breach.school, now))
    page = reverse("breaches:breach", args=[breach.school.slug, breach.pk])
    words = Words(
        _("A breach of information was reported"),
        (
            _("Somebody reported that information may be lost, or in the wrong hands."),
            _(
                "Please look at once what limits it. Whether the Information Commissioner is told is decided there."
            ),
        ),
        page,
    )
    letters.write(
        f"breach:{breach.pk}", [Recipient(f"person:{one.pk}", one.email) for one in people], words, now=now
    )
    letters.send_due(now)


@follows(EventType.COMPROMISE_SUSPECTED)
def open_for_a_compromise(event: Event, now: datetime) -> None:
    """Somebody may have broken into an account: that is a breach until it is known that nothing was seen."""
    found = (
        Compromise._base_manager.select_related("school__trust", "account")
        .filter(account=int(event.subject_id), suspected_at=event.at)
        .first()
    )
    if found is None:
        return
    with scope(school=found.school):
        about = f"compromise:{found.pk}"
        if Breach.objects.filter(about=about).exists():
            return
        with suppress(Refused, IntegrityError):  # Opened by an earlier run.
            report_breach(
                clock(found.school, now),
                found.school,
                what=_("Somebody may have broken into the account %(name)s.") % {"name": found.account.name},
                risks=[Risk.ACCESS.value],
                found_at=found.suspected_at,
                at_once=_("The account is stopped, and its logins must be changed."),
                about=about,
            )
