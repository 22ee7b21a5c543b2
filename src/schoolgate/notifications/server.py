"""Whether the mail server takes what is given to it, as the letters tell; and what to try when it does not."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from schoolgate.notifications.letters import RESTORED, WAITS
from schoolgate.notifications.models import Letter

# The kind of problem that a letter keeps: what it means, and what to try. Kinds that are of one letter, such as an
# address that the server refuses, say nothing of the server and are not here.
_LOOK_AT_HOST = noop(
    "Look at SCHOOLGATE_MAIL_HOST for a mistyped name, and whether this machine can look names up."
)
_LOOK_AT_PORT = noop(
    "Look whether it runs, at SCHOOLGATE_MAIL_PORT (most use 587), and at the firewall between."
)
_LOOK_AT_TLS = noop(
    "Set SCHOOLGATE_MAIL_PORT=587 and SCHOOLGATE_MAIL_TLS=1, or what your mail server's guide says."
)
_PROBLEMS: dict[str, tuple[str, str]] = {
    "gaierror": (noop("%(server)s is not found: no machine has this name"), _LOOK_AT_HOST),
    "ConnectionRefusedError": (noop("%(server)s does not answer"), _LOOK_AT_PORT),
    "TimeoutError": (noop("%(server)s does not answer"), _LOOK_AT_PORT),
    "OSError": (noop("%(server)s cannot be reached from this machine"), _LOOK_AT_PORT),
    "SMTPAuthenticationError": (
        noop("%(server)s does not take the user or the password"),
        noop("Look at SCHOOLGATE_MAIL_USER and SCHOOLGATE_MAIL_PASSWORD (in single quotes)."),
    ),
    "SMTPNotSupportedError": (noop("%(server)s does not speak as it is asked to"), _LOOK_AT_TLS),
    "SSLError": (noop("%(server)s and this machine agree on no encryption"), _LOOK_AT_TLS),
    "SSLCertVerificationError": (
        noop("The certificate of %(server)s is not one that this machine trusts"),
        noop("Write its name as it stands in the certificate, or have the machine trust its certificate."),
    ),
    "SMTPServerDisconnected": (noop("%(server)s breaks off"), _LOOK_AT_TLS),
    "SMTPSenderRefused": (
        noop("%(server)s does not take e-mails from this sender"),
        noop("Look at SCHOOLGATE_MAIL_FROM: most servers take only an address of the user."),
    ),
}  # fmt: skip
_OTHER = (
    noop("%(server)s does not take our e-mails"),
    noop("Ask whoever runs it, with the line “was not sent” of the log: journalctl -u schoolgate."),
)
OF_ONE_LETTER = ("", "SMTPRecipientsRefused", "SMTPDataError", "ValueError", "BadHeaderError", RESTORED)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the mail server, since when at the latest, and what to try."""

    words: str
    next_step: str
    since: datetime


def trouble() -> Trouble | None:
    """What the newest tries say; None while the last of them went well, or nothing was tried."""
    went_at = Letter.objects.aggregate(at=Max("sent_at"))["at"]
    failed = Letter.objects.filter(sent_at__isnull=True, attempts__gt=0).exclude(
        last_problem__in=OF_ONE_LETTER
    )
    newest = [
        one
        for one in failed.order_by("-not_before", "-pk")[:50]
        if went_at is None or _tried_at(one) > went_at
    ]
    if not newest:
        return None
    last = max(newest, key=_tried_at)
    what, then = _PROBLEMS.get(last.last_problem, _OTHER)
    return Trouble(_(what) % {"server": server()}, _(then), min(one.written_at for one in newest))


def server() -> str:
    """The mail server as a person reads it."""
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"


def what_became_of(letter: Letter) -> str:
    """Why this letter did not go, in words."""
    what, _then = _PROBLEMS.get(letter.last_problem, _OTHER)
    return _(what) % {"server": server()}


def _tried_at(letter: Letter) -> datetime:
    """When it was tried last: its next try was put off from then."""
    return letter.not_before - WAITS[min(letter.attempts, len(WAITS)) - 1]
