"""What columns mean is named, shared in the trust, and taken over by another school."""

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person
from schoolgate.pupils import import_queries
from schoolgate.pupils.actions.profiles import save_profile, take_profile
from schoolgate.pupils.importing.columns import Mapping, Meaning, header_digest
from schoolgate.pupils.importing.vocabulary import Field
from schoolgate.pupils.models import ImportProfile, RollImport
from schoolgate.pupils.tests.importing.reading_rolls import mapping_of, sheet_of
from schoolgate.rules.roll import InFile
from tests import make
from tests.cast import Cast
from tests.make import NOW

HEADER = "Adno,Surname,Forename,Pics OK?,Pics elsewhere"
FILE = f"{HEADER}\n1,Ames,Una,aye,nay\n"
PAGE = "/schools/oakfield/pupils/import"


def whole_mapping() -> Mapping:
    mapping = mapping_of(sheet_of(FILE))
    mapping = mapping.with_meaning(3, Meaning(Field.CONSENT, ("photo.website",)))
    return mapping.with_word("aye", InFile.YES).with_word("nay", InFile.NO)


def make_profile(school, *, name: str = "", is_shared: bool = False) -> ImportProfile:
    mapping = whole_mapping()
    return ImportProfile.objects.create(
        school=school,
        name=name,
        is_shared=is_shared,
        header_digest=header_digest(mapping.header),
        mapping=mapping.to_json(),
        saved_at=NOW,
    )


@pytest.fixture
def elsewhere(cast: Cast) -> Person:
    """The office of Elmsgate, another school of the trust."""
    return make.make_person(cast.elmsgate, Role.OFFICE, forename="Ol", surname="Wynn")


def test_a_profile_gets_a_name_and_one_event(cast: Cast):
    profile = make_profile(cast.oakfield)
    answer = cast.browse_as(cast.office).post(
        f"{PAGE}/profiles/{profile.pk}", {"name": "Our report", "is_shared": "on"}
    )
    assert answer.status_code == 302
    profile.refresh_from_db()
    assert (profile.name, profile.is_shared) == ("Our report", True)
    assert Event.objects.filter(type=EventType.ROLL_PROFILE_SAVED).count() == 1


def test_nothing_is_shared_without_a_name(cast: Cast):
    profile = make_profile(cast.oakfield)
    with pytest.raises(Refused):
        save_profile(cast.as_actor(cast.office), profile, name=" ", is_shared=True)
    profile.refresh_from_db()
    assert not profile.is_shared


def test_a_file_with_the_same_headings_finds_what_another_school_shares(cast: Cast):
    make_profile(cast.oakfield, name="Our report", is_shared=True)
    mapping, is_known = import_queries.mapping_for(cast.elmsgate, sheet_of(FILE))
    assert mapping.meanings[3].uses == ("photo.website",)
    assert mapping.words["aye"] is InFile.YES
    assert not is_known  # this school looks at it first


@pytest.mark.parametrize("which", ["not shared", "another trust"])
def test_nothing_is_found_that_is_not_shared_in_the_trust(cast: Cast, which: str):
    make_profile(
        cast.farrow if which == "another trust" else cast.oakfield, name="X", is_shared=which != "not shared"
    )
    mapping, _ = import_queries.mapping_for(cast.elmsgate, sheet_of(FILE))
    assert mapping.words.get("aye") is not InFile.YES
    assert mapping.meanings[3].means is Field.IGNORED


def test_a_profile_is_taken_over_for_a_file_whose_columns_stand_otherwise(cast: Cast, wait_with):
    profile = make_profile(cast.elmsgate, name="Their report", is_shared=True)
    roll_import = wait_with(b"Forename,Pics OK?,Surname,Adno\nUna,aye,Ames,1\n")
    browser = cast.browse_as(cast.office)
    page = f"{PAGE}/{roll_import.pk}/profile"
    assert "Their report (Elmsgate Primary School)" in browser.get(page).content.decode()
    assert browser.post(page, {"profile": profile.pk}).status_code == 302
    roll_import.refresh_from_db()
    assert roll_import.state == RollImport.State.MAPPING
    taken = Mapping.from_json(roll_import.mapping)
    assert [one.means for one in taken.meanings] == [
        Field.LEGAL_FORENAME,
        Field.CONSENT,
        Field.LEGAL_SURNAME,
        Field.ADMISSION_NUMBER,
    ]
    assert taken.words["aye"] is InFile.YES
    assert Event.objects.filter(type=EventType.ROLL_PROFILE_TAKEN).count() == 1


def test_a_profile_that_is_not_shared_is_not_taken_over(cast: Cast, wait_with):
    profile = make_profile(cast.elmsgate, name="Theirs")
    roll_import = wait_with(FILE.encode())
    before = roll_import.mapping
    with pytest.raises(Refused):
        take_profile(cast.as_actor(cast.office), roll_import, profile=profile.pk)
    roll_import.refresh_from_db()
    assert roll_import.mapping == before


def test_nothing_is_taken_over_for_a_file_that_was_imported(cast: Cast, bring_in):
    done = bring_in(b"Adno,Surname,Forename\n1,Ames,Una\n")
    profile = make_profile(cast.oakfield, name="Ours")
    with pytest.raises(Refused):
        take_profile(cast.as_actor(cast.office), done, profile=profile.pk)


def test_only_those_who_import_the_roll_may(cast: Cast, wait_with):
    profile, roll_import = make_profile(cast.oakfield), wait_with(FILE.encode())
    with pytest.raises(Refused):
        save_profile(cast.as_actor(cast.jo), profile, name="x", is_shared=False)
    with pytest.raises(Refused):
        take_profile(cast.as_actor(cast.jo), roll_import, profile=profile.pk)
    for page in ("profiles", f"profiles/{profile.pk}", f"{roll_import.pk}/profile"):
        assert cast.browse_as(cast.jo).get(f"{PAGE}/{page}").status_code == 403


def test_the_profile_of_another_school_is_not_there(cast: Cast, elsewhere: Person, wait_with):
    profile, roll_import = make_profile(cast.oakfield, name="Ours"), wait_with(FILE.encode())
    actor = cast.as_actor(elsewhere, cast.elmsgate)
    with pytest.raises(NotHere):
        save_profile(actor, profile, name="x", is_shared=False)
    with pytest.raises(NotHere):
        take_profile(actor, roll_import, profile=profile.pk)
    browser = cast.browse_as(elsewhere)
    for page in (f"profiles/{profile.pk}", f"{roll_import.pk}/profile"):
        assert browser.get(f"{PAGE}/{page}".replace("oakfield", "elmsgate")).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_as_much_for_many_as_for_few(cast: Cast, django_assert_max_num_queries, count: int):
    for nth in range(count):
        ImportProfile.objects.create(
            school=cast.elmsgate if nth % 2 else cast.oakfield,
            name=f"Report {nth}",
            is_shared=True,
            header_digest=str(nth),
            mapping=whole_mapping().to_json(),
            saved_at=NOW,
        )
    browser = cast.browse_as(cast.office)
    browser.get(f"{PAGE}/profiles")
    with django_assert_max_num_queries(20):
        assert "Report 1" in browser.get(f"{PAGE}/profiles").content.decode()
