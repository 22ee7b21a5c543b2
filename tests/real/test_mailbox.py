"""The mail server that the tests of e-mails send to."""

import smtplib
from email.message import EmailMessage

import pytest

from .servers.mailbox import Mailbox


def a_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "app@school.test",
        "head@school.test",
        "A post waits for you – é",
    )
    mail.set_content("Please look.\n")
    return mail


def test_a_mail_is_kept_for_the_person_it_was_sent_to(mailbox: Mailbox) -> None:
    with smtplib.SMTP(mailbox.host, mailbox.port) as sending:
        sending.send_message(a_mail())
    (kept,) = mailbox.to("head@school.test")
    assert (kept.subject, kept.words.strip()) == ("A post waits for you – é", "Please look.")
    assert mailbox.to("else@school.test") == []


def test_an_overloaded_server_says_so(mailbox: Mailbox) -> None:
    mailbox.refuse = True
    with smtplib.SMTP(mailbox.host, mailbox.port) as sending, pytest.raises(smtplib.SMTPDataError):
        sending.send_message(a_mail())
    assert mailbox.mails == []
