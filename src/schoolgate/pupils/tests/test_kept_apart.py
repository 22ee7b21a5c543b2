"""Whoever a court keeps from a child is written to by nobody, and seen by the keepers alone."""

from pathlib import Path

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.pupils.actions.apart import read_kept_apart, release_adult
from schoolgate.pupils.models import Adult, KeptApart, Pupil, Responsibility
from schoolgate.rules.refusals import Control
from tests.cast import Cast
from tests.make import NOW, make_pupil
from tests.rolls.contacts import COURT_ORDER


@pytest.fixture
def barred(cast: Cast, bring_in, open_rolls: Path) -> KeptApart:
    """The roll with its adults, then the list that tells of the court order."""
    bring_in(open_rolls / "arbor_autumn.csv")
    bring_in(open_rolls / "guardians.csv")
    return KeptApart.objects.get()


def test_the_list_takes_the_adult_out_of_everything_that_is_written_to(barred: KeptApart, open_rolls: Path):
    assert barred.order == COURT_ORDER
    assert not Adult.objects.filter(email=barred.email).exists()
    assert not Responsibility.objects.filter(pupil=barred.pupil, adult__name=barred.name).exists()
    assert Responsibility.objects.filter(pupil=barred.pupil, may_be_written_to=True).count() == 1


def test_no_later_file_brings_the_adult_back(barred: KeptApart, bring_in, open_rolls: Path):
    bring_in(open_rolls / "arbor_autumn.csv")
    assert not Adult.objects.filter(email=barred.email).exists()
    bring_in(open_rolls / "guardians.csv")
    assert KeptApart.objects.count() == 1


def test_responsibility_is_known_afterwards_and_gives_nobody_leave_to_answer(barred: KeptApart):
    ties = Responsibility.objects.all()
    assert ties.filter(has_responsibility=True).exists()
    assert ties.filter(has_responsibility=False).exists()
    assert not ties.filter(has_responsibility=None).exists()
    assert not ties.filter(may_answer=True).exists()


def test_two_children_of_one_family_share_their_adults(barred: KeptApart):
    assert Adult.objects.count() < Responsibility.objects.count()
    assert Adult.objects.values("name", "email", "telephone").distinct().count() == Adult.objects.count()


def test_the_batch_says_how_many_and_not_of_whom(barred: KeptApart):
    event = Event.objects.filter(type=EventType.ROLL_IMPORTED).latest("pk")
    assert '"kept_apart":1' in event.detail.words.replace(" ", "")
    assert barred.name not in event.detail.words
    assert barred.order not in event.detail.words


def test_the_office_sees_the_adult_nowhere(cast: Cast, barred: KeptApart):
    office = cast.browse_as(cast.office)
    for page in (f"/schools/oakfield/pupils/{barred.pupil_id}", "/schools/oakfield/pupils", "/today"):
        words = office.get(page).content.decode()
        assert barred.email not in words
        assert barred.name not in words
    assert office.get("/schools/oakfield/pupils/apart").status_code == 403
    assert office.get(f"/schools/oakfield/pupils/apart/{barred.pk}/release").status_code == 403


def test_a_keeper_sees_the_adult_and_the_look_is_recorded(cast: Cast, barred: KeptApart):
    words = cast.browse_as(cast.safeguarding).get("/schools/oakfield/pupils/apart").content.decode()
    assert barred.name in words
    assert Event.objects.filter(type=EventType.ADULTS_APART_READ).count() == 1


def test_a_keeper_lets_an_adult_go_and_one_event_is_recorded(cast: Cast, barred: KeptApart):
    page = f"/schools/oakfield/pupils/apart/{barred.pk}/release"
    answer = cast.browse_as(cast.safeguarding).post(page, {"because": "The order has ended, seen by RK"})
    assert answer.status_code == 302
    tie = Responsibility.objects.get(pupil=barred.pupil, adult__name=barred.name)
    assert tie.may_be_written_to
    assert not tie.may_answer
    assert Event.objects.filter(type=EventType.ADULT_RELEASED).count() == 1


def make_kept(pupil: Pupil) -> KeptApart:
    return KeptApart.objects.create(
        school=pupil.school, pupil=pupil, name="Mr Al Reeve", order="No contact", since=NOW
    )


@pytest.mark.parametrize("is_released", [True, False])
def test_it_is_refused_without_a_reason_or_a_second_time(cast: Cast, is_released: bool):
    kept = make_kept(make_pupil(cast.oakfield))
    actor = cast.as_actor(cast.safeguarding)
    if is_released:
        release_adult(actor, kept, because="Ended")
    with pytest.raises(Refused) as caught:
        release_adult(actor, kept, because="" if not is_released else "Again")
    assert {one.control for one in caught.value.refusals} == {Control.RESTRICTED_NEVER_SHOWN}
    assert Responsibility.objects.count() == is_released


def test_nobody_but_a_keeper_lets_an_adult_go_or_opens_the_list(cast: Cast):
    kept = make_kept(make_pupil(cast.oakfield))
    for person in (cast.office, cast.jo, cast.governor):
        with pytest.raises(Refused):
            release_adult(cast.as_actor(person), kept, because="-")
        with pytest.raises(Refused):
            read_kept_apart(cast.as_actor(person), cast.oakfield)


def test_an_adult_kept_apart_at_another_school_is_not_there(cast: Cast):
    kept = make_kept(make_pupil(cast.elmsgate))
    with pytest.raises(NotHere):
        release_adult(cast.as_actor(cast.safeguarding), kept, because="-")
    page = f"/schools/oakfield/pupils/apart/{kept.pk}/release"
    assert cast.browse_as(cast.safeguarding).get(page).status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_asks_as_much_for_many_as_for_few(cast: Cast, django_assert_max_num_queries, rows: int):
    for nth in range(rows):
        make_kept(make_pupil(cast.oakfield, f"Child{nth}"))
    browser = cast.browse_as(cast.safeguarding)
    browser.get("/schools/oakfield/pupils/apart")
    with django_assert_max_num_queries(24):
        browser.get("/schools/oakfield/pupils/apart")
