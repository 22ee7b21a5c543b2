"""Before pictures are taken: the page, the sheet, clubs and trips; and that nobody learns a reason from them."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.queries import today_of
from schoolgate.pupils.models import Restriction
from schoolgate.rules.consents import Said
from schoolgate.showing.actions import choose_pupils, end_group, make_group, print_sheet
from schoolgate.showing.models import Group
from tests.cast import Cast
from tests.counting import CheckGrowth
from tests.make import NOW, consents, make_person, make_pupil, restrict

HOME = "/schools/oakfield/before-pictures/"
WHO = f"{HOME}who"
GONE = 404
IN_A_WEEK = today_of(NOW) + timedelta(days=7)
KEYS = re.compile(r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"|"X-CSRFToken": *"[^"]*"')


@pytest.fixture
def jo(cast: Cast) -> Client:
    return cast.browse_as(cast.jo)


def body(client: Client, address: str, **given: object) -> str:
    return KEYS.sub("", client.get(address, given).content.decode())


def parts(page: str) -> dict[str, list[str]]:
    """The three lists of the page: the heading's first word, and who stands below it."""
    found = re.findall(
        r"<h2[^>]*>(Not|Only|Everywhere)[^<]*</h2>\s*(?:<ul[^>]*>(.*?)</ul>)?", page, re.DOTALL
    )
    return {
        head: [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<li>(.*?)</li>", lines)]
        for head, lines in found
    }


def trip(cast: Cast, **more: object) -> Group:
    given = {"name": "Farm trip", "sort": "trip", "last_on": today_of(NOW), **more}
    return make_group(cast.as_actor(cast.jo), cast.oakfield, **given).subject


def test_the_page_says_of_everyone_where_and_of_nobody_why(cast: Cast, jo: Client):
    consents(make_pupil(cast.oakfield, "Ada", "All", class_name="4A"))
    consents(make_pupil(cast.oakfield, "Wes", "Web", class_name="4A"), "photo.website")
    make_pupil(cast.oakfield, "Oli", "Open", class_name="4A")
    consents(make_pupil(cast.oakfield, "Ned", "No", class_name="4A"), said=Said.NO)
    consents(make_pupil(cast.oakfield, "Zoe", "Other", class_name="3B"))
    page = body(jo, WHO, **{"class": "4A"})
    assert "4 pupils, as of now" in page
    assert parts(page) == {
        "Not": ["Ned N."],
        # Displays in school rest on the school's task until somebody objects.
        "Only": [
            "Oli O. photographs and videos: displays in school",
            "Wes W. photographs: the school website, displays in school; videos: displays in school",
        ],
        "Everywhere": ["Ada A."],
    }


def test_whoever_is_on_the_restricted_list_reads_like_a_no_and_is_never_missing(cast: Cast, jo: Client):
    mia = make_pupil(cast.oakfield, "Mia", "Moss", class_name="4A")
    group = trip(cast, classes=["4A"])
    addresses = [
        (WHO, {"class": "4A"}),
        (WHO, {"group": group.pk}),
        (HOME, {}),
        (f"{HOME}groups/{group.pk}", {}),
    ]

    def seen() -> list[str]:
        return [body(jo, address, **given) for address, given in addresses]

    consents(mia, said=Said.NO)
    said_no = seen()
    consents(mia)
    assert seen() != said_no
    restrict(mia)
    assert seen() == said_no
    assert Restriction.objects.filter(pupil=mia).exists()


def test_a_sheet_says_when_to_destroy_it_and_whoever_printed_it_is_asked(cast: Cast, jo: Client):
    consents(make_pupil(cast.oakfield, "Ada", "All", class_name="4A"))
    answer = jo.post(f"{HOME}sheet", {"class": "4A", "holder": "photographer"})
    page = answer.content.decode()
    assert "Destroy this sheet by Tuesday 24 November 2026" in page
    assert "for a photographer" in page
    assert parts(page)["Everywhere"] == ["Ada A."]
    duty = Duty.objects.get(key="duty.sheet_destroyed")
    assert duty.owed_by == cast.jo
    assert today_of(duty.due_at) == IN_A_WEEK
    assert Event.objects.filter(type=EventType.SHEET_PRINTED).count() == 1
    jo.post(f"{HOME}sheet", {"class": "4A", "holder": "staff"})
    assert Duty.objects.filter(key="duty.sheet_destroyed").count() == 2


def test_a_supply_teacher_of_the_day_looks_it_up_too(cast: Cast):
    make_pupil(cast.oakfield, "Ada", "All", class_name="4A")
    casual = make_person(cast.oakfield, Role.CASUAL, forename="Cas", surname="Day")
    assert cast.browse_as(casual).get(WHO, {"class": "4A"}).status_code == 200


def test_a_group_is_made_with_classes_and_changed_class_by_class(cast: Cast, jo: Client):
    ann, ben = (make_pupil(cast.oakfield, name, "Toll", class_name="4A") for name in ("Ann", "Ben"))
    zoe = make_pupil(cast.oakfield, "Zoe", "Hill", class_name="3B")
    elsewhere = make_pupil(cast.elmsgate, "Els", "Where", class_name="4A")
    answer = jo.post(
        f"{HOME}groups/new",
        {"name": "Choir", "sort": "club", "last_on": IN_A_WEEK.isoformat(), "classes": ["4A"]},
    )
    group = Group.objects.get()
    assert answer.url == f"{HOME}groups/{group.pk}"
    assert {one.pupil for one in group.members.all()} == {ann, ben}
    jo.post(f"{HOME}groups/{group.pk}/pupils?class=3B", {"pupils": [zoe.pk]})
    jo.post(f"{HOME}groups/{group.pk}/pupils?class=4A", {"pupils": [ann.pk]})
    assert {one.pupil for one in group.members.all()} == {ann, zoe}
    jo_acts = cast.as_actor(cast.jo)
    choose_pupils(jo_acts, group, class_name="4A", pupils=[ann.pk, elsewhere.pk])
    assert {one.pupil for one in group.members.all()} == {ann, zoe}
    assert {one.type for one in Event.objects.filter(type__startswith="group.")} == {
        EventType.GROUP_MADE,
        EventType.GROUP_CHANGED,
    }


def test_what_is_over_is_changed_and_printed_no_more(cast: Cast, jo: Client):
    group = trip(cast)
    assert "Farm trip" in body(jo, HOME)
    jo.post(f"{HOME}groups/{group.pk}/end", {})
    assert "Farm trip" not in body(jo, HOME)
    jo_acts = cast.as_actor(cast.jo)
    for act in (
        lambda: choose_pupils(jo_acts, group, class_name="4A", pupils=[]),
        lambda: end_group(jo_acts, group),
        lambda: print_sheet(jo_acts, cast.oakfield, group_id=group.pk, holder="staff"),
    ):
        with pytest.raises(Refused):
            act()
    assert not Duty.objects.filter(key="duty.sheet_destroyed").exists()
    assert jo.get(WHO, {"group": group.pk}).status_code == GONE


def test_a_refused_group_is_not_made(cast: Cast, jo: Client):
    page = jo.post(f"{HOME}groups/new", {"name": "Choir", "sort": "club", "last_on": "2026-01-01"})
    assert "Its last day is over." in page.content.decode()
    assert not Group.objects.exists()


def test_without_the_right_to_name_pupils_nobody_looks(cast: Cast):
    assert cast.browse_as(cast.governor).get(HOME).status_code == 403
    with pytest.raises(Refused):
        make_group(cast.as_actor(cast.governor), cast.oakfield, name="x", sort="trip", last_on=IN_A_WEEK)


def test_another_schools_class_and_group_are_not_there(cast: Cast):
    make_pupil(cast.oakfield, class_name="4A")
    group = trip(cast)
    client = cast.browse_as(cast.head_elsewhere)
    assert client.get("/schools/elmsgate/before-pictures/who", {"class": "4A"}).status_code == GONE
    assert client.get(f"/schools/elmsgate/before-pictures/groups/{group.pk}").status_code == GONE
    assert client.get(HOME).status_code == GONE


def test_the_notice_for_families_is_the_same_at_every_event(cast: Cast, jo: Client):
    mia = make_pupil(cast.oakfield, "Mia", "Moss", class_name="4A")
    group = trip(cast, sort="event", name="Summer concert", classes=["4A"])
    before = body(jo, f"{HOME}notice", group=group.pk)
    restrict(mia)
    assert body(jo, f"{HOME}notice", group=group.pk) == before
    assert "Summer concert" in before
    assert not re.search(r"\bMia\b", before)


def test_its_queries_do_not_grow(cast: Cast, jo: Client, queries_do_not_grow: CheckGrowth):
    def make(many: int) -> None:
        for _ in range(many):
            consents(make_pupil(cast.oakfield, class_name="4A"), "photo.website")

    queries_do_not_grow(make, lambda: jo.get(WHO, {"class": "4A"}), at_most=14)
