"""Courses, sessions, who came, until when it counts, and who is asked again."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.training.actions import add_course, ask_to_come, end_course, hold_session, teach_lesson
from schoolgate.training.asking import ask_everybody
from schoolgate.training.models import Attendance, Course, Lesson
from schoolgate.training.queries import standings
from tests import make
from tests.cast import Cast, assemble
from tests.clauses.stage import read

HOME = "/schools/oakfield/training/"
TODAY = make.NOW.date()


@pytest.fixture
def cast(db: None, settings) -> Iterator[Cast]:
    settings.FIXED_NOW = make.NOW
    found = assemble()
    with scope(school=found.oakfield):
        yield found


def course(cast, **given):
    said = {
        "title": "Posting safely",
        "covers": "content",
        "every_months": 12,
        "audience": ["staff", "volunteer"],
    }
    return add_course(cast.as_actor(cast.head), cast.oakfield, **{**said, **given}).subject


def hold(cast, of, *came, **given):
    said = {"held_on": TODAY, "led_by": "Dee Marsh", "came": [one.pk for one in came], **given}
    return hold_session(cast.as_actor(cast.deputy), of, **said)


def test_a_session_writes_down_many_at_once_and_until_when_it_counts(cast):
    of = course(cast)
    hold(cast, of, cast.jo, cast.volunteer, absent=[cast.lee.pk], proof="List in the office")
    came = {one.person: (one.came, one.until_on) for one in Attendance.objects.all()}
    until = date(2027, 11, 16)
    assert came == {cast.jo: (True, until), cast.volunteer: (True, until), cast.lee: (False, until)}
    [event] = Event.objects.filter(type="training.held")
    assert {"register.training_record", "duty.refresher_training"} <= set(event.controls)


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "on"),
        ({"led_by": " "}, "led_by"),
        ({"came": []}, "came"),
        ({"came": [0]}, "came"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(cast, given, about):
    of = course(cast)
    with pytest.raises(Refused) as refused:
        hold(cast, of, cast.jo, **given)
    assert about in {one.about for one in refused.value.refusals}
    assert not Attendance.objects.exists()
    assert not Event.objects.filter(type="training.held").exists()


def test_nobody_is_on_both_lists(cast):
    with pytest.raises(Refused):
        hold(cast, course(cast), cast.jo, absent=[cast.jo.pk])


def test_who_does_not_keep_the_record_writes_nothing_down(cast):
    of = course(cast)
    with pytest.raises(Refused):
        hold_session(cast.as_actor(cast.jo), of, held_on=TODAY, led_by="Jo", came=[cast.jo.pk])
    with pytest.raises(Refused):
        add_course(cast.as_actor(cast.jo), cast.oakfield, title="Mine", covers="other", every_months=0)
    assert Course.objects.count() == 1


def test_another_school_does_not_know_the_course(cast):
    of = course(cast)
    elsewhere = cast.as_actor(cast.head_elsewhere, cast.elmsgate)
    with pytest.raises(NotHere):
        hold_session(elsewhere, of, held_on=TODAY, led_by="Eve", came=[cast.head_elsewhere.pk])
    assert cast.browse_as(cast.stranger).get(f"{HOME}{of.pk}/").status_code == 404


def test_two_courses_of_one_name_are_refused_until_the_first_has_ended(cast):
    of = course(cast)
    with pytest.raises(Refused):
        course(cast, title="posting SAFELY ")
    end_course(cast.as_actor(cast.head), of)
    course(cast)
    with pytest.raises(Refused):
        end_course(cast.as_actor(cast.head), of)


def test_somebody_is_in_date_then_soon_then_lapsed(cast):
    of = course(cast)
    hold(cast, of, cast.jo)

    def jo(days):
        now = make.NOW + timedelta(days=days)
        return next(one.stands for one in standings(cast.oakfield, now) if one.person == cast.jo)

    assert [jo(0), jo(340), jo(364), jo(365)] == ["in date", "ends soon", "ends soon", "ended"]


def test_only_those_it_is_for_are_asked_once_and_no_more_when_they_came(cast):
    of = course(cast, audience=["volunteer"])
    assert ask_everybody(make.NOW) == 1
    assert ask_everybody(make.NOW) == 0
    today = read(cast.browse_as(cast.volunteer).get("/today", follow=True).content.decode())
    assert "Come to the training: Posting safely" in today
    hold(cast, of, cast.volunteer)
    assert not Duty.objects.filter(done_at=None).exists()


def test_an_induction_is_had_once_and_is_a_duty_of_its_own(cast):
    of = course(cast, covers="induction", every_months=0)
    ask_everybody(make.NOW)
    assert set(Duty.objects.values_list("key", flat=True)) == {"duty.induction"}
    hold(cast, of, cast.jo)
    later = make.NOW + timedelta(days=3000)
    assert next(one.stands for one in standings(cast.oakfield, later) if one.person == cast.jo) == "in date"


def test_when_a_course_ends_nobody_is_asked_any_more(cast):
    of = course(cast)
    ask_everybody(make.NOW)
    end_course(cast.as_actor(cast.head), of)
    assert not Duty.objects.filter(done_at=None).exists()
    assert ask_everybody(make.NOW) == 0


def test_the_pages_add_a_course_and_write_down_a_session(cast):
    deputy = cast.browse_as(cast.deputy)
    deputy.post(f"{HOME}add", {"title": "Social media", "covers": "platform:social", "every_months": "12"})
    of = Course.objects.get()
    assert "Social media" in deputy.get(HOME).content.decode()
    given = {"held_on": TODAY.isoformat(), "led_by": "Dee Marsh", "came": [cast.jo.pk, cast.lee.pk]}
    assert deputy.post(f"{HOME}{of.pk}/session", given).status_code == 302
    page = read(deputy.get(f"{HOME}{of.pk}/").content.decode())
    assert "Jo Ash in date" in page.replace("Standing: ", "")
    own = read(cast.browse_as(cast.jo).get(HOME).content.decode())
    assert "Social media" in own
    assert "All courses" not in own


def test_a_lesson_is_written_down_for_a_class(cast):
    make.make_pupil(cast.oakfield, class_name="4A")
    jo = cast.browse_as(cast.jo)
    given = {
        "class_name": "4A", "taught_on": TODAY.isoformat(), "form": "assembly", "topic": "Who may see my pictures?",
        "was_understood": "on",
    }  # fmt: skip
    assert jo.post("/schools/oakfield/lessons/add", given).status_code == 302
    [lesson] = Lesson.objects.all()
    assert (lesson.taught_by, lesson.form, lesson.was_understood) == (cast.jo, "assembly", True)
    assert Event.objects.filter(type="lesson.taught").count() == 1
    assert "Who may see my pictures?" in jo.get("/schools/oakfield/lessons/").content.decode()
    with pytest.raises(Refused):
        teach_lesson(
            cast.as_actor(cast.jo), cast.oakfield, class_name="4A", form="lesson", topic=" ", taught_on=TODAY
        )
    with pytest.raises(Refused):
        teach_lesson(
            cast.as_actor(cast.volunteer),
            cast.oakfield,
            class_name="4A",
            form="lesson",
            topic="A",
            taught_on=TODAY,
        )


@pytest.mark.parametrize("page", ["", "{course}/", "{course}/session"])
def test_each_page_takes_the_same_queries_however_many_people(cast, queries_do_not_grow, page):
    of = course(cast)
    head = cast.browse_as(cast.head)

    def more(number):
        for _ in range(number):
            hold(cast, of, make.make_person(cast.oakfield, Role.STAFF))

    address = HOME + page.format(course=of.pk)
    queries_do_not_grow(more, lambda: head.get(address), at_most=16)


def test_only_the_clock_asks(cast):
    course(cast)
    due = standings(cast.oakfield, make.NOW)
    with pytest.raises(Refused):
        ask_to_come(cast.as_actor(cast.head), cast.oakfield, due=due)
    assert not Duty.objects.exists()
