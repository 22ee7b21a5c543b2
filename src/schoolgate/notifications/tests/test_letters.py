"""Each letter once, tried again, given up, taken back, forgotten."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from schoolgate.notifications import letters, server
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.notifications.models import Letter
from tests.make import NOW

pytestmark = pytest.mark.django_db

HEAD, JO = Recipient("person:1", "head@example.org"), Recipient("person:2", "jo@example.org")
WORDS = Words(
    "A post waits", ("Somebody sent a post.", "Look at it here:"), "/schools/oakfield/posts/1/approve"
)


class FullDisk(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise OSError("450 no room for head@example.org")


@pytest.fixture
def broken_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.FullDisk"
    return settings


def test_each_recipient_gets_one_letter_with_the_link(settings):
    settings.SITE_ADDRESS = "https://social.example"
    assert letters.write("event:1", [HEAD, JO], WORDS, now=NOW) == 2
    assert letters.send_due(NOW) == 2
    assert [message.to for message in mail.outbox] == [["head@example.org"], ["jo@example.org"]]
    assert mail.outbox[0].subject == "A post waits"
    assert mail.outbox[0].body == (
        "Somebody sent a post.\n\nLook at it here:\n\nhttps://social.example/schools/oakfield/posts/1/approve\n"
    )


def test_writing_and_sending_twice_sends_once():
    letters.write("event:1", [HEAD], WORDS, now=NOW)
    assert letters.write("event:1", [HEAD, JO], WORDS, now=NOW) == 1
    assert letters.send_due(NOW) == 2
    assert letters.send_due(NOW + timedelta(days=2)) == 0
    assert len(mail.outbox) == 2


def test_nobody_without_an_address_is_written_to():
    assert letters.write("event:1", [Recipient("person:3", "")], WORDS, now=NOW) == 0


def test_a_letter_waits_until_its_time():
    letters.write("event:1", [HEAD], WORDS, now=NOW, not_before=NOW + timedelta(hours=2))
    assert letters.send_due(NOW + timedelta(hours=1, minutes=59)) == 0
    assert letters.send_due(NOW + timedelta(hours=2)) == 1


def test_a_server_that_does_not_answer_is_asked_again_later_and_then_given_up(broken_server):
    letters.write("event:1", [HEAD], WORDS, now=NOW)
    now = NOW
    for number, wait in enumerate(letters.WAITS, start=1):
        assert letters.send_due(now) == 0
        letter = Letter.objects.get()
        assert (letter.attempts, letter.last_problem) == (number, "OSError")
        assert letters.send_due(now + wait - timedelta(seconds=1)) == 0
        assert Letter.objects.get().attempts == number
        now += wait
    assert Letter.objects.get().given_up_at is not None
    assert letters.send_due(now + timedelta(days=9)) == 0


def test_one_letter_that_fails_does_not_stop_the_others(settings, monkeypatch):
    letters.write("event:1", [HEAD, JO], WORDS, now=NOW)
    real = letters._message

    def first_one_breaks(letter, connection):
        if letter.recipient == HEAD.id:
            raise SMTPRecipientsRefused({})
        return real(letter, connection)

    monkeypatch.setattr(letters, "_message", first_one_breaks)
    assert letters.send_due(NOW) == 1
    assert mail.outbox[0].to == ["jo@example.org"]


def test_a_server_that_does_not_answer_is_asked_once_a_minute_however_many_letters_wait(broken_server):
    letters.write("event:1", [HEAD, JO], WORDS, now=NOW)
    letters.send_due(NOW)
    assert [one.attempts for one in Letter.objects.order_by("pk")] == [1, 0]
    letters.send_due(NOW + timedelta(seconds=59))
    assert [one.attempts for one in Letter.objects.order_by("pk")] == [1, 0]
    letters.send_due(NOW + timedelta(seconds=60))
    assert sum(one.attempts for one in Letter.objects.all()) == 2


def test_what_is_wrong_with_the_server_is_said_until_a_letter_goes(settings, broken_server):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.oakfield.example", 587
    letters.write("event:1", [HEAD], WORDS, now=NOW)
    assert server.trouble() is None
    letters.send_due(NOW)
    said = server.trouble()
    assert said.words == "mail.oakfield.example:587 cannot be reached from this machine"
    assert "SCHOOLGATE_MAIL_PORT" in said.next_step
    assert said.since == NOW
    Letter.objects.update(last_problem="SMTPAuthenticationError")
    assert "SCHOOLGATE_MAIL_PASSWORD" in server.trouble().next_step
    Letter.objects.update(last_problem="SMTPRecipientsRefused")
    assert server.trouble() is None, "an address that is refused says nothing of the server"
    Letter.objects.update(last_problem="OSError")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    letters.write("event:2", [JO], WORDS, now=NOW + timedelta(seconds=20))
    letters.send_due(NOW + timedelta(seconds=20))
    assert server.trouble() is None


def test_a_second_try_is_the_same_mail_to_whoever_receives_it():
    letters.write("event:1", [HEAD], WORDS, now=NOW)
    letters.send_due(NOW)
    Letter.objects.update(sent_at=None, not_before=NOW)
    letters.send_due(NOW)
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_letter_taken_by_another_sender_is_left_to_it():
    letters.write("event:1", [HEAD], WORDS, now=NOW)
    letter = Letter.objects.get()
    assert letters._claim(letter, NOW)
    assert not letters._claim(letter, NOW)


def test_what_is_no_longer_true_is_taken_back_unless_it_went():
    letters.write("post:1:to_decide:5", [HEAD], WORDS, now=NOW)
    letters.send_due(NOW)
    letters.write("post:1:to_decide:5", [JO], WORDS, now=NOW, not_before=NOW + timedelta(hours=9))
    letters.write("post:11:to_decide:6", [JO], WORDS, now=NOW, not_before=NOW + timedelta(hours=9))
    assert letters.take_back("post:1:to_decide:") == 1
    assert [letter.occasion for letter in Letter.objects.order_by("pk")] == [
        "post:1:to_decide:5",
        "post:11:to_decide:6",
    ]


def test_letters_are_forgotten_after_90_days():
    letters.write("event:1", [HEAD], WORDS, now=NOW - timedelta(days=91))
    letters.write("event:2", [HEAD], WORDS, now=NOW - timedelta(days=89))
    assert letters.forget_old(NOW) == 1
    assert Letter.objects.get().occasion == "event:2"


def test_a_subject_cannot_carry_another_header():
    letters.write("event:1", [HEAD], Words("One\nBcc: all@example.org", ("x",)), now=NOW)
    letters.send_due(NOW)
    assert mail.outbox[0].subject == "One Bcc: all@example.org"
    assert mail.outbox[0].recipients() == ["head@example.org"]


def test_the_number_of_queries_to_write_does_not_grow(django_assert_max_num_queries):
    many = [Recipient(f"person:{number}", f"p{number}@example.org") for number in range(40)]
    with django_assert_max_num_queries(3):
        letters.write("event:1", many, WORDS, now=NOW)
