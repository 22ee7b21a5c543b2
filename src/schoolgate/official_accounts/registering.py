"""What follows a yes: an agreed account is entered into the register, somebody agreed is named on theirs."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.official_accounts import naming_agreed, register
from schoolgate.official_accounts.actions import name_as_agreed, register_account
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, OfficialAccount
from schoolgate.people.queries import today_of
from schoolgate.requests.concerned import CameOf
from schoolgate.requests.models import Request
from schoolgate.requests.queries import page_of


@follows(EventType.REQUEST_DECIDED, EventType.REQUEST_DONE)
def enter_agreed_account(event: Event, now: datetime) -> None:
    """The last yes was said: the account stands in the register. Safe to run twice."""
    request = _request(event)
    if request is None or request.key != register.APPLICATION:
        return
    with scope(school=request.school):
        if register.agreed_without_account(request.pk).exists():
            register_account(clock(request.school, now), request.school, request=request.pk)


@follows(EventType.REQUEST_DECIDED)
def name_agreed_person(event: Event, now: datetime) -> None:
    """The last yes was said: they are named on the account. If something stands against it by now, those hear of it
    who agreed and who asked. Safe to run twice.
    """
    request = _request(event)
    if request is None or request.key != naming_agreed.RIGHT:
        return
    with scope(school=request.school):
        if naming_agreed.agreed_right(request.pk) is None:
            return
        asked = naming_agreed.what_is_asked(request.school, request.answers, today_of(now))
        try:
            if asked is not None:
                name_as_agreed(clock(request.school, now), asked.account, request=request.pk)
        except Refused:
            _tell_that_it_failed(event, request, now)


def came_of(actor: Actor, request: Request) -> list[CameOf]:
    """The account that was entered, or the naming that followed."""
    if request.key == register.APPLICATION:
        return [_seen(one.account, str(one.account)) for one in _records(request)]
    if request.key != naming_agreed.RIGHT:
        return []
    named = AccountPerson.objects.filter(request=request).select_related("account", "person")
    found = [_seen(one.account, f"{one.person} {one.get_does_display()}: {one.account}") for one in named]
    moderates = AccountRecord.objects.filter(moderator_by=request).select_related("account", "moderator")
    found += [
        _seen(
            one.account,
            _("%(name)s keeps an eye on it: %(account)s") % {"name": one.moderator, "account": one.account},
        )
        for one in moderates
    ]
    return found or [CameOf(_("Nobody is named yet. If that stays so, something stands against it by now."))]


def _records(request: Request) -> list[AccountRecord]:
    return list(AccountRecord.objects.filter(request=request).select_related("account"))


def _seen(account: OfficialAccount, words: str) -> CameOf:
    here = {"school_slug": account.school.slug, "account_id": account.pk}
    return CameOf(words, reverse("official_accounts:account", kwargs=here))


def _request(event: Event) -> Request | None:
    with scopes_disabled():
        found: Request | None = (
            Request.objects.select_related("school__trust", "applicant").filter(pk=event.subject_id).first()
        )
    return found


def _tell_that_it_failed(event: Event, request: Request, now: datetime) -> None:
    said = request.decisions.filter(void_at__isnull=True, says_yes=True).select_related("by")
    people = {request.applicant, *(one.by for one in said)}
    words = Words(
        _("What was agreed could not be done"),
        (
            _(
                "Something stands against it by now. Look at the request, and ask again when that is put right."
            ),
        ),
        page_of(request),
    )
    recipients = [Recipient(f"person:{one.pk}", one.email) for one in people if one.email]
    letters.write(f"request:{request.pk}:{event.pk}:not_done", recipients, words, now=now)
