"""What a school owes in time: lessons, meetings, reviews, looks; asked, reminded, passed up."""

from datetime import date, timedelta

from schoolgate.duties.actions import direct_measure, do_duty
from schoolgate.duties.asking import ask_everybody
from schoolgate.duties.models import Duty, ToldLate
from schoolgate.duties.reminding import remind_everybody
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person
from schoolgate.registers.actions import write_entry
from schoolgate.training.actions import hold_session, teach_lesson, train_again
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

DAY = timedelta(days=1)
A_YEAR = 340 * DAY


def owed(stage: Stage, task: str, *, days: int = 0) -> Duty:
    """The one open duty of this task, asked for on that day; its page gives this row's clause as the reason."""
    ask_everybody(stage.cast.now + days * DAY)
    found = Duty.objects.filter(key=stage.row.instance, task=task, done_at__isnull=True).first()
    assert found is not None, f"nobody is asked for {task}"
    assert stage.is_cited()
    return found


def stands_on_today(stage: Stage, duty: Duty, person: Person) -> None:
    """It is on this person's Today when its time has come, and its page gives the clause."""
    stage.settings.FIXED_NOW = duty.due_at - 2 * DAY
    assert duty.what in stage.today(person)
    assert stage.row.clause in stage.page(person, "duties:do", duty_id=duty.pk)


def hears(stage: Stage, duty: Duty, *people: Person, days: int) -> None:
    """So many days after it was due, these are told, and find it on Today."""
    remind_everybody(duty.due_at + days * DAY)
    told = {one.person for one in ToldLate.objects.filter(duty=duty).select_related("person")}
    assert set(people) <= told, f"{people} were not told"
    stage.settings.FIXED_NOW = duty.due_at + days * DAY
    assert "Somebody is late at" in stage.today(people[0])


@scene
def each_class_is_taught_in_time(stage: Stage) -> None:
    """Each class stands as missing with its year and on its teacher's Today, until a lesson is written down."""
    make.make_pupil(stage.school, "Ben", "Vale", class_name="4A", year_group="Year 4")
    duty = owed(stage, "lessons")
    stands_on_today(stage, duty, stage.cast.jo)
    missing = stage.page(stage.cast.head, "training:lessons")
    assert "Year 4: 4A" in missing
    assert stage.row.clause in missing
    hears(stage, duty, stage.cast.head, days=1)
    given = {"class_name": "4A", "form": "lesson", "topic": "Kind words", "taught_on": stage.cast.now.date()}
    stage.does(teach_lesson, stage.cast.jo, stage.school, **given)
    duty.refresh_from_db()
    assert duty.done_at
    assert "Year 4: 4A" not in stage.page(stage.cast.head, "training:lessons")


MEETING = {
    "kind": "meeting",
    "held_on": "2026-11-16",
    "about": "Games and chats",
    "invited": "All 210 families",
    "came": 41,
    "absent": "Most of 2B; the slides went to all who did not come",
    "material": "A sheet with six tips",
}


@scene
def parents_are_met_in_time(stage: Stage) -> None:
    """The meeting stands on Today until it is written down: who was invited, who came, who did not, what they got."""
    duty = owed(stage, "meeting")
    stands_on_today(stage, duty, stage.cast.safeguarding)
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(
        write_entry, stage.cast.safeguarding, stage.school, register="parents_programme", answers=MEETING
    )
    duty.refresh_from_db()
    assert duty.done_at
    kept = stage.page(stage.cast.head, "registers:register", key="parents_programme")
    assert "Games and chats" in kept
    assert "41" in kept


@scene
def parents_hear_it_in_the_usual_messages(stage: Stage) -> None:
    """Each term the office owes a word on it in a message, and writes down its day, its way and to whom it went."""
    duty = owed(stage, "message")
    stands_on_today(stage, duty, stage.cast.office)
    stage.settings.FIXED_NOW = stage.cast.now
    given = {
        "kind": "message",
        "held_on": "2026-11-16",
        "about": "Passwords",
        "audience": "all",
        "channel": "email",
    }
    stage.does(write_entry, stage.cast.office, stage.school, register="parents_programme", answers=given)
    duty.refresh_from_db()
    assert duty.done_at
    assert "Passwords" in stage.page(stage.cast.head, "registers:register", key="parents_programme")


@scene
def a_newsletter_goes_out_each_half_term(stage: Stage) -> None:
    """The office says on which day it went; the next half term asks again, and a missing one goes up."""
    duty = owed(stage, "newsletter")
    stands_on_today(stage, duty, stage.cast.office)
    hears(stage, duty, stage.cast.head, days=1)
    stage.does(do_duty, stage.cast.office, duty, outcome="By e-mail on Monday")
    assert owed(stage, "newsletter", days=60).about != duty.about


@scene
def leaders_and_the_website_talk_each_term(stage: Stage) -> None:
    """Who looks after the website owes a talk with the leaders each term; without a word on it they are told."""
    network = make.make_person(stage.school, Role.NETWORK_MANAGER, forename="Kai")
    duty = owed(stage, "website_talk")
    stands_on_today(stage, duty, duty.owed_by or network)
    hears(stage, duty, stage.cast.head, days=1)
    stage.does(do_duty, duty.owed_by or network, duty, outcome="Talked on Monday: fewer pages")
    assert owed(stage, "website_talk", days=60).about != duty.about


@scene
def the_policy_is_reviewed_in_time(stage: Stage) -> None:
    """A year after it came into force the review is due; reminded before; afterwards chair and board hear."""
    chair = make.make_person(stage.school, Role.CHAIR, forename="Kit")
    duty = owed(stage, "in_time", days=300)
    assert duty.due_at.date() == stage.cast.now.date() + timedelta(days=334)
    stands_on_today(stage, duty, stage.cast.head)
    assert remind_everybody(duty.due_at - 2 * DAY) > 0
    remind_everybody(duty.due_at + DAY)
    hears(stage, duty, chair, days=9)
    remind_everybody(duty.due_at + 17 * DAY)
    assert ToldLate.objects.filter(duty=duty, person=stage.cast.governor).exists()
    stage.does(do_duty, stage.cast.head, duty, outcome="Looked at it with the governors")
    duty.refresh_from_db()
    assert duty.outcome


@scene
def a_new_version_is_put_into_practice(stage: Stage) -> None:
    """Once a version is in force its tasks stand with their owners; what stays open reaches the board."""
    officer = make.make_person(stage.school, Role.TRUST_OFFICER, forename="Ola")
    duty = owed(stage, "courses")
    stands_on_today(stage, duty, stage.cast.head)
    assert "Plan the courses" in stage.page(officer, "duties:duties")
    tasks = set(Duty.objects.filter(key=stage.row.instance).values_list("task", flat=True))
    assert tasks == {"courses", "accounts", "signatures"}
    remind_everybody(duty.due_at + DAY)
    hears(stage, duty, officer, days=16)
    stage.does(do_duty, stage.cast.head, duty, outcome="Three courses, dates set")
    duty.refresh_from_db()
    assert (duty.done_by, duty.outcome) == (stage.cast.head, "Three courses, dates set")


@scene
def the_schools_name_is_searched_for_each_week(stage: Stage) -> None:
    """Each week somebody owes a search: where, for which words, what was found; switched off, nobody does."""
    duty = owed(stage, "search")
    stands_on_today(stage, duty, stage.cast.office)
    stage.settings.FIXED_NOW = stage.cast.now
    given = {
        "searched_on": "2026-11-16",
        "where": "Search engines",
        "terms": "Oakfield Primary",
        "found": "Nothing",
    }
    stage.does(write_entry, stage.cast.office, stage.school, register="mentions", answers=given)
    duty.refresh_from_db()
    assert duty.done_at
    assert owed(stage, "search", days=7).about != duty.about
    stage.sets("mentions_search", "off")
    ask_everybody(stage.cast.now + 7 * DAY)
    assert not Duty.objects.filter(task="search", done_at__isnull=True).exists()


@scene
def families_see_what_they_agreed_to(stage: Stage) -> None:
    """Every so many months, as the school sets it, the office shows families their answers."""
    stage.sets("consent_reminder_months", 6)
    duty = owed(stage, "reminder", days=130)
    assert duty.due_at.date() < (stage.cast.now + 180 * DAY).date()
    stands_on_today(stage, duty, stage.cast.office)
    stage.does(do_duty, stage.cast.office, duty, outcome="By e-mail on Monday, with the form")


@scene
def families_are_asked_until_they_answer(stage: Stage) -> None:
    """While a family has not answered, the office owes asking them, again each half term; then nobody asks."""
    amara = make.make_pupil(stage.school)
    duty = owed(stage, "answers")
    stands_on_today(stage, duty, stage.cast.office)
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(do_duty, stage.cast.office, duty, outcome="Wrote to them")
    assert owed(stage, "answers", days=60).about != duty.about
    make.consents(amara)
    ask_everybody(stage.cast.now + 61 * DAY)
    assert not Duty.objects.filter(task="answers", done_at__isnull=True).exists()


@scene
def a_measure_is_put_in_place(stage: Stage) -> None:
    """The head asks for a measure; it stands on their Today until they say what was done, then in the list."""
    network = make.make_person(stage.school, Role.NETWORK_MANAGER, forename="Kai", surname="Rowe")
    who = {"ST-046": stage.cast.dpo}.get(stage.row.clause, network)
    kind = "data_protection" if who == stage.cast.dpo else "security"
    post = "data_protection_lead" if who == stage.cast.dpo else "network_manager"
    on = (stage.cast.now + 9 * DAY).date()
    done = stage.does(
        direct_measure,
        stage.cast.head,
        stage.school,
        what="A second factor",
        kind=kind,
        owed_by=post,
        due_on=on,
    )
    assert "A second factor" in stage.today(who)
    assert stage.row.clause in stage.page(who, "duties:do", duty_id=done.subject.pk)
    assert "open" in stage.page(stage.cast.head, "duties:measures")
    stage.does(do_duty, who, done.subject, outcome="In place for everybody")
    listed = stage.page(stage.cast.head, "duties:measures")
    assert f"{who}: In place for everybody" in listed
    assert stage.row.clause in listed


@scene
def after_something_serious_all_are_trained_again(stage: Stage) -> None:
    """One word of the head, and every member of staff and every class has it on Today; who is left is listed."""
    make.make_pupil(stage.school, "Ben", "Vale", class_name="4A")
    given = {"words": "A fake page in our name", "due_on": date(2026, 12, 4), "classes": ["4A"]}
    course = stage.does(train_again, stage.cast.head, stage.school, **given).subject
    stage.time_passes()
    assert "Come to the training: A fake page in our name" in stage.today(stage.cast.lee)
    assert "Teach 4A again" in stage.today(stage.cast.jo)
    came = [one.pk for one in (stage.cast.jo, stage.cast.lee)]
    stage.does(
        hold_session, stage.cast.head, course, held_on=stage.cast.now.date(), led_by="Ros Keene", came=came
    )
    lesson = {"class_name": "4A", "form": "lesson", "topic": "Fake pages", "taught_on": stage.cast.now.date()}
    stage.does(teach_lesson, stage.cast.jo, stage.school, **lesson)
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk).replace("Standing: ", "")
    assert "Lee Birch in date" in page
    assert "Teach 4A again: A fake page in our name taught:" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")


@scene
def each_account_is_looked_at_on_its_days(stage: Stage) -> None:
    """Whoever runs the accounts owes a look each day; one tap logs it, a missed one goes up, and the next day asks."""
    duty = owed(stage, "look")
    assert "Facebook" in duty.what
    assert duty.due_at.date() == stage.cast.now.date()
    assert duty.what in stage.today(stage.cast.office)
    assert "Looked. Nothing to do." in stage.page_as_sent(stage.cast.office, "duties:do", duty_id=duty.pk)
    assert stage.row.clause in stage.page(stage.cast.office, "duties:do", duty_id=duty.pk)
    hears(stage, duty, stage.cast.head, days=1)
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(do_duty, stage.cast.office, duty, outcome="One comment hidden")
    log = stage.page(stage.cast.head, "duties:done")
    for told in ("Facebook", "Pat Quill", "One comment hidden"):
        assert told in log, told
    assert ask_everybody(stage.cast.now) == 0
    assert owed(stage, "look", days=1).about != duty.about
