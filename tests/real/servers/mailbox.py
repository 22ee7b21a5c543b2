"""A real mail server that keeps what it is sent instead of passing it on."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ports import free_port

from .running import PATIENCE_S


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail as it arrived: who it was really for, and what it says."""

    to: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["subject"])

    @property
    def words(self) -> str:
        """The plain text part."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""


class Mailbox:
    """Listens on `host` and `port`; every mail that arrived is in `mails`. `refuse` makes it answer 451 from
    then on, as an overloaded server does."""

    def __init__(self) -> None:
        self.host, self.port = "127.0.0.1", free_port()
        self.mails: list[Mail] = []
        self.refuse = False
        self._controller = Controller(self, hostname=self.host, port=self.port, ready_timeout=PATIENCE_S)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def to(self, person: str) -> list[Mail]:
        return [mail for mail in self.mails if person in mail.to]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuse:
            return "451 Try again later"
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        self.mails.append(Mail(tuple(envelope.rcpt_tos), message_from_bytes(raw, policy=policy.default)))
        return "250 Kept"
