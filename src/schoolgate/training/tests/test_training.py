"""Courses, sessions, who came, until when it counts, and who is asked again."""

from datetime import date, timedelta
from html import unescape
from typing import ClassVar

import pytest

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.policies.actions import override_setting
from schoolgate.policies.queries import current_policy
from schoolgate.rights.queries import rights_of
from schoolgate.training.actions import (
    add_course,
    ask_to_come,
    end_course,
    hold_session,
    teach_lesson,
    train_again,
)
from schoolgate.training.asking import ask_everybody
from schoolgate.training.models import Attendance, Course, Lesson
from schoolgate.training.queries import standings
from tests import make
from tests.clauses.stage import adopt, read
from tests.following import follow_up

HOME = "/schools/oakfield/training/"
TODAY = make.NOW.date()


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


def trained(cast, who):
    """Until when somebody is trained in what, as the right to post reads it."""
    return rights_of(cast.oakfield, current_policy(cast.oakfield), [who.pk]).of[who.pk].trained


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


def test_how_often_everyone_is_trained_again_is_the_schools_setting_and_counts_at_once(cast):
    adopt(cast, "ST")
    of = course(cast, covers="risks", every_months=24)
    hold(cast, of, cast.jo)
    assert trained(cast, cast.jo)["risks"] == date(2027, 11, 16)
    head = cast.browse_as(cast.head)
    assert "Everyone is trained again every 12 months." in read(head.get(HOME).content.decode())
    given = {"setting": "refresher_months", "value": 6, "reason": "Our governors decided so in May."}
    override_setting(cast.as_actor(cast.head), cast.oakfield, **given)
    assert trained(cast, cast.jo)["risks"] == date(2027, 5, 16)
    stands = {one.person: one.until for one in standings(cast.oakfield, make.NOW)}
    assert stands[cast.jo] == date(2027, 5, 16)
    told = read(head.get(HOME).content.decode())
    assert "Everyone is trained again every 6 months." in told
    assert "every 6 months" in read(head.get(f"{HOME}{of.pk}/").content.decode())
    assert "every 6 months, as our policy says" in head.get(f"{HOME}add").content.decode()


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


def test_a_class_has_heard_of_points_of_the_policy_and_of_no_others(cast):
    make.make_pupil(cast.oakfield, class_name="4A")
    jo = cast.browse_as(cast.jo)
    given = {
        "class_name": "4A",
        "taught_on": TODAY.isoformat(),
        "form": "lesson",
        "points": ["pupil_advice.details"],
    }
    assert jo.post("/schools/oakfield/lessons/add", given).status_code == 302
    [lesson] = Lesson.objects.all()
    assert [point[:18] for point in lesson.points] == ["Keep your name, yo"]
    assert lesson.points[0] in unescape(jo.get("/schools/oakfield/lessons/").content.decode())
    with pytest.raises(Refused, match="points"):
        teach_lesson(
            cast.as_actor(cast.jo),
            cast.oakfield,
            class_name="4A",
            form="lesson",
            points=["pupil_advice.passwords"],
            taught_on=TODAY,
        )
    nothing = {**given, "points": []}
    assert "Choose it, or write it in a line" in unescape(
        jo.post("/schools/oakfield/lessons/add", nothing).content.decode()
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


class TestTrainedAgain:
    """After something serious all staff come to a course, and each class is taught."""

    GIVEN: ClassVar = {"words": "A fake page in our name", "due_on": date(2026, 12, 4), "classes": ["4A"]}

    @pytest.fixture(autouse=True)
    def classes(self, cast):
        make.make_pupil(cast.oakfield, class_name="4A")
        make.make_pupil(cast.oakfield, "Ben", "Vale", class_name="2B")

    def test_all_staff_and_each_class_have_it_on_today_until_it_is_done(self, cast):
        course = train_again(cast.as_actor(cast.head), cast.oakfield, **self.GIVEN).subject
        follow_up(cast.now)
        assert set(Duty.objects.values_list("key", flat=True)) == {"duty.refresh_after_incident"}
        assert "A fake page in our name" in cast.browse_as(cast.lee).get("/today").content.decode()
        lesson = {"class_name": "4A", "form": "lesson", "topic": "Fake pages", "taught_on": cast.now.date()}
        teach_lesson(cast.as_actor(cast.jo), cast.oakfield, **lesson)
        page = cast.browse_as(cast.head).get(f"/schools/oakfield/training/{course.pk}/").content.decode()
        assert "Teach 4A again: A fake page in our name" in page
        assert "taught:" in page

    @pytest.mark.parametrize(
        ("given", "about"),
        [
            ({"words": " "}, "words"),
            ({"due_on": date(2020, 1, 1)}, "due_on"),
            ({"classes": ["9Z"]}, "classes"),
        ],
    )
    def test_it_says_what_by_when_and_for_classes_there_are(self, cast, given, about):
        with pytest.raises(Refused) as refused:
            train_again(cast.as_actor(cast.head), cast.oakfield, **{**self.GIVEN, **given})
        assert [one.about for one in refused.value.refusals] == [about]
        assert not Course.objects.exists()

    def test_a_teacher_asks_nobody_and_no_other_school_does(self, cast):
        with pytest.raises(Refused):
            train_again(cast.as_actor(cast.jo), cast.oakfield, **self.GIVEN)
        with pytest.raises(NotHere):
            train_again(cast.as_actor(cast.head_elsewhere, cast.elmsgate), cast.oakfield, **self.GIVEN)

    def test_it_is_asked_for_on_a_page(self, cast):
        head, address = cast.browse_as(cast.head), "/schools/oakfield/training/again"
        assert "2B" in head.get(address).content.decode()
        assert head.post(address, {**self.GIVEN, "due_on": "2026-12-04"}).status_code == 302
        assert head.post(address, {**self.GIVEN, "due_on": "2026-12-04"}).status_code == 409


def test_classes_that_were_not_taught_stand_by_year_group(cast):
    make.make_pupil(cast.oakfield, class_name="4A")
    Duty.objects.create(
        school=cast.oakfield,
        key="duty.teach_pupils",
        about="lessons@2026-autumn@4A",
        due_at=cast.now,
        what="Teach",
    )
    page = cast.browse_as(cast.head).get("/schools/oakfield/lessons/").content.decode()
    assert "Not taught yet this time:" in page
    assert "Year 4: 4A" in page
