"""However pupils' data first comes in, what has to be put right before is asked: page, API, trust file, folder."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scopes_disabled

from schoolgate.api.tests.programs import program_of
from schoolgate.keeping.rotation import name_for
from schoolgate.kernel.actions import ACTIONS
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.notifications.models import Letter
from schoolgate.people.models import Appointment
from schoolgate.people.queries import today_of, trust_actor_of
from schoolgate.pupils import folders, stored_rolls
from schoolgate.pupils.actions.folder import watch_folder
from schoolgate.pupils.actions.trust_rolls import part_trust_roll
from schoolgate.pupils.folder_reading import read_folders
from schoolgate.pupils.models import FolderFile, OfficeQuestion, Pupil, RollFolder, RollImport, TrustRoll
from tests import make
from tests.cast import assemble
from tests.make import NOW

ROLL = (
    b"Adno,UPN,Surname,Forename,DOB,Year,Class,Leaving Date,Photo Website,Photo Social Media\n"
    b"1,,Aldous,Petra,12/03/2019,Year 3,3A,,Y,Y\n"
)
TRUSTS = (
    b"School Name,LAESTAB,Pupil Ref,UPN,Surname,Forename,DOB,NC Year,Reg\n"
    b"Oakfield Primary School,938/1,1,,Aldous,Petra,12/03/2019,3,3A\n"
    b"Elmsgate,938/2,1,,Brock,Ann,12/04/2019,3,3A\n"
)
IMPORT = "/schools/oakfield/pupils/import"
WORDS = "Put right before pupils' data: it must be so that people reach it by HTTPS."
# What writes pupils, or takes in what they will be written from, by the permission it asks for.
BRINGS_IN = {Permission.ROLL_IMPORT, Permission.TRUST_ROLL, Permission.ROLL_TAKE_IN, Permission.ROLL_SEND}
ASKED = {
    "pupils.upload_roll", "pupils.confirm_import", "pupils.upload_trust_roll", "pupils.part_trust_roll",
    "pupils.watch_folder", "pupils.take_from_folder", "pupils.note_broken_file", "pupils.send_roll",
}  # fmt: skip
BRINGS_NOBODY = {
    "pupils.map_columns", "pupils.drop_import", "pupils.drop_trust_roll", "pupils.mark_file_seen",
    "pupils.choose_leading_register", "pupils.save_profile", "pupils.take_profile",
}  # fmt: skip


@pytest.fixture
def cast(db, settings, tmp_path):
    """All is in order but HTTPS."""
    settings.FIXED_NOW = NOW
    settings.SITE_ADDRESS, settings.IS_HTTPS = "https://schoolgate.oakfield.example", False
    settings.EMAIL_HOST = "mail.oakfield.example"
    settings.DATA, settings.BACKUP_DIR = tmp_path, tmp_path / "backups"
    settings.ROLL_FOLDERS, settings.MEDIA_STORE = tmp_path / "folders", tmp_path / "media"
    settings.BACKUP_DIR.mkdir()
    (settings.BACKUP_DIR / name_for(NOW - timedelta(days=1))).write_bytes(b"x")
    Letter.objects.create(
        occasion="mail-test:1", recipient="person:1", address="a@example.org", subject="s", text="", written_at=NOW,
        not_before=NOW, sent_at=NOW,
    )  # fmt: skip
    with scopes_disabled():
        cast = assemble()
        with_two_factors(cast.office)
        yield cast


def with_two_factors(person):
    Authenticator.objects.create(user=person.user, type="totp", data={})


@pytest.fixture
def nothing_came_in(settings):
    yield
    assert not Pupil.objects.exists()
    assert not list((settings.DATA / stored_rolls.FOLDER).glob("*"))


@pytest.fixture
def officer(cast):
    person = make.make_person(cast.oakfield, forename="Tru", surname="Ward")
    Appointment.objects.create(
        person=person, role=Role.TRUST_OFFICER, school=None, trust=cast.trust, first_on=today_of(NOW)
    )
    with_two_factors(person)
    return person


def roll(content=ROLL):
    return SimpleUploadedFile("roll.csv", content)


def put_right(settings, *, right=True):
    settings.IS_HTTPS = right


def test_the_page_of_a_roll(cast, nothing_came_in):
    page = cast.browse_as(cast.office).post(IMPORT, {"file": roll()}, follow=True)
    assert WORDS in page.content.decode().replace("&#39;", "'")
    assert not RollImport.objects.exists()


def test_a_program_with_a_key(cast, nothing_came_in):
    answer = program_of(cast, cast.office).sends("schools/oakfield/upload-roll", file=roll())
    assert answer.status_code == 409
    assert answer.json()["refusals"][0]["what"] == WORDS
    assert not RollImport.objects.exists()


def test_the_file_of_a_whole_trust(cast, officer, nothing_came_in):
    page = cast.browse_as(officer).post(f"{IMPORT}/trust", {"file": roll(TRUSTS)}, follow=True)
    assert WORDS in page.content.decode().replace("&#39;", "'")
    assert not TrustRoll.objects.exists()


def test_parting_it_among_schools_asks_for_each_school_that_has_nobody_yet(cast, officer, settings):
    put_right(settings)
    cast.browse_as(officer).post(f"{IMPORT}/trust", {"file": roll(TRUSTS)})
    trusts = TrustRoll.objects.get()
    put_right(settings, right=False)
    schools = {
        part["key"]: one.pk for part, one in zip(trusts.parts, (cast.elmsgate, cast.oakfield), strict=True)
    }
    actor = trust_actor_of(officer, cast.trust, NOW)
    refusals = part_trust_roll.why_not(actor, trusts, schools=schools)
    assert [one.words for one in refusals] == [WORDS]
    # One factor at one of the schools is said, though the trust's own people all have two.
    put_right(settings)
    cast.head_elsewhere.user.last_login = NOW
    cast.head_elsewhere.user.save()
    (refusal,) = part_trust_roll.why_not(actor, trusts, schools=schools)
    assert "1 person who may see pupils' data has no second factor" in refusal.words
    make.make_pupil(cast.elmsgate)
    assert part_trust_roll.why_not(actor, trusts, schools=schools) == []


def test_the_folder_of_the_night_cannot_be_watched(cast, nothing_came_in):
    folders.make_folder(cast.oakfield)
    given = {"is_watched": True, "afterwards": "move"}
    refusals = watch_folder.why_not(cast.as_actor(cast.office), cast.oakfield, **given)
    assert WORDS in [one.words for one in refusals]
    assert not watch_folder.why_not(
        cast.as_actor(cast.office), cast.oakfield, is_watched=False, afterwards="move"
    )


def test_a_folder_that_is_watched_already_is_left_alone_until_all_is_in_order(cast, settings):
    folders.make_folder(cast.oakfield)
    RollFolder.objects.create(school=cast.oakfield, is_watched=True, afterwards="move", changed_at=NOW)
    place = folders.folder_of(cast.oakfield) / "roll.csv"
    place.write_bytes(ROLL)
    for minutes in range(4):
        assert read_folders(NOW + timedelta(minutes=minutes)) == 0
    assert place.exists()
    assert not RollImport.objects.exists()
    assert not list((settings.DATA / stored_rolls.FOLDER).glob("*"))
    put_right(settings)
    assert sum(read_folders(NOW + timedelta(minutes=minutes)) for minutes in range(4, 8)) == 1
    assert FolderFile.objects.get().state == FolderFile.State.TAKEN


def test_what_was_uploaded_while_all_was_in_order_is_not_confirmed_when_it_is_not(cast, settings):
    put_right(settings)
    page = cast.browse_as(cast.office).post(IMPORT, {"file": roll()})
    assert page.status_code == 302, page.content.decode()
    waiting = RollImport.objects.get()
    RollImport.objects.update(state=RollImport.State.PREVIEW)
    waiting.refresh_from_db()
    put_right(settings, right=False)
    why = ACTIONS["pupils.confirm_import"].why_not(cast.as_actor(cast.office), waiting)
    assert WORDS in [one.words for one in why]
    put_right(settings)
    why = ACTIONS["pupils.confirm_import"].why_not(cast.as_actor(cast.office), waiting)
    assert WORDS not in [one.words for one in why]


def test_every_action_about_rolls_is_asked_or_brings_nobody_in():
    """A new way in is noticed here: it belongs to one or the other list."""
    found = {name for name, one in ACTIONS.items() if one.may in BRINGS_IN}
    assert found == ASKED | BRINGS_NOBODY


def test_a_row_that_an_import_held_adds_nobody_before(cast, settings):
    put_right(settings)
    page = cast.browse_as(cast.office).post(IMPORT, {"file": roll()})
    assert page.status_code == 302, page.content.decode()
    put_right(settings, right=False)
    question = OfficeQuestion.objects.create(
        school=cast.oakfield, about="row", key="1", line=2, roll_import=RollImport.objects.get(), asked_at=NOW
    )
    settle = ACTIONS["pupils.settle_question"]
    given = {"answer": OfficeQuestion.Settled.TAKEN, "given_by": "a parent", "evidence": "a letter"}
    assert WORDS in [one.words for one in settle.why_not(cast.as_actor(cast.office), question, **given)]
    put_right(settings)
    assert WORDS not in [one.words for one in settle.why_not(cast.as_actor(cast.office), question, **given)]
