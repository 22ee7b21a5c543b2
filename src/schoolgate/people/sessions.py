"""Reads of one's own sessions: on which devices one is signed in."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import Person
from schoolgate.rules.refusals import Control, Refusal

# The first that fits: what a browser calls itself, and what people call it.
_BROWSERS = (
    (r"Edg[A-Z]*/", "Edge"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/", "Chrome"),
    (r"Safari/", "Safari"),
)
_DEVICES = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"CrOS", "Chromebook"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One device on which somebody is signed in."""

    id: int
    device: str
    since: datetime
    is_this_one: bool


def open_sessions(user: AbstractBaseUser | AnonymousUser, session_key: str | None) -> list[OpenSession]:
    """Every device on which this login is open, this one first, then the newest."""
    found = [
        OpenSession(
            session.pk,
            device_words(session.user_agent),
            session.created_at,
            session.session_key == session_key,
        )
        for session in UserSession.objects.purge_and_list(user)
    ]
    return sorted(found, key=lambda session: (not session.is_this_one, -session.since.timestamp()))


def device_words(user_agent: str) -> str:
    """What people call this device: "Chrome on Android"."""
    browser = next((name for pattern, name in _BROWSERS if re.search(pattern, user_agent)), "")
    device = next((name for pattern, name in _DEVICES if re.search(pattern, user_agent)), "")
    if browser and device:
        return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
    return browser or device or _("A device we do not know")


def refusals_to_end_sessions(actor: Actor, person: Person, *, sessions: list[int]) -> list[Refusal]:
    if actor.person_id != person.pk:
        return [
            Refusal(
                Control.PERMISSION,
                "These are the sessions of somebody else.",
                "Only they can end them. Ending their roles shuts them out too.",
            )
        ]
    own = set(
        UserSession.objects.filter(user_id=person.user_id, pk__in=sessions).values_list("pk", flat=True)
    )
    if set(sessions) == own and own:
        return []
    return [Refusal(Control.STATE, "This session has ended already.", "There is nothing left to do.")]
