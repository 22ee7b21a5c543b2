"""Put right before pupils' data: HTTPS, e-mail that arrives, a backup, second factors.

Whatever first brings pupils in waits for it: a roll by hand or by a key of the API, the trust's file, the nightly
folder; and once more the confirming that writes it. Where nobody but this machine can reach the program (its address
is 127.0.0.1), in a demonstration, and in a trial that says so on every page (SCHOOLGATE_TRIAL), nothing is asked.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.keeping.backing_up import can_be_made
from schoolgate.keeping.rotation import newest_at
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import GRANTS, NEEDS_SECOND_FACTOR, Permission
from schoolgate.notifications.models import Letter
from schoolgate.notifications.server import trouble
from schoolgate.people.models import Person, School
from schoolgate.people.queries import holders, today_of
from schoolgate.pupils.models import Pupil
from schoolgate.rules.refusals import Control, Refusal

MAIL_TEST = "mail-test:"
BACKUP_WITHIN = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to be in order: what, whether it is, and what to do."""

    key: str
    what: str
    is_in_order: bool
    next_step: str


def things(school: School | None, now: datetime) -> list[Thing]:
    """Each thing, in the order in which one puts them right."""
    without = len(without_second_factor(school, now))
    return [
        Thing(
            "https",
            _("People reach it by HTTPS"),
            settings.IS_HTTPS,
            _("Follow docs/install.md, “HTTPS”, and set SCHOOLGATE_ADDRESS to https://…"),
        ),
        Thing(
            "mail",
            _("E-mail arrives"),
            mail_has_arrived() and trouble() is None,
            _mail_step(),
        ),
        Thing(
            "backup",
            _("A backup was made in the last week"),
            backup_is_fresh(now),
            _backup_step(),
        ),
        Thing(
            "second_factor",
            _("Whoever may see pupils' data has a second factor")
            if not without
            else ngettext(
                "%(n)s person who may see pupils' data has no second factor",
                "%(n)s people who may see pupils' data have no second factor",
                without,
            )
            % {"n": without},
            not without,
            _("Ask them to sign in and add one, or end their roles. Their names are on the page “People”."),
        ),
    ]


def _backup_step() -> str:
    first = "" if can_be_made() else _("Make a key with “sudo schoolgate backup_key”.") + " "
    return first + _("Run “sudo schoolgate backup”. The clock makes one each night.")


def _mail_step() -> str:
    """What is to be done about e-mail, as it stands now."""
    if not settings.EMAIL_HOST:
        return _("Set SCHOOLGATE_MAIL_HOST, then send yourself a test on the page “Health”.")
    if wrong := trouble():
        return f"{wrong.words}. {wrong.next_step}"
    return _("Send yourself a test on the page “Health”.")


def is_asked() -> bool:
    """Whether anything has to be in order here at all."""
    return not (settings.IS_DEMO or settings.IS_TRIAL or is_only_this_machine())


def is_only_this_machine() -> bool:
    """Whether nobody but this very machine can reach the program."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refusals(actor: Actor, schools: Iterable[School] | None = None) -> list[Refusal]:
    """Why no pupils may come in yet. A school that has pupils has passed this.

    Without schools it is the actor's own; for somebody who acts for the whole trust, the trust's own posts.
    """
    if not is_asked():
        return []
    asked: list[School | None] = [actor.school] if schools is None else list(schools)
    have = set(
        Pupil._base_manager.filter(school__in=[one for one in asked if one]).values_list(
            "school_id", flat=True
        )
    )
    new = [one for one in asked if one is None or one.pk not in have]
    wrong = {
        (thing.key, thing.what): thing
        for school in new
        for thing in things(school, actor.now)
        if not thing.is_in_order
    }
    return [_refusal(thing) for thing in wrong.values()]


def _refusal(thing: Thing) -> Refusal:
    if thing.key == "second_factor":
        return Refusal(Control.ROLL_IMPORT, f"{thing.what}.", thing.next_step)
    what = thing.what[:1].lower() + thing.what[1:]
    words = _("Put right before pupils' data: it must be so that %(what)s.") % {"what": what}
    return Refusal(Control.ROLL_IMPORT, words, thing.next_step)


def mail_has_arrived() -> bool:
    """Whether the mail server took a test, and letters are not only kept as files."""
    return (
        bool(settings.EMAIL_HOST)
        and Letter.objects.filter(occasion__startswith=MAIL_TEST, sent_at__isnull=False).exists()
    )


def backup_is_fresh(now: datetime) -> bool:
    newest = newest_at(settings.BACKUP_DIR)
    return newest is not None and now - newest < BACKUP_WITHIN


def without_second_factor(school: School | None, now: datetime) -> list[Person]:
    """Those who have signed in before and could see pupils' data with a password alone, were they not asked."""
    roles = [role for role in NEEDS_SECOND_FACTOR if Permission.PUPIL_READ in GRANTS[role]]
    has_one = Authenticator.objects.filter(
        type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    ).values("user_id")
    people = holders(school, roles, today_of(now)).filter(user__last_login__isnull=False)  # type: ignore[arg-type]
    return list(people.exclude(user__in=has_one).distinct())
