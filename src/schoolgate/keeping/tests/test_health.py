"""Health: signs of life for whoever runs it, a bare answer for monitors, numbers, and a test e-mail."""

import json
import logging
import re
import shutil
import sys
from datetime import timedelta

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.keeping import health
from schoolgate.keeping.actions.testing_mail import send_me_a_test
from schoolgate.keeping.installation import clock_was_seen, trail_was_verified, worker_was_seen
from schoolgate.keeping.models import Installation
from schoolgate.keeping.rotation import name_for
from schoolgate.keeping.sealing import new_key
from schoolgate.keeping.ticks import is_backup_due
from schoolgate.kernel.actions import Refused
from schoolgate.notifications.models import Letter
from schoolgate.web.logs import JsonLines, PlainLines
from tests import make
from tests.cast import assemble
from tests.make import NOW

FOLDERS = ("DATA", "MEDIA_STORE", "JOURNAL_DIR", "BACKUP_DIR")


@pytest.fixture
def cast(db, settings, tmp_path):
    settings.FIXED_NOW = NOW
    for name in FOLDERS:
        setattr(settings, name, tmp_path / name.lower())
        getattr(settings, name).mkdir()
    with scopes_disabled():
        yield assemble()


def page(cast, person=None):
    return cast.browse_as(person or cast.head).get("/schools/oakfield/health")


def test_it_says_first_what_is_wrong_and_what_to_do(cast):
    said = page(cast).content.decode()
    assert "It does not run" in said
    assert "systemctl restart schoolgate" in said
    assert "None yet" in said
    assert said.index("It does not run") < said.index("GB free")
    assert page(cast, cast.jo).status_code == 403
    assert page(cast, cast.stranger).status_code == 404


def test_all_is_well_once_everything_was_seen(cast, settings):
    clock_was_seen(NOW)
    worker_was_seen(NOW)
    trail_was_verified(NOW, 0)
    settings.BACKUP_KEYS = [new_key()[1]]
    (settings.BACKUP_DIR / name_for(NOW - timedelta(hours=3))).write_bytes(b"x")
    assert {sign.what: sign.state for sign in health.signs(NOW)} | {"Disk": "good", "E-mail": "open"} == {
        "Clock": "good", "Worker": "good", "Follow-ups": "good", "Backup": "good", "Disk": "good",
        "Never-forget journal": "good", "Trail": "good", "Key of the backups": "good",
        "E-mail": "open", "Faces in pictures": "open", "Names in pictures": "open", "Version": "good",
    }  # fmt: skip
    assert "3 hours old" in page(cast).content.decode()


def test_a_model_that_is_not_the_one_that_was_checked_is_said_and_not_called_missing(
    cast, settings, tmp_path
):
    settings.FACE_MODEL = tmp_path / "centerface.onnx"
    settings.FACE_MODEL.write_bytes(b"half of it")
    (said,) = (sign for sign in health.signs(NOW) if sign.what == "Faces in pictures")
    assert (said.state, "authors count" in said.words, "damaged" in said.next_step) == ("bad", True, True)


def letter(settings, problem, **given):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.oakfield.example", 587
    two_hours_ago = NOW - timedelta(hours=2)
    return Letter.objects.create(
        occasion=f"event:{problem}", recipient="person:1", address="a@example.org", subject="s", text="t",
        written_at=two_hours_ago, not_before=NOW + timedelta(minutes=5), attempts=2, last_problem=problem, **given,
    )  # fmt: skip


def test_a_mail_server_that_is_set_and_does_not_answer_is_said_with_since_when_and_what_to_try(
    cast, settings
):
    letter(settings, "ConnectionRefusedError")
    (said,) = (sign for sign in health.signs(NOW) if sign.what == "E-mail")
    assert said.words == "mail.oakfield.example:587 does not answer, since today 08:00"
    assert said.state == "bad"
    assert "SCHOOLGATE_MAIL_PORT" in said.next_step
    assert "1 e-mail waits." in said.next_step
    text = page(cast).content.decode()
    assert "Set SCHOOLGATE_MAIL_HOST" not in text
    assert text.count("SCHOOLGATE_MAIL_PORT") == 2, "as a sign, and among what is to be put right"


def test_what_a_restore_held_back_is_not_called_given_up(cast, settings):
    letter(settings, "Restored", given_up_at=NOW)
    assert "Not tested yet" in {sign.words for sign in health.signs(NOW)}
    letter(settings, "SMTPRecipientsRefused", given_up_at=NOW)
    assert "1 e-mail was given up in the last week" in {sign.words for sign in health.signs(NOW)}


def test_a_folder_whose_disk_is_away_is_said_and_the_page_stands(cast, settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "not-mounted"
    said = page(cast)
    assert said.status_code == 200
    assert "Away: the folder of the backups" in said.content.decode()


def test_a_disk_that_fills_up_is_said_with_the_folder_that_lies_on_it(cast, settings, monkeypatch):
    def usage(folder):
        return shutil._ntuple_diskusage(10**11, 0, 10**8 if folder == settings.BACKUP_DIR else 10**11)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    (said,) = (sign for sign in health.signs(NOW) if sign.what == "Disk")
    assert (said.words, said.state) == ("0.1 GB free where the folder of the backups lies", "bad")
    assert "SCHOOLGATE_BACKUP_DIR" in said.next_step


def test_its_queries_do_not_grow(cast, queries_do_not_grow):
    def letters(more):
        before = Letter.objects.count()
        Letter.objects.bulk_create(
            Letter(
                occasion=f"o{before + n}", recipient="person:1", address="a@example.org", subject="s", text="t",
                written_at=NOW, not_before=NOW,
            )
            for n in range(more)
        )  # fmt: skip

    client = cast.browse_as(cast.head)
    queries_do_not_grow(letters, lambda: client.get("/schools/oakfield/health"), at_most=40)


def test_the_clock_asks_the_worker_again_only_when_it_was_answered(cast):
    assert clock_was_seen(NOW)
    assert not clock_was_seen(NOW + timedelta(seconds=30))
    worker_was_seen(NOW + timedelta(seconds=31))
    assert clock_was_seen(NOW + timedelta(seconds=60))
    assert Installation.objects.get().clock_seen_at == NOW + timedelta(seconds=60)


def test_monitors_get_two_words_and_nothing_else(cast):
    assert (Client().get("/healthz").status_code, Client().get("/healthz").content) == (503, b"not ok\n")
    clock_was_seen(NOW - timedelta(seconds=30))
    assert (Client().get("/healthz").status_code, Client().get("/healthz").content) == (200, b"ok\n")


def test_numbers_are_for_this_machine_or_for_the_token(cast, settings):
    clock_was_seen(NOW - timedelta(seconds=30))
    text = Client().get("/metrics").content.decode()
    assert "schoolgate_clock_age_seconds 30\n" in text
    assert all(re.fullmatch(r"# (HELP|TYPE) \w+ .+|\w+(\{.*\})? \S+", line) for line in text.splitlines())
    assert "Oakfield" not in text
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics").status_code == 404
    assert Client(headers={"x-forwarded-for": "192.0.2.7"}).get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a-long-token"
    away = Client(REMOTE_ADDR="192.0.2.7")
    assert away.get("/metrics", headers={"authorization": "Bearer a-long-token"}).status_code == 200
    assert away.get("/metrics", headers={"authorization": "Bearer another"}).status_code == 404
    settings.TRUSTED_PROXY_COUNT = 1
    assert Client().get("/metrics").status_code == 404


def test_a_test_e_mail_goes_to_whoever_asks(cast, mailoutbox):
    client = cast.browse_as(cast.head)
    assert client.post("/schools/oakfield/health").status_code == 302
    run_all(NOW)
    (letter,) = mailoutbox
    assert letter.to == [cast.head.email]
    assert Event.objects.filter(type="mail_test.asked").count() == 1
    assert "took your last test" in client.get("/schools/oakfield/health").content.decode()


def test_a_test_is_asked_for_by_who_may_and_not_twice_in_a_moment(cast):
    send_me_a_test(cast.as_actor(cast.head), cast.oakfield)
    run_all(NOW)
    with pytest.raises(Refused, match="state"):
        send_me_a_test(cast.as_actor(cast.head), cast.oakfield)
    with pytest.raises(Refused, match="permission"):
        send_me_a_test(cast.as_actor(cast.jo), cast.oakfield)
    nameless = make.make_person(cast.oakfield, "headteacher", email="later@example.org")
    nameless.email = ""
    nameless.save()
    with pytest.raises(Refused, match="state"):
        send_me_a_test(cast.as_actor(nameless), cast.oakfield)
    assert Letter.objects.count() == 1


def test_a_backup_is_due_once_a_night_and_never_in_a_demonstration(cast, settings):
    settings.BACKUP_KEYS = ["plain"]
    assert is_backup_due(NOW)
    (settings.BACKUP_DIR / name_for(NOW - timedelta(hours=6))).write_bytes(b"x")
    assert not is_backup_due(NOW)
    assert not is_backup_due(NOW.replace(day=18, hour=1))
    assert is_backup_due(NOW.replace(day=18, hour=2))
    settings.IS_DEMO = True
    assert not is_backup_due(NOW + timedelta(days=3))


def logged(formatter):
    try:
        raise ValueError("Amara Okello is there already")
    except ValueError:
        record = logging.LogRecord("a.b", logging.ERROR, __file__, 1, "%s failed", ("it",), sys.exc_info())
    return formatter.format(record)


def test_lines_of_the_log_have_no_words_of_an_exception():
    plain, told = logged(PlainLines()), json.loads(logged(JsonLines()))
    assert "Amara" not in plain
    assert "ValueError at" in plain
    assert (told["words"], told["level"], told["from"]) == ("it failed", "error", "a.b")
    assert "Amara" not in json.dumps(told)
    assert "in logged" in told["problem"]


def lines_of(caplog, *addresses):
    """What the log says of asking for these, in both its formats."""
    caplog.clear()
    for address in addresses:
        Client().get(address)
    records = [one for one in caplog.records if one.name == "django.request"]
    return [shape().format(one) for one in records for shape in (PlainLines, JsonLines)]


def test_an_address_that_somebody_typed_leaves_no_name_and_no_key_in_the_log(cast, caplog):
    key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF"
    lines = lines_of(caplog, "/pupils/amara-okello", f"/calendar/{key}.ics", "/schools/oakfield/amara-okello")
    assert len(lines) == 6
    assert not [line for line in lines if "amara" in line.lower() or key in line]
    assert all("no address of ours" in line for line in (*lines[:2], *lines[4:]))
    assert all("/calendar/" in line for line in lines[2:4])
    assert all(json.loads(line)["request"] for line in lines[1::2])


def test_each_answer_says_its_number(cast):
    first, second = (Client().get("/help").headers["X-Request-Number"] for _ in range(2))
    assert re.fullmatch(r"[0-9a-f]{12}", first)
    assert first != second
