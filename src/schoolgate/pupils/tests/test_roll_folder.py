"""The folder that the management system writes to: what is stricter happens at once, the rest waits for the office."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.pupils import folders, stored_rolls
from schoolgate.pupils.actions.folder import mark_file_seen, note_broken_file, take_from_folder, watch_folder
from schoolgate.pupils.actions.importing import map_columns
from schoolgate.pupils.folder_reading import read_folders
from schoolgate.pupils.followers import throw_finished_file_away
from schoolgate.pupils.importing.columns import Mapping
from schoolgate.pupils.models import (
    ConsentNow,
    FolderFile,
    ImportProfile,
    KeptApart,
    OfficeQuestion,
    Pupil,
    RollFolder,
    RollImport,
)
from schoolgate.rules.consents import Said
from tests.cast import Cast
from tests.make import NOW

HEADER = "Adno,UPN,Surname,Forename,DOB,Year,Class,Leaving Date,Photo Website,Photo Social Media"
PETRA = "008001,X938990121601,Aldous,Petra,12/03/2019,Year 3,3A"
ANN = "008002,,Brock,Ann,12/04/2019,Year 3,3A"
CONTACTS = (
    "Adno,Priority,Title,Forename,Surname,Relationship,Parental Responsibility,Court Order,Court Order Details\n"
    "008001,1,Mr,Al,Reeve,Father,Yes,Yes,No contact\n"
)


def rows(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


class Night:
    """The folder of Oakfield, and the clock that looks into it."""

    def __init__(self, cast: Cast, folder: Path) -> None:
        self.cast, self.folder, self.now = cast, folder, NOW

    def write(self, content: bytes, name: str = "roll.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content)
        self.now += timedelta(minutes=1)
        os.utime(path, (self.now.timestamp(), self.now.timestamp()))
        return path

    def pass_minutes(self, minutes: int = 2) -> int:
        taken = 0
        for _ in range(minutes):
            self.now += timedelta(minutes=1)
            taken += read_folders(self.now)
        return taken


@pytest.fixture
def night(cast: Cast, bring_in, settings, tmp_path: Path) -> Night:
    """Two pupils are on the roll, the columns are known, the folder is watched."""
    settings.ROLL_FOLDERS = tmp_path / "folders"
    roll_import = bring_in(rows(f"{PETRA},,Y,Y", f"{ANN},,Y,N"))
    ImportProfile.objects.create(
        school=cast.oakfield,
        header_digest=header_digest_of(roll_import),
        mapping=roll_import.mapping,
        saved_at=NOW,
    )
    folders.make_folder(cast.oakfield)
    watch_folder(cast.as_actor(cast.office), cast.oakfield, is_watched=True, afterwards="move")
    return Night(cast, folders.folder_of(cast.oakfield))


def header_digest_of(roll_import: RollImport) -> str:
    return Mapping.from_json(roll_import.mapping).digest


def said(number: str, use: str = "photo.website") -> str:
    return ConsentNow.objects.get(pupil__admission_number=number, use=use).said


def test_a_no_counts_at_once_and_a_yes_waits_for_the_office(night: Night):
    night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,Y"))
    assert night.pass_minutes() == 1
    assert said("008001") == Said.NO
    assert said("008002", "photo.social") == Said.NO
    waiting = RollImport.objects.get(state=RollImport.State.PREVIEW)
    assert (waiting.file_name, waiting.uploaded_by) == ("roll.csv", None)
    assert FolderFile.objects.get().applied == {"withdrawn": 1}


def test_what_happened_is_in_the_trail_with_its_follow_up(night: Night):
    night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,N"))
    night.pass_minutes()
    event = Event.objects.get(type=EventType.ROLL_FOLDER_READ)
    assert event.actor_id == "clock"
    assert "Petra" not in event.detail.words
    withdrawn = Event.objects.get(type=EventType.CONSENT_WITHDRAWN)
    assert withdrawn.subject_id == str(Pupil.objects.get(admission_number="008001").pk)


def test_a_last_day_counts_at_once_and_nobody_leaves_by_being_left_out(night: Night):
    night.write(rows(f"{PETRA},30/11/2026,Y,Y"))
    night.pass_minutes()
    assert Pupil.objects.get(admission_number="008001").left_on.isoformat() == "2026-11-30"
    assert Pupil.objects.get(admission_number="008002").left_on is None
    assert RollImport.objects.filter(state=RollImport.State.PREVIEW).count() == 1


def test_a_later_last_day_waits(night: Night):
    Pupil.objects.filter(admission_number="008001").update(left_on="2026-11-20")
    night.write(rows(f"{PETRA},30/11/2026,Y,Y", f"{ANN},,Y,N"))
    night.pass_minutes()
    assert Pupil.objects.get(admission_number="008001").left_on.isoformat() == "2026-11-20"


def test_names_classes_and_joiners_wait(night: Night):
    night.write(
        rows(f"{PETRA.replace('3A', '3B')},,Y,Y", f"{ANN},,Y,N", "008003,,New,Una,01/04/2019,Year 3,3A,,N,N")
    )
    night.pass_minutes()
    assert Pupil.objects.get(admission_number="008001").class_name == "3A"
    assert Pupil.objects.count() == 2


def test_words_that_nobody_knows_hold_the_yes_and_ask_the_office(night: Night):
    night.write(rows(f"{PETRA},,maybe,Y", f"{ANN},,Y,N"))
    night.pass_minutes()
    assert said("008001") == Said.NO
    assert OfficeQuestion.objects.get(answered_at=None).words == "maybe"


def test_whoever_a_court_keeps_away_is_kept_apart_at_once(night: Night):
    night.write(CONTACTS.encode(), "contacts.csv")
    night.pass_minutes()
    assert KeptApart.objects.get().name == "Mr Al Reeve"
    assert not RollImport.objects.filter(state=RollImport.State.PREVIEW).exists()


def test_a_file_that_still_grows_is_left_alone(night: Night):
    whole = rows(f"{PETRA},,N,Y", f"{ANN},,Y,N")
    night.write(whole[:120])
    assert night.pass_minutes(1) == 0
    night.write(whole)
    assert night.pass_minutes(1) == 0
    assert said("008001") == Said.YES
    assert night.pass_minutes(1) == 1
    assert FolderFile.objects.count() == 1
    assert said("008001") == Said.NO


def test_nothing_left_to_confirm_leaves_nothing_on_today(night: Night):
    night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,N"))
    night.pass_minutes()
    assert not RollImport.objects.filter(state__in=["mapping", "preview"]).exists()
    roll_import = RollImport.objects.latest("pk")
    throw_finished_file_away(Event.objects.get(type=EventType.ROLL_FOLDER_READ), night.now)
    assert not stored_rolls.is_there(roll_import.stored_as)


def test_what_was_taken_in_is_put_away_and_never_taken_in_twice(night: Night):
    content = rows(f"{PETRA},,N,Y", f"{ANN},,Y,Y")
    path = night.write(content)
    night.pass_minutes()
    assert not path.exists()
    assert [one.read_bytes() for one in (night.folder / "done").iterdir()] == [content]
    night.write(content, "again.csv")
    assert night.pass_minutes() == 0
    assert FolderFile.objects.get(name="again.csv").state == FolderFile.State.SAME


def test_a_file_that_is_left_where_it_is_is_known_again(night: Night):
    RollFolder.objects.update(afterwards="leave")
    path = night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,Y"))
    assert night.pass_minutes(6) == 1
    assert path.exists()
    assert RollImport.objects.filter(state=RollImport.State.PREVIEW).count() == 1


def test_a_newer_file_takes_the_place_of_one_that_nobody_looked_through(night: Night):
    night.write(rows(f"{PETRA},,Y,Y", f"{ANN},,Y,Y"))
    night.pass_minutes()
    night.write(rows(f"{PETRA},,Y,Y", f"{ANN.replace('3A', '3B')},,Y,Y"), "next.csv")
    night.pass_minutes()
    assert RollImport.objects.get(state=RollImport.State.PREVIEW).file_name == "next.csv"
    assert RollImport.objects.filter(state=RollImport.State.DROPPED).count() == 1


def test_a_file_of_a_person_is_not_taken_from_them_but_a_no_counts(night: Night, wait_with):
    mine = wait_with(rows(f"{PETRA},,Y,Y", f"{ANN},,Y,Y"))
    night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,Y"))
    night.pass_minutes()
    assert said("008001") == Said.NO
    assert RollImport.objects.get(state=RollImport.State.PREVIEW).pk == mine.pk
    assert FolderFile.objects.get().state == FolderFile.State.WAITS
    RollImport.objects.filter(pk=mine.pk).update(state=RollImport.State.DROPPED)
    night.pass_minutes()
    assert FolderFile.objects.get().state == FolderFile.State.TAKEN
    assert RollImport.objects.get(state=RollImport.State.PREVIEW).file_name == "roll.csv"


def test_columns_that_nobody_has_named_wait_for_the_office(night: Night):
    night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,Y").replace(b"Photo Website", b"Web photo"))
    night.pass_minutes()
    assert said("008001") == Said.YES
    waiting = RollImport.objects.get(state=RollImport.State.MAPPING)
    map_columns(night.cast.as_actor(night.cast.office), waiting, mapping=waiting.mapping)
    assert waiting.uploaded_by is None


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"%PDF-1.7", "roll.csv", "wrong_kind"),
        (b"PK\x03\x04" + bytes(200), "roll.xlsx", "damaged_file"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><CTfile/>', "roll.xml", "xml_doctype"),
        (b"", "roll.csv", "empty_file"),
    ],
)
def test_a_broken_file_is_a_line_on_today_and_never_a_crash(
    night: Night, content: bytes, name: str, problem: str
):
    night.write(content, name)
    assert night.pass_minutes() == 0
    line = FolderFile.objects.get()
    assert (line.state, line.problem) == (FolderFile.State.BROKEN, problem)
    office = night.cast.browse_as(night.cast.office)
    assert f"The roll could not be read: {name}" in office.get("/today").content.decode()
    office.post(f"/schools/oakfield/pupils/import/folder/{line.pk}")
    assert "could not be read" not in office.get("/today").content.decode()
    assert Event.objects.filter(type=EventType.ROLL_FILE_SEEN).count() == 1


def test_other_files_links_and_folders_are_passed_over(night: Night, tmp_path: Path):
    secret = tmp_path / "secret.csv"
    secret.write_bytes(rows(f"{PETRA},,N,N"))
    (night.folder / "link.csv").symlink_to(secret)
    (night.folder / "folder.csv").mkdir()
    (night.folder / ".hidden.csv").write_bytes(rows(f"{PETRA},,N,N"))
    (night.folder / "notes.doc").write_bytes(b"x")
    assert night.pass_minutes() == 0
    assert not FolderFile.objects.exists()


def test_a_folder_that_is_gone_stops_no_other(night: Night):
    RollFolder.objects.create(school=night.cast.elmsgate, is_watched=True, changed_at=NOW)
    night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,Y"))
    assert night.pass_minutes() == 1


def test_a_folder_that_is_not_watched_is_not_looked_into(night: Night):
    night.write(rows(f"{PETRA},,N,Y"))
    watch_folder(
        night.cast.as_actor(night.cast.office), night.cast.oakfield, is_watched=False, afterwards="move"
    )
    assert night.pass_minutes() == 0
    assert Event.objects.filter(type=EventType.ROLL_FOLDER_CHANGED).count() == 2


class TestWhoMay:
    """The folder is set by those who import the roll; files are taken in by the clock alone."""

    def test_it_is_refused_where_the_folder_is_not_there(self, cast: Cast, settings, tmp_path: Path):
        settings.ROLL_FOLDERS = tmp_path / "none"
        with pytest.raises(Refused):
            watch_folder(cast.as_actor(cast.office), cast.oakfield, is_watched=True, afterwards="move")
        assert not RollFolder.objects.exists()

    def test_a_teacher_sets_no_folder_and_sees_no_page(self, night: Night):
        with pytest.raises(Refused):
            watch_folder(
                night.cast.as_actor(night.cast.jo), night.cast.oakfield, is_watched=False, afterwards="move"
            )
        assert night.cast.browse_as(night.cast.jo).get(PAGE).status_code == 403

    def test_a_person_takes_nothing_in_by_hand(self, night: Night):
        line = FolderFile.objects.create(
            school=night.cast.oakfield, name="x.csv", written_at=NOW, seen_at=NOW
        )
        given = {"file_digest": "x", "stored_as": "x", "mapping": {}, "columns_are_known": False}
        with pytest.raises(Refused):
            take_from_folder(night.cast.as_actor(night.cast.head), line, **given)
        with pytest.raises(Refused):
            note_broken_file(night.cast.as_actor(night.cast.head), line, file_digest="", code="x", about="")

    def test_the_folder_of_another_school_is_not_there(self, night: Night):
        line = FolderFile.objects.create(
            school=night.cast.elmsgate, name="x.csv", written_at=NOW, seen_at=NOW, state="broken"
        )
        with pytest.raises(NotHere):
            mark_file_seen(night.cast.as_actor(night.cast.office), line)
        office = night.cast.browse_as(night.cast.office)
        assert office.get(f"{PAGE}/{line.pk}").status_code == 404
        assert office.get(PAGE.replace("oakfield", "elmsgate")).status_code == 404

    def test_a_file_that_is_not_broken_needs_nobody(self, night: Night):
        line = FolderFile.objects.create(
            school=night.cast.oakfield, name="x.csv", written_at=NOW, seen_at=NOW
        )
        with pytest.raises(Refused):
            mark_file_seen(night.cast.as_actor(night.cast.office), line)


PAGE = "/schools/oakfield/pupils/import/folder"


def test_a_folder_that_saving_makes_needs_nobody_else(cast: Cast, office: Client, settings, tmp_path: Path):
    settings.ROLL_FOLDERS = tmp_path / "folders"
    assert "The folder is made when you save." in office.get(PAGE).content.decode()
    settings.ROLL_FOLDERS = tmp_path.parent / "a share of the network"
    assert "Ask whoever runs Schoolgate to make it" in office.get(PAGE).content.decode()


def test_the_page_sets_the_folder_and_shows_what_it_did(night: Night):
    night.write(rows(f"{PETRA},,N,Y", f"{ANN},,Y,Y"))
    night.pass_minutes()
    office = night.cast.browse_as(night.cast.office)
    words = office.get(PAGE).content.decode()
    assert "a yes was taken back for 1 pupil" in words
    assert "Look through the rest" in words
    assert office.post(PAGE, {"is_watched": "on", "afterwards": "leave"}).status_code == 302
    assert RollFolder.objects.get().afterwards == "leave"


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_asks_as_much_for_many_as_for_few(night: Night, django_assert_max_num_queries, count: int):
    for nth in range(count):
        FolderFile.objects.create(
            school=night.cast.oakfield, name=f"{nth}.csv", written_at=NOW, seen_at=NOW, state="taken"
        )
    office = night.cast.browse_as(night.cast.office)
    office.get(PAGE)
    with django_assert_max_num_queries(20):
        office.get(PAGE)
