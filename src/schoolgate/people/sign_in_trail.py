"""What signing in leaves in the trust's log: who came, who was refused, what they changed about it."""

from collections.abc import Mapping
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.recording import record
from schoolgate.kernel.follow_ups import queue_follow_ups
from schoolgate.people.models import Person, Trust, User
from schoolgate.people.second_factor import note_it_was_shown, note_outside_factor
from schoolgate.web.door import moment

_ADDED = {
    Authenticator.Type.WEBAUTHN: EventType.PASSKEY_ADDED,
    Authenticator.Type.TOTP: EventType.SECOND_FACTOR_ADDED,
}
_REMOVED = {
    Authenticator.Type.WEBAUTHN: EventType.PASSKEY_REMOVED,
    Authenticator.Type.TOTP: EventType.SECOND_FACTOR_REMOVED,
}


def record_of_signing_in(
    type_: EventType,
    user: User | None,
    detail: Mapping[str, Any] | None = None,
    *,
    trust_id: int | None = None,
) -> None:
    """One event in the log of the trust of this login; where nobody has the address of the trust that is given, or of
    the first.

    Both are written alike, so that the time it takes does not tell an address that exists from one that does not.
    """
    person = Person.objects.filter(user=user).first() if user is not None else None
    if person is not None:
        trust_id = person.trust_id
    elif trust_id is None:
        trust_id = Trust.objects.order_by("pk").values_list("pk", flat=True).first()
    if trust_id is None:
        return
    now = moment()
    who = f"person:{person.pk}" if person else "nobody"
    with transaction.atomic():
        event = record(
            log_key=f"trust:{trust_id}",
            type=type_,
            at=now,
            actor_id=who,
            subject_type="people.person",
            subject_id=str(person.pk) if person else "unknown",
            detail=detail or {},
        )
        queue_follow_ups([event], now)


@receiver(account.user_logged_in)
def signed_in(request: HttpRequest, user: User, **_: object) -> None:
    note_outside_factor(request)
    methods = [
        method.get("method", "") for method in request.session.get("account_authentication_methods", ())
    ]
    record_of_signing_in(EventType.SIGNED_IN, user, {"with": methods})


@receiver(user_login_failed)
def refused(credentials: Mapping[str, Any], **_: object) -> None:
    email = str(credentials.get("email", ""))[:254]
    record_of_signing_in(EventType.SIGN_IN_REFUSED, User.objects.filter(email__iexact=email).first())


@receiver(user_logged_out)
def signed_out(user: User | None, **_: object) -> None:
    if user is not None:
        record_of_signing_in(EventType.SIGNED_OUT, user)


@receiver(mfa.authentication_failed)
def second_factor_refused(user: User, **_: object) -> None:
    record_of_signing_in(EventType.SIGN_IN_REFUSED, user, {"second_factor": True})


@receiver(mfa.authenticator_added)
def second_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type in _ADDED:
        note_it_was_shown(request, authenticator, moment().timestamp())
        record_of_signing_in(_ADDED[authenticator.type], user)


@receiver(mfa.authenticator_removed)
def second_factor_removed(user: User, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type in _REMOVED:
        record_of_signing_in(_REMOVED[authenticator.type], user)


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(user: User, **_: object) -> None:
    record_of_signing_in(EventType.PASSWORD_CHANGED, user)
