"""What goes for one person: ties they say themselves, adjustments that few read, the address they are reached at."""

from datetime import date, timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.actions.appointing import add_person, change_person
from schoolgate.people.models import Person
from schoolgate.policies.actions import override_setting
from schoolgate.staffing.actions import agree_adjustment, change_addresses, end_adjustment, say_ties
from schoolgate.staffing.models import Adjustment, Tie
from tests import make

HOME = "/schools/oakfield/bound/"
NEXT_TERM = date(2027, 3, 1)


def page_of(cast, reader, person):
    answer = cast.browse_as(reader).get(f"{HOME}{person.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_somebody_says_that_they_are_also_a_parent_and_takes_it_back(cast):
    jo = cast.as_actor(cast.jo)
    say_ties(jo, cast.jo, kinds=["parent", "resident"])
    assert "also a parent here, also a neighbour" in " ".join(page_of(cast, cast.head, cast.jo).split())
    say_ties(jo, cast.jo, kinds=["resident"])
    assert [one.kind for one in Tie.objects.all()] == ["resident"]
    assert Event.objects.filter(type="person.ties_said").count() == 2


def test_nobody_says_it_of_somebody_else(cast):
    with pytest.raises(Refused):
        say_ties(cast.as_actor(cast.lee), cast.jo, kinds=["parent"])
    with pytest.raises(Refused):
        say_ties(cast.as_actor(cast.head), cast.head_elsewhere, kinds=["parent"])
    assert not Tie.objects.exists()


def test_an_adjustment_is_read_by_the_head_hr_and_the_person_only(cast):
    hr = make.make_person(cast.oakfield, Role.HR)
    agree_adjustment(cast.as_actor(cast.head), cast.jo, words="May answer by telephone.", until=NEXT_TERM)
    for reader in (cast.head, hr, cast.jo):
        assert "May answer by telephone." in page_of(cast, reader, cast.jo)
    for reader in (cast.deputy, cast.lee, cast.governor):
        page = page_of(cast, reader, cast.jo)
        assert "telephone" not in page
        assert "adapted" not in page
    assert "telephone" not in str(Event.objects.get(type="adjustment.agreed").__dict__)


@pytest.mark.parametrize(
    ("words", "until", "says"),
    [
        ("", NEXT_TERM, "does not say what"),
        ("Longer time.", make.NOW.date(), "ends within a year"),
        ("Longer time.", make.NOW.date() + timedelta(days=400), "ends within a year"),
    ],
)
def test_an_adjustment_says_what_it_is_and_ends(cast, words, until, says):
    with pytest.raises(Refused) as refused:
        agree_adjustment(cast.as_actor(cast.head), cast.jo, words=words, until=until)
    assert says in refused.value.refusals[0].words
    assert not Adjustment.objects.exists()


def test_nobody_adapts_the_rules_for_themselves(cast):
    with pytest.raises(Refused):
        agree_adjustment(cast.as_actor(cast.head), cast.head, words="Less.", until=NEXT_TERM)
    with pytest.raises(Refused):
        agree_adjustment(cast.as_actor(cast.deputy), cast.jo, words="Less.", until=NEXT_TERM)


def test_an_adjustment_ends_once(cast):
    head = cast.as_actor(cast.head)
    agreed = agree_adjustment(head, cast.jo, words="Longer time.", until=NEXT_TERM).subject
    end_adjustment(head, agreed)
    assert "Longer time." not in page_of(cast, cast.head, cast.jo)
    with pytest.raises(Refused):
        end_adjustment(head, agreed)
    assert Event.objects.filter(type="adjustment.ended").count() == 1


def test_by_its_pages(cast):
    head, jo = cast.browse_as(cast.head), cast.browse_as(cast.jo)
    own = f"{HOME}{cast.jo.pk}/"
    assert jo.post(f"{own}ties/", {"kinds": ["parent"]}).status_code == 302
    assert head.post(f"{own}manager/", {"manager": cast.deputy.pk}).status_code == 302
    assert head.post(f"{own}adjust/", {"words": "Longer time.", "until": "2027-03-01"}).status_code == 302
    page = page_of(cast, cast.head, cast.jo)
    assert "also a parent here" in page
    assert "Dee Marsh" in page
    assert "Longer time." in page
    ending = f"{HOME}adjustments/{Adjustment.objects.get().pk}/end/"
    assert head.post(ending).status_code == 302
    assert jo.get(ending).status_code == 403


def new_teacher(cast, email, role=Role.STAFF):
    return add_person(
        cast.as_actor(cast.head),
        cast.oakfield,
        forename="Nia",
        surname="Holt",
        role=role,
        first_on=make.NOW.date(),
        email=email,
    )


def test_staff_are_reached_at_an_address_of_the_school(cast, adopted):
    adopted("AC")
    head = cast.as_actor(cast.head)
    change_addresses(head, cast.oakfield, domains=["Oakfield.sch.uk", ""])
    cast.oakfield.refresh_from_db()
    assert cast.oakfield.domains == ["oakfield.sch.uk"]
    with pytest.raises(Refused) as refused:
        new_teacher(cast, "nia@mail.example")
    assert refused.value.refusals[0].control == "gate.school_addresses_only"
    assert "@oakfield.sch.uk" in refused.value.refusals[0].next_step
    assert not Person.objects.filter(forename="Nia").exists()
    new_teacher(cast, "nia@staff.oakfield.sch.uk")
    new_teacher(cast, "vol@mail.example", Role.VOLUNTEER)
    told = {"forename": "Jo", "surname": "Ash"}
    with pytest.raises(Refused):
        change_person(head, cast.jo, **told, email="jo@mail.example")


def test_where_the_school_only_wants_it_warned_of_it_is_not_refused(cast, adopted):
    adopted("AC")
    head = cast.as_actor(cast.head)
    change_addresses(head, cast.oakfield, domains=["oakfield.sch.uk"])
    reason = "Our addresses come next term."
    override_setting(head, cast.oakfield, setting="gate.school_addresses_only", value="warn", reason=reason)
    new_teacher(cast, "nia@mail.example")
    assert Person.objects.filter(forename="Nia").exists()


def test_an_address_of_the_school_is_no_whole_address(cast):
    with pytest.raises(Refused):
        change_addresses(cast.as_actor(cast.head), cast.oakfield, domains=["head@oakfield.sch.uk"])
    with pytest.raises(Refused):
        change_addresses(cast.as_actor(cast.jo), cast.oakfield, domains=["oakfield.sch.uk"])


def test_the_school_writes_its_addresses_on_a_page(cast):
    head = cast.browse_as(cast.head)
    assert head.post(f"{HOME}addresses/", {"domains": "@oakfield.sch.uk\n"}).status_code == 302
    cast.oakfield.refresh_from_db()
    assert cast.oakfield.domains == ["oakfield.sch.uk"]
    assert "Not reached at an address of the school" in head.get(HOME).content.decode()
