"""Put right before pupils' data: the first roll waits for HTTPS, e-mail, a backup and second factors."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django_scopes import scopes_disabled

from schoolgate.audit.models import Event
from schoolgate.keeping.put_right import things
from schoolgate.keeping.rotation import name_for
from schoolgate.kernel.actions import Refused
from schoolgate.notifications.models import Letter
from schoolgate.pupils.actions.importing import upload_roll
from schoolgate.pupils.models import RollImport
from tests import make
from tests.cast import assemble
from tests.make import NOW


@pytest.fixture
def cast(db, settings, tmp_path):
    settings.FIXED_NOW = NOW
    settings.SITE_ADDRESS = "https://schoolgate.oakfield.example"
    settings.IS_HTTPS = True
    settings.EMAIL_HOST = "mail.oakfield.example"
    settings.BACKUP_DIR = tmp_path
    (tmp_path / name_for(NOW - timedelta(days=1))).write_bytes(b"x")
    Letter.objects.create(
        occasion="mail-test:1", recipient="person:1", address="a@example.org", subject="s", text="", written_at=NOW,
        not_before=NOW, sent_at=NOW,
    )  # fmt: skip
    with scopes_disabled():
        yield assemble()


def upload(cast):
    return upload_roll(
        cast.as_actor(cast.office),
        cast.oakfield,
        file_name="roll.csv",
        file_digest="0" * 64,
        stored_as="x",
        mapping={},
        columns_are_known=False,
    )


def not_https(cast, settings):
    settings.IS_HTTPS = False


def no_mail(cast, settings):
    Letter.objects.all().delete()


def old_backup(cast, settings):
    for path in settings.BACKUP_DIR.iterdir():
        path.unlink()


def one_factor(cast, settings):
    cast.office.user.last_login = NOW
    cast.office.user.save()


WRONG = {
    "HTTPS": not_https,
    "e-mail arrives": no_mail,
    "backup was made": old_backup,
    "no second factor": one_factor,
}


@pytest.mark.parametrize("words", WRONG)
def test_the_first_roll_is_refused_until_it_is_put_right_and_nothing_changes(cast, settings, words):
    WRONG[words](cast, settings)
    before = Event.objects.count()
    with pytest.raises(Refused) as refused:
        upload(cast)
    (refusal,) = refused.value.refusals
    assert words.lower() in refusal.words.lower()
    assert refusal.control == "gate.roll_import"
    assert refusal.next_step
    assert not RollImport.objects.exists()
    assert Event.objects.count() == before
    page = cast.browse_as(cast.head).get("/schools/oakfield/health").content.decode()
    assert "To put right" in page


def test_with_everything_in_order_it_comes_in(cast):
    assert all(thing.is_in_order for thing in things(cast.oakfield, NOW))
    assert upload(cast).subject.state == "mapping"


def test_a_second_factor_puts_right_who_had_none(cast, settings):
    one_factor(cast, settings)
    Authenticator.objects.create(user=cast.office.user, type="totp", data={})
    assert upload(cast)


def test_a_school_that_has_pupils_has_passed_it(cast, settings):
    not_https(cast, settings)
    make.make_pupil(cast.oakfield)
    assert upload(cast)


@pytest.mark.parametrize(
    "waive", [{"IS_DEMO": True}, {"IS_TRIAL": True}, {"SITE_ADDRESS": "http://127.0.0.1:8000"}]
)
def test_a_demonstration_a_trial_and_this_machine_alone_are_let_through(cast, settings, waive):
    for wrong in WRONG.values():
        wrong(cast, settings)
    for name, value in waive.items():
        setattr(settings, name, value)
    assert upload(cast)


def test_a_trial_says_so_on_every_page(cast, settings):
    client = cast.browse_as(cast.jo)
    assert "This is a trial." not in client.get("/today").content.decode()
    settings.IS_TRIAL = True
    assert "This is a trial." in client.get("/today").content.decode()
