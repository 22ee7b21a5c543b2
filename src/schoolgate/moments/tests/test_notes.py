"""Notes on safe use: whom they are for finds them on Today, who has read them is kept, the next one is asked for."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import ask_to_read, end_note, read_note, write_note
from schoolgate.moments.asking_to_read import ask_at, ask_everybody
from schoolgate.moments.models import NoteRead, StaffNote
from schoolgate.moments.noting import groups_of, still_to_read
from tests import make
from tests.clauses.stage import read
from tests.following import follow_up
from tests.staging import adopted

GIVEN = {
    "kind": "platform",
    "title": "Stories now show who looked",
    "words": "The platform changed.\nLook at your settings.",
    "groups": ["staff"],
    "read_within_days": 7,
}
NOTES = "/schools/oakfield/notes"


def note(cast, **otherwise) -> StaffNote:
    return write_note(cast.as_actor(cast.head), cast.oakfield, **{**GIVEN, **otherwise}).subject


def today(cast, person) -> str:
    return read(cast.browse_as(person).get("/today", follow=True).content.decode())


def test_whom_it_is_for_finds_it_on_today_until_they_have_read_it(cast):
    one = note(cast)
    follow_up(make.NOW)
    assert "Read: Stories now show who looked" in today(cast, cast.jo)
    assert "Stories now" not in today(cast, cast.governor)
    jo = cast.browse_as(cast.jo)
    assert "Look at your settings." in jo.get(f"{NOTES}/{one.pk}").content.decode()
    jo.post(f"{NOTES}/{one.pk}")
    assert "Stories now" not in today(cast, cast.jo)
    [kept] = NoteRead.objects.all()
    assert (kept.person, kept.read_at) == (cast.jo, make.NOW)
    assert "Look at your settings" not in str([event.__dict__ for event in Event.objects.all()])
    with pytest.raises(Refused):
        read_note(cast.as_actor(cast.jo), one)


def test_whoever_writes_notes_sees_who_has_read_it_and_who_is_late(cast, settings):
    one = note(cast)
    read_note(cast.as_actor(cast.jo), one)
    settings.FIXED_NOW = make.NOW + timedelta(days=8)
    page = read(cast.browse_as(cast.head).get(f"{NOTES}/{one.pk}").content.decode())
    assert page.count("overdue since") > 3
    assert page.count("read 17 November") + page.count("Tuesday 17 November") >= 1
    assert "Who has read it" not in cast.browse_as(cast.jo).get(f"{NOTES}/{one.pk}").content.decode()
    assert "Stories now" in cast.browse_as(cast.head).get(NOTES).content.decode()


def test_a_note_for_others_is_not_there(cast):
    one = note(cast, groups=["governor"])
    assert cast.browse_as(cast.jo).get(f"{NOTES}/{one.pk}").status_code == 404
    assert cast.browse_as(cast.stranger).get(f"{NOTES}/{one.pk}").status_code == 404
    with pytest.raises(Refused):
        read_note(cast.as_actor(cast.jo), one)


def test_who_comes_later_finds_what_still_stands_counted_from_their_first_day(cast):
    one = note(cast)
    follow_up(make.NOW)
    later = make.NOW + timedelta(days=40)
    new = make.make_person(cast.oakfield)
    make.appoint(new, Role.STAFF, cast.oakfield, first_on=later.date())
    assert ask_at(cast.oakfield, later) == 1
    assert Duty.objects.get(owed_by=new).due_at.date() == later.date() + timedelta(days=7)
    end_note(cast.as_actor(cast.head), one)
    assert not Duty.objects.filter(done_at=None).exists()
    assert still_to_read(cast.oakfield, later) == []
    with pytest.raises(Refused):
        end_note(cast.as_actor(cast.head), one)


def test_asking_twice_asks_once(cast):
    note(cast)
    assert ask_everybody(make.NOW) > 5
    assert ask_everybody(make.NOW) == 0


def test_only_the_head_and_the_safeguarding_lead_write(cast):
    for person in (cast.deputy, cast.jo, cast.governor):
        with pytest.raises(Refused):
            write_note(cast.as_actor(person), cast.oakfield, **GIVEN)
        assert cast.browse_as(person).get(f"{NOTES}/new").status_code == 403
    written = cast.browse_as(cast.safeguarding).post(f"{NOTES}/new", GIVEN, follow=True)
    assert "Stories now show who looked" in written.content.decode()


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ({"title": " "}, "title"),
        ({"words": ""}, "words"),
        ({"kind": "joke"}, "kind"),
        ({"groups": []}, "groups"),
        ({"groups": ["pupils"]}, "groups"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "http://example.org"}, "link"),
        ({"read_within_days": 0}, "read_within_days"),
    ],
)
def test_a_note_names_what_is_missing(cast, given, about):
    with pytest.raises(Refused) as refused:
        note(cast, **given)
    assert [one.about for one in refused.value.refusals] == [about]
    assert not StaffNote.objects.exists()


def test_a_note_can_be_ended_on_its_page(cast):
    one = note(cast)
    head = cast.browse_as(cast.head)
    assert "no longer to be read" in read(head.get(f"{NOTES}/{one.pk}/end").content.decode())
    head.post(f"{NOTES}/{one.pk}/end")
    one.refresh_from_db()
    assert one.ended_at == make.NOW
    with pytest.raises(Refused):
        read_note(cast.as_actor(cast.jo), one)


def test_where_the_policy_wants_guidance_regularly_the_next_note_is_asked_for_in_time(cast):
    adopted(cast, "AS")
    assert not Duty.objects.filter(about="next").exists()
    ask_at(cast.oakfield, make.NOW)
    assert not Duty.objects.filter(about="next").exists()
    much_later = make.NOW + timedelta(days=150)
    ask_at(cast.oakfield, much_later)
    [duty] = Duty.objects.filter(about="next")
    assert duty.owed_by_role == Role.HEADTEACHER
    note(cast)
    duty.refresh_from_db()
    assert duty.done_at == make.NOW


def test_where_the_policy_asks_for_none_nobody_is_asked(cast):
    adopted(cast, "BE")
    ask_at(cast.oakfield, make.NOW + timedelta(days=900))
    assert not Duty.objects.filter(about="next").exists()


def test_only_the_clock_asks_people_to_read(cast):
    note(cast)
    with pytest.raises(Refused):
        ask_to_read(cast.as_actor(cast.head), cast.oakfield, to_read=still_to_read(cast.oakfield, make.NOW))


@pytest.mark.parametrize(
    ("roles", "groups"),
    [
        ([Role.STAFF], {"everyone", "staff", "posts"}),
        ([Role.GOVERNOR], {"everyone", "governor"}),
        ([Role.VOLUNTEER], {"everyone", "volunteer", "posts"}),
        ([Role.CONTRACTOR], {"everyone", "volunteer"}),
        ([Role.PUPIL], set()),
        ([], set()),
    ],
)
def test_who_belongs_to_which_group(roles, groups):
    assert groups_of(roles) == groups


def test_it_takes_the_same_queries_however_many_people_and_notes_there_are(cast, queries_do_not_grow):
    def more(number):
        for _ in range(number):
            make.make_person(cast.oakfield, Role.STAFF)
            note(cast)

    queries_do_not_grow(more, lambda: still_to_read(cast.oakfield, make.NOW), at_most=5)


def test_the_pages_take_the_same_queries_however_many_notes_and_readers_there_are(cast, queries_do_not_grow):
    one = note(cast)

    def more(number):
        for _ in range(number):
            reader = make.make_person(cast.oakfield, Role.STAFF)
            read_note(cast.as_actor(reader), one)
            note(cast)

    head = cast.browse_as(cast.head)

    def look():
        head.get(NOTES)
        head.get(f"{NOTES}/{one.pk}")

    queries_do_not_grow(more, look, at_most=26)
