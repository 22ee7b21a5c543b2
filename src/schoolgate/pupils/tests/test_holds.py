"""A child for whom not simply a parent decides: no yes counts until it is said who does, and nobody else can tell."""

import re
from datetime import date

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.pupils.actions.consents import record_answer
from schoolgate.pupils.actions.holds import end_hold, hold_pupil, read_holds, say_who_decides
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.pupils.answering import Given, NewAnswer, write_answers
from schoolgate.pupils.completing import pupils_of_school
from schoolgate.pupils.lists import uses_now
from schoolgate.pupils.models import ConsentNow, OnHold, Pupil
from schoolgate.pupils.naming import names_in
from schoolgate.pupils.queries import standings
from schoolgate.rules.consents import Capacity, Said, may_be_shown
from tests.cast import Cast
from tests.make import NOW, consents, make_pupil

USE, TODAY = "photo.website", date(2026, 11, 17)
HOME = "/schools/oakfield/pupils/holds"


def on_hold(cast: Cast, pupil: Pupil) -> OnHold:
    hold_pupil(cast.as_actor(cast.safeguarding), pupil, why="in_care")
    return OnHold.objects.get(pupil=pupil)


def decided(cast: Cast, hold: OnHold, decides: str = "delegated", decider: str = "Fay Stone") -> None:
    say_who_decides(
        cast.as_actor(cast.dpo), hold, decides=decides, decider=decider, seen_in="Placement plan, 3 March"
    )


def is_shown(pupil: Pupil) -> bool:
    return may_be_shown(standings([pupil.pk])[pupil.pk], USE, TODAY)


def says_yes(cast: Cast, pupil: Pupil, who: str) -> None:
    record_answer(
        cast.as_actor(cast.office),
        pupil,
        answers={USE: Said.YES},
        given_by=who,
        capacity="parent",
        evidence="A form",
        answered_on=TODAY,
    )


@pytest.fixture
def pupil(cast: Cast) -> Pupil:
    found = make_pupil(cast.oakfield, "Amara", "Okello")
    consents(found)
    return found


def test_no_yes_counts_until_it_is_said_who_decides_and_then_only_theirs(cast: Cast, pupil: Pupil):
    assert is_shown(pupil)
    hold = on_hold(cast, pupil)
    assert not is_shown(pupil)
    says_yes(cast, pupil, "Grace Okello")
    assert not is_shown(pupil)
    decided(cast, hold)
    assert not is_shown(pupil)
    assert set(ConsentNow.objects.filter(pupil=pupil).values_list("said", flat=True)) == {"not_answered"}
    with pytest.raises(Refused, match=r"consents\.giver"):
        says_yes(cast, pupil, "Grace Okello")
    says_yes(cast, pupil, "fay STONE")
    assert is_shown(pupil)
    end_hold(cast.as_actor(cast.safeguarding), OnHold.objects.get(), because="Home again.")
    says_yes(cast, pupil, "Grace Okello")
    assert [one.type for one in Event.objects.filter(type__startswith="pupil.").order_by("pk")] == [
        "pupil.held",
        "pupil.decider_said",
        "pupil.hold_ended",
    ]


def test_where_the_parents_decide_their_yes_counts_again_at_once(cast: Cast, pupil: Pupil):
    decided(cast, on_hold(cast, pupil), "parents", "")
    assert is_shown(pupil)


def test_to_all_others_it_reads_like_a_child_on_the_restricted_list(cast: Cast, pupil: Pupil):
    other = make_pupil(cast.oakfield, "Tobi", "Marlow")
    consents(other)
    on_hold(cast, pupil)
    restrict_pupil(cast.as_actor(cast.safeguarding), other, reason="-", source="")
    assert [one.said for one in uses_now(cast.oakfield, pupil)] == [
        one.said for one in uses_now(cast.oakfield, other)
    ]
    office = cast.browse_as(cast.office)
    pages = [
        office.get(f"/schools/oakfield/pupils/{one.pk}").content.decode().replace(str(one.pk), "-")
        for one in (pupil, other)
    ]
    for page in (*pages, office.get("/today").content.decode()):
        assert "in_care" not in page
        assert not re.search(r"(?<![a-z0-9])hold", page.casefold())
    assert office.get(HOME).status_code == 403


def test_the_keepers_say_it_on_pages_and_each_look_is_recorded(
    cast: Cast, pupil: Pupil, django_assert_max_num_queries
):
    keeper = cast.browse_as(cast.dpo)
    assert keeper.get(f"/schools/oakfield/pupils/{pupil.pk}/hold").status_code == 200
    assert keeper.post(f"/schools/oakfield/pupils/{pupil.pk}/hold", {"why": "adopted"}).status_code == 302
    hold = OnHold.objects.get()
    assert b"Say who decides for a child" in keeper.get("/today").content
    refused = keeper.post(f"{HOME}/{hold.pk}", {"decides": "order", "decider": "", "seen_in": ""})
    assert b"There is no name." in refused.content
    given = {"decides": "order", "decider": "Fay Stone", "seen_in": "Order of 3 March"}
    assert keeper.post(f"{HOME}/{hold.pk}", given).status_code == 302
    assert b"Say who decides for a child" not in keeper.get("/today").content
    for nth in range(30):
        on_hold(cast, make_pupil(cast.oakfield, f"Child{nth}"))
    with django_assert_max_num_queries(24):
        page = keeper.get(HOME).content.decode()
    assert page.count("<h1") == 1
    assert "Fay Stone" in page
    assert Event.objects.filter(type="pupil.holds_read").count() == 1
    assert b"Why it ends" in keeper.get(f"{HOME}/{hold.pk}/end").content
    assert keeper.post(f"{HOME}/{hold.pk}/end", {"because": "A mistake."}).status_code == 302


def test_each_refusal_changes_nothing(cast: Cast, pupil: Pupil):
    keeper = cast.as_actor(cast.safeguarding)
    with pytest.raises(Refused):
        hold_pupil(keeper, pupil, why="whim")
    hold = on_hold(cast, pupil)
    for again in (
        lambda: hold_pupil(keeper, pupil, why="in_care"),
        lambda: end_hold(keeper, hold, because=""),
    ):
        with pytest.raises(Refused):
            again()
    for kind, name, seen in (("whim", "-", "-"), ("order", " ", "-"), ("order", "-", " ")):
        with pytest.raises(Refused):
            say_who_decides(keeper, hold, decides=kind, decider=name, seen_in=seen)
    for person in (cast.office, cast.jo):
        with pytest.raises(Refused):
            say_who_decides(cast.as_actor(person), hold, decides="parents", seen_in="-")
        with pytest.raises(Refused):
            read_holds(cast.as_actor(person), cast.oakfield)
    assert OnHold.objects.filter(decided_at=None, ended_at=None).count() == 1
    elsewhere = make_pupil(cast.elmsgate)
    with pytest.raises(NotHere):
        hold_pupil(keeper, elsewhere, why="in_care")


@pytest.mark.parametrize("heading", ["Looked after", "Adopted", "Special guardianship"])
def test_the_flag_in_a_file_sets_the_hold(cast: Cast, bring_in, tmp_path, heading: str):
    roll = tmp_path / "roll.csv"
    for mark in ("N", "Y"):
        roll.write_text(
            f"UPN,Admission number,Legal forename,Legal surname,DOB,{heading}\n"
            f"A820200101001,1001,Amara,Okello,04/03/2017,{mark}\n"
        )
        bring_in(roll)
        assert OnHold.objects.filter(why="file", decided_at=None).count() == (mark == "Y")
    bring_in(roll)
    hold = OnHold.objects.get()
    decided(cast, hold)
    by_a_file = Given("", Capacity.SCHOOL_RECORD, "roll.csv", NOW)
    write_answers(
        cast.as_actor(cast.office), cast.oakfield, [NewAnswer(hold.pupil_id, USE, Said.YES)], by_a_file
    )
    assert ConsentNow.objects.get().said == Said.NOT_ANSWERED
    end_hold(cast.as_actor(cast.safeguarding, now=NOW), hold, because="Marked by mistake.")
    roll.write_text(roll.read_text() + "A820200101002,1002,Tobi,Marlow,04/03/2018,N\n")
    bring_in(roll)
    assert not OnHold.objects.filter(ended_at=None).exists()


def test_a_former_name_is_recognised_in_a_text_and_shown_completed_and_exported_nowhere(cast: Cast):
    pupil = make_pupil(cast.oakfield, "Amara", "Okello", former_names=["Amara Quarterman"])
    (found,) = names_in(cast.oakfield, "Well done, Amara Quarterman!")
    assert pupil.pk in found.pupil_ids
    assert pupils_of_school(cast.as_actor(cast.jo), "Quarter") == []
    office = cast.browse_as(cast.office)
    for page in ("", f"/{pupil.pk}", "?words=Quarterman", "/export-answers"):
        words = office.get(f"/schools/oakfield/pupils{page}").content.decode()
        assert "Quarterman" not in words.replace('value="Quarterman"', "").replace("words=Quarterman", "")
    assert b"Quarterman" not in office.post("/schools/oakfield/pupils/export").content
