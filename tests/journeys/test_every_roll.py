"""Any school's roll comes in: a workbook, a transfer file, contacts with a court order, a trust's file, a folder."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django_scopes import scopes_disabled
from playwright.sync_api import Page, expect

from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment
from schoolgate.people.queries import today_of
from schoolgate.pupils.folder_reading import read_folders
from tests import make
from tests.browser import (
    DESK,
    PHONE,
    NewVisitor,
    Visitor,
    assert_accessible,
    assert_fits,
    assert_targets_are_big_enough,
)
from tests.cast import Cast, assemble


@pytest.fixture
def cast(site: object, settings: object, tmp_path: Path) -> Cast:
    everyone = assemble()
    settings.FIXED_NOW = everyone.now
    settings.ROLL_FOLDERS = tmp_path / "folders"
    return everyone


def look_over(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)
    assert_targets_are_big_enough(page)


def choose(office: Visitor, path: Path) -> Page:
    """Upload a file and see its preview."""
    page = office.page("/schools/oakfield/pupils/import")
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name="Look through it").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("^(What the columns mean|What this file would change)$"))
    if heading.inner_text() == "What the columns mean":
        look_over(page)
        page.get_by_role("button", name="See what would change").click()
    expect(heading).to_have_text("What this file would change")
    look_over(page)
    return page


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_workbook_then_a_transfer_file_then_the_contacts(
    visitor: NewVisitor, cast: Cast, open_rolls: Path, viewport: dict[str, int]
):
    office = visitor(viewport=viewport)
    office.sign_in(cast.office.user)
    page = choose(office, open_rolls / "bromcom_autumn.xlsx")
    expect(page.get_by_text("The number of hidden columns that were not read: 1.")).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("280 pupils joined")).to_be_visible()
    page = choose(office, open_rolls / "9389901_CTF_XXXXXXX_001.xml")
    expect(page.get_by_text("Not simply a parent decides for this child.").first).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("0 pupils joined")).to_be_visible()
    page = choose(office, open_rolls / "guardians.csv")
    expect(page.get_by_text("adult is kept apart by a court order")).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("for 1 pupil an adult is kept apart by a court order")).to_be_visible()
    look_over(page)
    keeper = visitor(viewport=viewport)
    keeper.sign_in(cast.safeguarding.user)
    page = keeper.page("/schools/oakfield/pupils/apart")
    look_over(page)
    page.get_by_role("link", name="End").click()
    look_over(page)
    page.get_by_label("Why this adult may be written to").fill("The order forbids no contact, read by RK")
    page.get_by_role("button", name="Write to this adult again").click()
    expect(page.get_by_text("Nobody is kept apart.")).to_be_visible()


def test_a_hostile_file_is_refused_with_a_sentence(visitor: NewVisitor, cast: Cast, open_rolls: Path):
    office = visitor(viewport=PHONE)
    office.sign_in(cast.office.user)
    page = office.page("/schools/oakfield/pupils/import")
    page.set_input_files("input[type=file]", str(open_rolls / "ctf_hostile.xml"))
    page.get_by_role("button", name="Look through it").click()
    expect(page.get_by_text("It was not opened.").first).to_be_visible()
    look_over(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_trust_officer_parts_one_file_among_the_schools(
    visitor: NewVisitor, cast: Cast, open_rolls: Path, javascript: bool
):
    officer = make.make_person(cast.oakfield, forename="Tru", surname="Ward")
    Appointment.objects.create(
        person=officer, role=Role.TRUST_OFFICER, school=None, trust=cast.trust, first_on=today_of(cast.now)
    )
    here = visitor(viewport=PHONE, javascript=javascript)
    here.sign_in(officer.user)
    look = look_over if javascript else (lambda page: None)  # axe is a script
    page = here.page("/schools/oakfield/pupils/import/trust")
    look(page)
    page.set_input_files("input[type=file]", str(open_rolls / "trust_roll.csv"))
    page.get_by_role("button", name="Look into it").click()
    expect(page.get_by_text("9006 rows, 9000 children, 20 schools")).to_be_visible()
    expect(page.get_by_text("6 children stand on two rolls: both schools are told")).to_be_visible()
    look(page)
    page.get_by_label("School here for “Larkmoor Primary School”").select_option("Oakfield Primary School")
    page.get_by_role("button", name="Give each school its part").click()
    expect(page.get_by_text("its office has it")).to_be_visible()
    look(page)
    office = visitor(viewport=PHONE, javascript=javascript)
    office.sign_in(cast.office.user)
    page = office.page("/today")
    said = "Look through the roll and confirm it: trust_roll.csv"
    page.get_by_role("link", name=said, exact=True).click()
    expect(page.get_by_text("280 pupils join")).to_be_visible()


def test_the_folder_is_turned_on_and_shows_what_it_did(visitor: NewVisitor, cast: Cast, settings):
    office = visitor(viewport=PHONE)
    office.sign_in(cast.office.user)
    page = office.page("/schools/oakfield/pupils/import/folder")
    look_over(page)
    page.get_by_label("Look into the folder every minute").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The folder of your school is not there.").first).to_be_visible()
    look_over(page)
    folder = Path(settings.ROLL_FOLDERS) / "oakfield"
    folder.mkdir(parents=True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    (folder / "night.csv").write_bytes(b"Adno,Surname,Forename,Photo Website\n1,Ames,Una,Y\n")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 half a workbook")
    with scopes_disabled():
        for minute in range(3):
            read_folders(cast.now + timedelta(minutes=minute))
    page.goto(office.site.url("/schools/oakfield/pupils/import/folder"))
    expect(page.get_by_text("This file is damaged, or only a part of it arrived.")).to_be_visible()
    look_over(page)
    page.get_by_role("link", name="It is seen to").click()
    look_over(page)
    page.get_by_role("button", name="It is seen to").click()
    page.get_by_role("link", name="Look through the rest").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the columns mean")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Import it").click()
    page.goto(office.site.url("/schools/oakfield/pupils/import/profiles"))
    look_over(page)
    page.get_by_role("link", name="without a name").click()
    look_over(page)
    page.get_by_label("Name").fill("Our nightly report")
    page.get_by_label("Other schools of the trust may take it over").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Our nightly report")).to_be_visible()
    page.goto(office.site.url("/schools/oakfield/pupils/export-answers"))
    look_over(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the list").click()
    assert b"Granted" in Path(saved.value.path()).read_bytes()
