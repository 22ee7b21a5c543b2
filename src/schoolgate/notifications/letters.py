"""Writing letters and sending them: each once, tried again when the mail server does not answer."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPServerDisconnected,
)
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from schoolgate.notifications.models import Letter
from schoolgate.notifications.sealing import opened, seal

# Those who know whom nobody writes to any more.
_REFUSING: list[Callable[[str], bool]] = []
log = logging.getLogger(__name__)

# How long after a try that failed the next one comes; after the last of them it is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440))
KEPT = timedelta(days=90)
# Why a letter does not go that waited in a backup.
RESTORED = "Restored"
# What stands in the way of every letter, not of one; so does whatever is no word of a mail server at all.
_OF_THE_SERVER = (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPServerDisconnected,
)


class _NoServer(Exception):
    """The mail server cannot be spoken with now."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom to write to. `id` is opaque ("person:7"); without an address nothing is written."""

    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's subject and paragraphs, and the page it leads to. Never a pupil's name, never a post's words.

    One whose link opens something by itself (`has_key`) waits sealed.
    """

    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""
    has_key: bool = False

    def text(self) -> str:
        """The plain text of the letter."""
        address = whole_address(self.link) if self.link else ""
        return "\n\n".join(part for part in (*self.paragraphs, address) if part) + "\n"


def whole_address(path: str) -> str:
    """A path as an address that works from outside."""
    return f"{settings.SITE_ADDRESS}{path}"


def write(
    occasion: str,
    recipients: Iterable[Recipient],
    words: Words,
    *,
    now: datetime,
    not_before: datetime | None = None,
) -> int:
    """Write this letter to each recipient, unless it was written on this occasion before; how many are new."""
    before = Letter.objects.filter(occasion=occasion).count()
    Letter.objects.bulk_create(
        [
            Letter(
                occasion=occasion,
                recipient=recipient.id,
                address=recipient.address,
                subject=" ".join(words.subject.split())[:150],
                text=seal(words.text()) if words.has_key else words.text(),
                written_at=now,
                not_before=not_before or now,
            )
            for recipient in recipients
            if recipient.address
        ],
        ignore_conflicts=True,
    )
    return Letter.objects.filter(occasion=occasion).count() - before


def written_to(occasion: str) -> set[str]:
    """The ids of those to whom this letter is written already, sent or not."""
    return set(Letter.objects.filter(occasion=occasion).values_list("recipient", flat=True))


def send_due(now: datetime, *, most: int = 200) -> int:
    """Send the letters whose time has come; how many went. Safe to run in several places at once."""
    due = Letter.objects.filter(sent_at__isnull=True, given_up_at__isnull=True, not_before__lte=now)
    letters = list(due.order_by("not_before", "pk")[:most])
    if not letters:
        return 0
    connection, sent = get_connection(), 0
    for letter in letters:
        try:
            sent += _send(letter, connection, now)
        except _NoServer:
            # Each of the others would wait for the server as long, and the clock with it. No try of theirs is used up.
            due.filter(pk__in=[one.pk for one in letters]).update(not_before=now + WAITS[0])
            break
    return sent


def take_back(occasion: str) -> int:
    """Delete the letters of this occasion, and of those whose name begins with it, that have not gone; how many."""
    waiting = Letter.objects.filter(occasion__startswith=occasion, sent_at__isnull=True)
    return waiting.delete()[0]


def forget_old(now: datetime) -> int:
    """Delete letters older than 90 days."""
    return Letter.objects.filter(written_at__lt=now - KEPT).delete()[0]


def never_send_where(refuses: Callable[[str], bool]) -> None:
    """Ask this of the recipient's id at the last moment: a letter that was written before does not go either."""
    _REFUSING.append(refuses)


def _send(letter: Letter, connection: BaseEmailBackend, now: datetime) -> bool:
    if not _claim(letter, now):
        return False
    if any(refuses(letter.recipient) for refuses in _REFUSING):
        letter.delete()
        return False
    try:
        _message(letter, connection).send()
    except (OSError, ValueError) as problem:
        # Only the kind of problem is kept: a mail server's words may hold an address.
        log.warning("letter %s was not sent: %s", letter.pk, type(problem).__name__)
        is_last = letter.attempts + 1 >= len(WAITS)
        Letter.objects.filter(pk=letter.pk).update(
            last_problem=type(problem).__name__, given_up_at=now if is_last else None
        )
        if isinstance(problem, _OF_THE_SERVER) or not isinstance(problem, (SMTPException, ValueError)):
            raise _NoServer from problem
        return False
    # What it said is kept in the mailbox it went to, not here.
    Letter.objects.filter(pk=letter.pk).update(sent_at=now, last_problem="", text="")
    return True


def _claim(letter: Letter, now: datetime) -> bool:
    """Take the letter for this sender, by putting off its next try before this one begins."""
    wait = WAITS[min(letter.attempts, len(WAITS) - 1)]
    taken = Letter.objects.filter(pk=letter.pk, attempts=letter.attempts, sent_at__isnull=True).update(
        attempts=F("attempts") + 1, not_before=now + wait
    )
    return taken == 1


def _message(letter: Letter, connection: BaseEmailBackend) -> EmailMessage:
    """The mail. Its id is the letter's, so that a mail sent twice is the same mail to whoever receives it."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return EmailMessage(
        letter.subject,
        opened(letter.text),
        to=[letter.address],
        connection=connection,
        headers={
            "Message-ID": f"<letter-{letter.pk}-{letter.written_at:%Y%m%d%H%M%S}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
