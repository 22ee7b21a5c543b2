"""What a school owes: made once, shown in time, closed by the work itself, let go where nobody asks any more."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.duties.actions import end_duty, make_duty
from schoolgate.duties.asking import ask_at, ask_everybody
from schoolgate.duties.models import Duty, OwnDuty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.official_accounts.models import AccountPerson
from schoolgate.people.models import Term
from schoolgate.policies.actions import override_setting
from schoolgate.registers.actions import write_entry
from schoolgate.training.actions import teach_lesson
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt

pytestmark = pytest.mark.django_db

TODAY = make.NOW.date()


@pytest.fixture
def cast():
    found = assemble()
    with scope(school=found.oakfield):
        Term.objects.create(
            school=found.oakfield, name="Autumn", first_on=date(2026, 9, 2), last_on=date(2026, 12, 11)
        )
        yield found


def owed(cast, control: str) -> list[Duty]:
    return list(Duty.objects.filter(key=control, done_at__isnull=True).order_by("about"))


def today(cast, person) -> str:
    return cast.browse_as(person).get("/today").content.decode()


class TestWhatThePolicyAsks:
    @pytest.fixture
    def oakfield(self, cast):
        adopt(cast, "ST")
        make.make_pupil(cast.oakfield, class_name="4A")
        make.make_pupil(cast.oakfield, "Ben", "Vale", class_name="2B")
        return cast.oakfield

    def test_each_class_is_taught_by_its_teacher_or_a_leader_until_the_end_of_term(self, cast, oakfield):
        assert ask_at(oakfield, cast.now) > 0
        second, fourth = owed(cast, "duty.teach_pupils")
        assert (fourth.owed_by, second.owed_by, second.owed_by_role) == (cast.jo, None, "senior_leader")
        assert fourth.due_at.date() == date(2026, 12, 11)
        assert Event.objects.filter(type="duties.asked").count() == 1

    def test_asking_twice_makes_nothing_twice(self, cast, oakfield):
        ask_everybody(cast.now)
        many = Duty.objects.count()
        assert ask_everybody(cast.now + timedelta(days=1)) == 0
        assert Duty.objects.count() == many

    def test_it_stands_on_today_when_its_time_comes_with_its_clause(self, cast, oakfield, settings):
        ask_everybody(cast.now - timedelta(days=20))
        settings.FIXED_NOW = cast.now - timedelta(days=20)
        assert "Teach 4A about life online" not in today(cast, cast.jo)
        settings.FIXED_NOW = cast.now
        assert "Teach 4A about life online" in today(cast, cast.jo)
        page = cast.browse_as(cast.jo).get(
            f"/schools/oakfield/duties/{owed(cast, 'duty.teach_pupils')[1].pk}"
        )
        assert "ST-225" in page.content.decode()

    def test_teaching_the_class_closes_it_and_the_next_term_asks_again(self, cast, oakfield):
        ask_everybody(cast.now)
        given = {"class_name": "4A", "form": "lesson", "topic": "Being kind", "taught_on": TODAY}
        teach_lesson(cast.as_actor(cast.jo), oakfield, **given)
        assert [one.what for one in owed(cast, "duty.teach_pupils")] == ["Teach 2B about life online"]
        ask_everybody(cast.now)
        assert len(owed(cast, "duty.teach_pupils")) == 1
        ask_everybody(cast.now + timedelta(days=60))
        assert [one.about for one in owed(cast, "duty.teach_pupils")] == [
            "lessons@2026-autumn@2B", "lessons@2027-spring@4A",
        ]  # fmt: skip

    def test_the_school_s_own_rhythm_counts(self, cast, oakfield):
        head = cast.as_actor(cast.head)
        override_setting(head, oakfield, setting="pupil_lessons_every", value="year", reason="Few classes.")
        ask_everybody(cast.now)
        assert {one.about.split("@")[1] for one in owed(cast, "duty.teach_pupils")} == {"2026-27"}

    def test_what_is_written_down_closes_the_task_for_it_and_no_other(self, cast, oakfield):
        ask_everybody(cast.now)
        answers = {
            "kind": "message", "held_on": TODAY.isoformat(), "about": "Games", "audience": "all", "channel": "email",
        }  # fmt: skip
        write_entry(cast.as_actor(cast.office), oakfield, register="parents_programme", answers=answers)
        assert [one.task for one in owed(cast, "duty.parents_programme")] == ["meeting"]

    def test_a_class_that_is_no_more_is_let_go(self, cast, oakfield):
        ask_everybody(cast.now)
        oakfield.pupils.filter(class_name="2B").update(class_name="3B")
        ask_everybody(cast.now)
        assert [one.what for one in owed(cast, "duty.teach_pupils")] == [
            "Teach 3B about life online", "Teach 4A about life online",
        ]  # fmt: skip

    def test_adopting_anew_is_the_review(self, cast, oakfield):
        run_all(cast.now)
        late = cast.now + timedelta(days=340)
        ask_everybody(late)
        reviews = owed(cast, "duty.policy_review")
        assert [one.task for one in reviews] == ["in_time", "with_the_board"]
        adopt(cast, "AC")
        run_all(cast.now)
        assert not Duty.objects.filter(pk__in=[one.pk for one in reviews], done_at__isnull=True).exists()

    def test_as_many_queries_for_a_dozen_classes_as_for_two(self, cast, oakfield):
        with CaptureQueriesContext(connection) as few:
            ask_at(oakfield, cast.now)
        for number in range(12):
            make.make_pupil(cast.oakfield, f"P{number}", class_name=f"Class {number}")
        with CaptureQueriesContext(connection) as many:
            ask_at(oakfield, cast.now)
        assert len(many) <= len(few)


def test_a_school_without_a_policy_of_its_own_owes_nothing_yet(cast):
    assert ask_at(cast.oakfield, cast.now) == 0


OWN = {"what": "Check the first-aid boxes", "owed_by": "office", "every": "week"}


class TestOnesOwn:
    def test_it_stands_on_today_of_whose_it_is_at_once_and_comes_again(self, cast):
        make_duty(cast.as_actor(cast.head), cast.oakfield, **OWN)
        assert "Check the first-aid boxes" in today(cast, cast.office)
        assert "Check the first-aid boxes" not in today(cast, cast.jo)
        duty = Duty.objects.get()
        address = f"/schools/oakfield/duties/{duty.pk}"
        assert cast.browse_as(cast.office).post(address, {"outcome": "All full"}).status_code == 302
        assert ask_everybody(cast.now) == 0
        assert ask_everybody(cast.now + timedelta(days=7)) == 1

    def test_each_of_a_kind_does_it_for_themselves(self, cast):
        given = {"what": "Update your biography", "each_of": ["volunteer", "governor"], "due_on": TODAY}
        made = make_duty(cast.as_actor(cast.head), cast.oakfield, **given).subject
        assert set(Duty.objects.values_list("owed_by", flat=True)) == {cast.volunteer.pk, cast.governor.pk}
        assert made.made_by == cast.head

    def test_ended_it_comes_no_more(self, cast):
        own = make_duty(cast.as_actor(cast.head), cast.oakfield, **OWN).subject
        end_duty(cast.as_actor(cast.head), own)
        assert "Check the first-aid boxes" not in today(cast, cast.office)
        assert ask_everybody(cast.now + timedelta(days=7)) == 0
        assert list(Event.objects.order_by("pk").values_list("type", flat=True)) == [
            "own_duty.made",
            "own_duty.ended",
        ]
        with pytest.raises(Refused):
            end_duty(cast.as_actor(cast.head), own)

    def test_without_words_or_somebody_it_is_refused_and_nothing_changes(self, cast):
        with pytest.raises(Refused) as refused:
            make_duty(cast.as_actor(cast.head), cast.oakfield, what=" ")
        assert {one.about for one in refused.value.refusals} >= {"what", "owed_by", "due_on"}
        assert not OwnDuty.objects.exists()

    def test_only_the_headteacher_makes_one_and_only_of_the_own_school(self, cast):
        with pytest.raises(Refused):
            make_duty(cast.as_actor(cast.deputy), cast.oakfield, **OWN)
        with pytest.raises(NotHere):
            make_duty(cast.as_actor(cast.head_elsewhere, cast.elmsgate), cast.oakfield, **OWN)

    def test_it_is_made_and_ended_on_a_page(self, cast):
        head = cast.browse_as(cast.head)
        given = {"what": "Read the meters", "owed_by": "office", "every": "term"}
        assert head.get("/schools/oakfield/duties/make").status_code == 200
        assert head.post("/schools/oakfield/duties/make", given).status_code == 302
        page = head.get("/schools/oakfield/duties/").content.decode()
        assert "Read the meters" in page
        assert "every term" in page
        own = OwnDuty.objects.get()
        address = f"/schools/oakfield/duties/own/{own.pk}/end"
        assert "End this?" in head.get(address).content.decode()
        assert head.post(address).status_code == 302
        assert head.post("/schools/oakfield/duties/make", {"every": "once"}).status_code == 409


def test_who_runs_the_accounts_looks_at_them_each_day_and_others_by_their_post(cast, settings):
    adopt(cast, "BE")
    ask_everybody(cast.now)
    duty = Duty.objects.get(key="duty.daily_account_check")
    assert (duty.what, duty.owed_by_role) == ("Look at Facebook, Website", "office")
    AccountPerson.objects.create(
        school=cast.oakfield,
        account=cast.website,
        person=cast.lee,
        does="lead",
        first_on=TODAY,
        named_at=cast.now,
    )
    ask_everybody(cast.now + timedelta(days=1))
    assert set(Duty.objects.filter(done_at__isnull=True, task="look").values_list("what", "owed_by")) == {
        ("Look at Facebook, Website", None), ("Look at Website", cast.lee.pk),
    }  # fmt: skip
