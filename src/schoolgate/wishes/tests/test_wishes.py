"""Who asked not to be filmed is told to whoever takes pictures, stopped at the gate, and forgotten in time."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.people.queries import today_of
from schoolgate.rules.wishes import is_about
from schoolgate.wishes.actions import end_wish, note_wish
from schoolgate.wishes.models import Wish
from schoolgate.wishes.queries import in_force, wishes_at
from tests import make
from tests.counting import CheckGrowth

HOME = "/schools/oakfield/not-filmed/"
TODAY = today_of(make.NOW)


@pytest.mark.parametrize(
    ("name", "written", "is_meant"),
    [
        ("Rosa Vane", "R. Vane, visiting author", True),
        ("Mr Vane", "Mr Tull", False),
        ("Vane", "VANE", True),
        ("Rosa Vane", "Rosa T.", True),
        ("Jo", "The mayor", False),
    ],
)
def test_a_visitor_is_meant_where_a_name_can_be_theirs(name: str, written: str, is_meant: bool):
    assert is_about(name, written) is is_meant


def test_whoever_takes_pictures_reads_it_on_the_page_and_on_the_sheet_of_that_class_only(cast):
    for class_name in ("4A", "3B"):
        make.make_pupil(cast.oakfield, class_name=class_name)
    jo = cast.browse_as(cast.jo)
    page = jo.get(HOME).content.decode()
    assert "Nobody has asked." in page
    assert "reason" not in page.casefold()
    said = {"words": "two adults by the door", "occasion": "4A", "lasts": "day"}
    assert jo.post(HOME, said).status_code == 302
    assert jo.post(HOME, {"name": "Rosa Vane", "occasion": "", "lasts": "year"}).status_code == 302
    who = "/schools/oakfield/before-pictures/who"
    for told in (
        jo.get(who, {"class": "4A"}),
        jo.post("/schools/oakfield/before-pictures/sheet", {"class": "4A", "holder": "supply"}),
    ):
        assert b"two adults by the door" in told.content
        assert b"Rosa Vane" in told.content
    elsewhere = jo.get(who, {"class": "3B"}).content
    assert b"two adults" not in elsewhere
    assert b"Rosa Vane" in elsewhere
    assert {one.until_on - TODAY for one in Wish.objects.all()} == {timedelta(30), timedelta(365)}
    for event in Event.objects.filter(type="wish.noted"):
        assert "Vane" not in str(event.detail)


def test_it_counts_until_its_last_day_or_its_end_and_then_nothing_is_kept_of_it(cast):
    wish = note_wish(cast.as_actor(cast.jo), cast.oakfield, name="Rosa Vane").subject
    assert wishes_at(cast.oakfield, "4A", wish.until_on) == [wish]
    assert not in_force(cast.oakfield, wish.until_on + timedelta(1)).exists()
    jo = cast.browse_as(cast.jo)
    assert jo.get(f"{HOME}{wish.pk}/end").status_code == 200
    assert jo.post(f"{HOME}{wish.pk}/end").status_code == 302
    wish.refresh_from_db()
    assert (wish.name, wish.words) == ("", "")
    with pytest.raises(Refused):
        end_wish(cast.as_actor(cast.jo), wish)
    assert Event.objects.filter(type="wish.ended").count() == 1


def test_each_refusal_changes_nothing(cast):
    page = cast.browse_as(cast.jo).post(HOME, {"words": " ", "name": "", "lasts": "day"})
    assert "It is not said who." in page.content.decode()
    with pytest.raises(Refused):
        note_wish(cast.as_actor(cast.governor), cast.oakfield, name="Rosa Vane")
    assert not Wish.objects.exists()
    wish = note_wish(cast.as_actor(cast.jo), cast.oakfield, name="Rosa Vane").subject
    with pytest.raises(NotHere):
        end_wish(cast.as_actor(cast.head_elsewhere, cast.elmsgate), wish)
    assert cast.browse_as(cast.governor).get(HOME).status_code == 403


def test_its_queries_do_not_grow(cast, queries_do_not_grow: CheckGrowth):
    jo = cast.browse_as(cast.jo)

    def more(many: int) -> None:
        for number in range(many):
            note_wish(cast.as_actor(cast.jo), cast.oakfield, words=f"by door {number}")

    queries_do_not_grow(more, lambda: jo.get(HOME), at_most=14)
