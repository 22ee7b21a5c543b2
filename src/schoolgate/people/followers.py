"""What follows events of people: e-mails about signing in. The link is made when it is sent, and kept nowhere."""

import json
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.follow_ups import follows
from schoolgate.people.models import Person


@follows(EventType.PERSON_ADDED, EventType.PERSON_INVITED)
def invite_to_sign_in(event: Event, now: datetime) -> None:
    """A link to choose a first password."""
    person = _person_of(event)
    if person is not None and person.user is not None and not person.user.has_usable_password():
        _write(person, "people/email/invitation", {"link": link_to_choose_password(person)})


@follows(EventType.PASSWORD_FORGOTTEN)
def send_new_password_link(event: Event, now: datetime) -> None:
    """A link to choose a new password, for whoever said they had forgotten it."""
    person = _person_of(event)
    if person is not None and person.user is not None and person.user.is_active:
        _write(person, "people/email/new_password", {"link": link_to_choose_password(person)})


@follows(EventType.PERSON_CHANGED)
def tell_old_address(event: Event, now: datetime) -> None:
    """The address somebody signed in with so far hears that it is no longer theirs."""
    person = _person_of(event)
    detail = getattr(event, "detail", None)
    before = json.loads(detail.words).get("before", {}).get("email") if detail is not None else None
    if person is not None and before:
        _write(person, "people/email/address_changed", {}, to=before)


def link_to_choose_password(person: Person) -> str:
    """An address that lets this person choose a password once, within three days."""
    key = {"uidb36": user_pk_to_url_str(person.user), "key": default_token_generator.make_token(person.user)}
    path = reverse("account_reset_password_from_key", kwargs=key)
    return f"{settings.SITE_ADDRESS}{path}"


def _person_of(event: Event) -> Person | None:
    if not event.subject_id.isdigit():
        return None
    return Person.objects.select_related("user", "trust").filter(pk=event.subject_id).first()


def _write(person: Person, template: str, context: dict[str, str], *, to: str = "") -> None:
    told = {"person": person, "trust": person.trust, "site": settings.SITE_ADDRESS, **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", told).split())
    send_mail(subject, render_to_string(f"{template}.txt", told), None, [to or person.email])
