"""What is owed comes to whoever owes it, with its clause, closes by its proof, and goes up when it is late."""

from datetime import date, timedelta

from schoolgate.duties.actions import direct_measure, do_duty
from schoolgate.duties.asking import ask_everybody
from schoolgate.duties.models import Duty, ToldLate
from schoolgate.duties.reminding import remind_everybody
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import sign_documents
from schoolgate.moments.followers import ask_at as ask_to_sign
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.queries import reading_of
from schoolgate.people.models import Person
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.registers.actions import write_entry
from schoolgate.training.actions import add_course, hold_session, teach_lesson, train_again
from schoolgate.training.asking import ask_everybody as ask_to_train
from schoolgate.training.models import Course
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

DAY = timedelta(days=1)
A_YEAR = 340 * DAY


def _owed(stage: Stage, task: str, *, days: int = 0) -> Duty:
    """The one open duty of this task, asked for on that day; its page gives this row's clause as the reason."""
    ask_everybody(stage.cast.now + days * DAY)
    found = Duty.objects.filter(key=stage.row.instance, task=task, done_at__isnull=True).first()
    assert found is not None, f"nobody is asked for {task}"
    assert stage.is_cited()
    return found


def _stands_on_today(stage: Stage, duty: Duty, person: Person) -> None:
    """It is on this person's Today when its time has come, and its page gives the clause."""
    stage.settings.FIXED_NOW = duty.due_at - 2 * DAY
    assert duty.what in stage.today(person)
    assert stage.row.clause in stage.page(person, "duties:do", duty_id=duty.pk)


def _hears(stage: Stage, duty: Duty, *people: Person, days: int) -> None:
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
    duty = _owed(stage, "lessons")
    _stands_on_today(stage, duty, stage.cast.jo)
    missing = stage.page(stage.cast.head, "training:lessons")
    assert "Year 4: 4A" in missing
    assert stage.row.clause in missing
    _hears(stage, duty, stage.cast.head, days=1)
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
    duty = _owed(stage, "meeting")
    _stands_on_today(stage, duty, stage.cast.safeguarding)
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
    duty = _owed(stage, "message")
    _stands_on_today(stage, duty, stage.cast.office)
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
    duty = _owed(stage, "newsletter")
    _stands_on_today(stage, duty, stage.cast.office)
    _hears(stage, duty, stage.cast.head, days=1)
    stage.does(do_duty, stage.cast.office, duty, outcome="By e-mail on Monday")
    assert _owed(stage, "newsletter", days=60).about != duty.about


@scene
def leaders_and_the_website_talk_each_term(stage: Stage) -> None:
    """Who looks after the website owes a talk with the leaders each term; without a word on it they are told."""
    network = make.make_person(stage.school, Role.NETWORK_MANAGER, forename="Kai")
    duty = _owed(stage, "website_talk")
    _stands_on_today(stage, duty, duty.owed_by or network)
    _hears(stage, duty, stage.cast.head, days=1)
    stage.does(do_duty, duty.owed_by or network, duty, outcome="Talked on Monday: fewer pages")
    assert _owed(stage, "website_talk", days=60).about != duty.about


@scene
def the_policy_is_reviewed_in_time(stage: Stage) -> None:
    """A year after it came into force the review is due; reminded before; afterwards chair and board hear."""
    chair = make.make_person(stage.school, Role.CHAIR, forename="Kit")
    duty = _owed(stage, "in_time", days=300)
    assert duty.due_at.date() == stage.cast.now.date() + timedelta(days=334)
    _stands_on_today(stage, duty, stage.cast.head)
    assert remind_everybody(duty.due_at - 2 * DAY) > 0
    remind_everybody(duty.due_at + DAY)
    _hears(stage, duty, chair, days=9)
    remind_everybody(duty.due_at + 17 * DAY)
    assert ToldLate.objects.filter(duty=duty, person=stage.cast.governor).exists()
    stage.does(do_duty, stage.cast.head, duty, outcome="Looked at it with the governors")
    duty.refresh_from_db()
    assert duty.outcome


@scene
def a_new_version_is_put_into_practice(stage: Stage) -> None:
    """Once a version is in force its tasks stand with their owners; what stays open reaches the board."""
    officer = make.make_person(stage.school, Role.TRUST_OFFICER, forename="Ola")
    duty = _owed(stage, "courses")
    _stands_on_today(stage, duty, stage.cast.head)
    assert "Plan the courses" in stage.page(officer, "duties:duties")
    tasks = set(Duty.objects.filter(key=stage.row.instance).values_list("task", flat=True))
    assert tasks == {"courses", "accounts", "signatures"}
    remind_everybody(duty.due_at + DAY)
    _hears(stage, duty, officer, days=16)
    stage.does(do_duty, stage.cast.head, duty, outcome="Three courses, dates set")
    duty.refresh_from_db()
    assert (duty.done_by, duty.outcome) == (stage.cast.head, "Three courses, dates set")


@scene
def the_schools_name_is_searched_for_each_week(stage: Stage) -> None:
    """Each week somebody owes a search: where, for which words, what was found; switched off, nobody does."""
    duty = _owed(stage, "search")
    _stands_on_today(stage, duty, stage.cast.office)
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
    assert _owed(stage, "search", days=7).about != duty.about
    stage.sets("mentions_search", "off")
    ask_everybody(stage.cast.now + 7 * DAY)
    assert not Duty.objects.filter(task="search", done_at__isnull=True).exists()


@scene
def families_see_what_they_agreed_to(stage: Stage) -> None:
    """Every so many months, as the school sets it, the office shows families their answers."""
    stage.sets("consent_reminder_months", 6)
    duty = _owed(stage, "reminder", days=130)
    assert duty.due_at.date() < (stage.cast.now + 180 * DAY).date()
    _stands_on_today(stage, duty, stage.cast.office)
    stage.does(do_duty, stage.cast.office, duty, outcome="By e-mail on Monday, with the form")


@scene
def families_are_asked_until_they_answer(stage: Stage) -> None:
    """While a family has not answered, the office owes asking them, again each half term; then nobody asks."""
    amara = make.make_pupil(stage.school)
    duty = _owed(stage, "answers")
    _stands_on_today(stage, duty, stage.cast.office)
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(do_duty, stage.cast.office, duty, outcome="Wrote to them")
    assert _owed(stage, "answers", days=60).about != duty.about
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
    assert "Teach 4A again: A fake page in our name taught on" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")


@scene
def who_is_new_is_inducted_and_who_is_late_is_told_of(stage: Stage) -> None:
    """A newcomer has the course on Today with its day; not come, the board is told; then it is kept."""
    course = _course(stage, "induction")
    stage.settings.FIXED_NOW = stage.cast.now
    nia = make.make_person(stage.school, forename="Nia", surname="Wold")
    make.appoint(nia, Role.VOLUNTEER, stage.school, first_on=stage.cast.now.date())
    ask_to_train(stage.cast.now)
    duty = Duty.objects.get(key="duty.induction", owed_by=nia)
    assert duty.what in stage.today(nia)
    remind_everybody(duty.due_at + DAY)
    remind_everybody(duty.due_at + 8 * DAY)
    _hears(stage, duty, stage.cast.governor, days=16)
    stage.settings.FIXED_NOW = stage.cast.now
    given = {"held_on": stage.cast.now.date(), "led_by": "Dee Marsh"}
    assert "to come, or to come again" in stage.page(stage.cast.head, "training:course", course_id=course.pk)
    stage.does(hold_session, stage.cast.head, course, came=[nia.pk], **given)
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk).replace("Standing: ", "")
    assert "Nia Wold in date" in page
    assert "Dee Marsh" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")


@scene
def a_newcomer_is_told_of_the_policy(stage: Stage) -> None:
    """For each newcomer, temporary ones too, the head of school has a task until the day of telling is said."""
    nia = make.make_person(stage.school, forename="Nia", surname="Wold")
    make.appoint(nia, Role.CASUAL, stage.school, first_on=stage.cast.now.date())
    duty = _owed(stage, "told")
    assert "Nia Wold" in duty.what
    _stands_on_today(stage, duty, stage.cast.head)
    assert duty.what in stage.page(stage.cast.deputy, "duties:duties")
    stage.does(do_duty, stage.cast.head, duty, outcome="On the first morning")
    assert ask_everybody(stage.cast.now) == 0


@scene
def who_lets_training_lapse_is_asked_and_the_head_is_told(stage: Stage) -> None:
    """Before it ends Jo is asked again; when it has ended the head is told; the course shows who is left."""
    course = _course(stage, "content", every_months=12)
    given = {"held_on": stage.cast.now.date(), "led_by": "Dee Marsh"}
    stage.does(
        hold_session, stage.cast.deputy, course, came=[stage.cast.jo.pk], absent=[stage.cast.lee.pk], **given
    )
    later = stage.cast.now + A_YEAR
    ask_to_train(later)
    duty = Duty.objects.get(key="duty.refresher_training", owed_by=stage.cast.jo)
    assert remind_everybody(duty.due_at - 2 * DAY) > 0
    _hears(stage, duty, stage.cast.head, days=2)
    stage.settings.FIXED_NOW = stage.cast.now
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk)
    assert "Did not come: Lee Birch" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")
    assert stage.is_cited()


@scene
def an_account_is_part_of_the_job_once_it_is_confirmed(stage: Stage) -> None:
    """Who is named for an account is told by their manager or head; that stays open until they confirm it."""
    make.let_write(stage.school, stage.cast.jo)
    told = _owed(stage, "told")
    assert "Jo Ash" in told.what
    _stands_on_today(stage, told, stage.cast.head)
    confirm = Duty.objects.get(key=stage.row.instance, task="confirmed")
    _stands_on_today(stage, confirm, stage.cast.jo)
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(do_duty, stage.cast.jo, confirm, outcome="Yes, and I can log in")
    told.refresh_from_db()
    assert (told.done_by, told.outcome) == (stage.cast.jo, "Yes, and I can log in")


def _course(
    stage: Stage,
    covers: str,
    *,
    every_months: int = 0,
    audience: tuple[str, ...] = ("staff", "volunteer"),
    title: str = "Safe use",
) -> Course:
    """A course that is held once, or again."""
    given = {"title": title, "covers": covers, "every_months": every_months, "audience": list(audience)}
    made: Course = stage.does(add_course, stage.cast.head, stage.school, **given).subject
    return made


@scene
def a_contractor_signs_before_anything_opens(stage: Stage) -> None:
    """A contractor is asked at once, and every page leads to what is to be signed; late, the head is told."""
    con = make.make_person(stage.school, Role.CONTRACTOR, forename="Con", surname="Ward")
    ask_to_sign(stage.school, stage.cast.now)
    duty = Duty.objects.get(key="duty.read_and_sign", owed_by=con)
    assert duty.what in stage.today(con)
    assert "Sign" in stage.page(con, "training:courses")
    assert "Your own training" not in stage.page(con, "training:courses")
    assert remind_everybody(duty.due_at + DAY) > 0
    assert ToldLate.objects.filter(duty=duty, person=stage.cast.head).exists()
    assert stage.is_cited()
    _course(stage, "risks", audience=())
    actor = stage.as_actor(con)
    answers = {"own_account": "yes", "a_pupil_writes": "no", "a_good_picture": "no"}
    stage.does(sign_documents, con, con, shown=reading_of(actor).digest, answers=answers)
    assert "Your own training" in stage.page(con, "training:courses")


@scene
def nobody_posts_without_the_rules_of_use(stage: Stage) -> None:
    """Jo's signature under the rules of use is missing: nothing of hers is sent until it is there."""
    post = stage.posting.ready(places=[stage.cast.website])
    signed = SignedDocument.objects.filter(person=stage.cast.jo, document="acceptable_use")
    assert signed.exists(), "nothing of the kind is asked here"
    signed.delete()
    stage.refuses(submit_post, stage.cast.jo, post, says="“Computers and internet” is not signed")
    make.sign(stage.school, stage.policy, stage.cast.jo)
    stage.does(submit_post, stage.cast.jo, post)


@scene
def governors_keep_themselves_up_to_date(stage: Stage) -> None:
    """A course for governors: each one's day is kept, who has none lately is listed and asked."""
    course = _course(stage, "risks", every_months=12, audience=("governor",))
    gus = make.make_person(stage.school, Role.GOVERNOR, forename="Gus", surname="Reed")
    given = {"held_on": stage.cast.now.date(), "led_by": "A talk of the local authority"}
    stage.does(hold_session, stage.cast.head, course, came=[stage.cast.governor.pk], **given)
    ask_to_train(stage.cast.now)
    assert "Come to the training: Safe use" in stage.today(gus)
    assert "Come to the training: Safe use" not in stage.today(stage.cast.governor)
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk).replace("Standing: ", "")
    assert "Gil Oram in date" in page
    assert "Gus Reed not yet" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")


@scene
def each_of_the_staff_learns_how_media_change(stage: Stage) -> None:
    """A course for staff with the day of each who came, and the gap: who did not is listed and asked."""
    course = _course(stage, "other", audience=("staff",), title="How media have changed")
    given = {"held_on": stage.cast.now.date(), "led_by": "Ros Keene"}
    stage.does(
        hold_session, stage.cast.head, course, came=[stage.cast.jo.pk], absent=[stage.cast.lee.pk], **given
    )
    ask_to_train(stage.cast.now)
    assert "Come to the training: How media have changed" in stage.today(stage.cast.lee)
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk).replace("Standing: ", "")
    assert "Jo Ash in date" in page
    assert "Lee Birch not yet" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")


@scene
def each_account_is_looked_at_on_its_days(stage: Stage) -> None:
    """Whoever runs the accounts owes a look each day; one tap logs it, a missed one goes up, and the next day asks."""
    duty = _owed(stage, "look")
    assert "Facebook" in duty.what
    assert duty.due_at.date() == stage.cast.now.date()
    assert duty.what in stage.today(stage.cast.office)
    assert "Looked. Nothing to do." in stage.page_as_sent(stage.cast.office, "duties:do", duty_id=duty.pk)
    assert stage.row.clause in stage.page(stage.cast.office, "duties:do", duty_id=duty.pk)
    _hears(stage, duty, stage.cast.head, days=1)
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(do_duty, stage.cast.office, duty, outcome="One comment hidden")
    log = stage.page(stage.cast.head, "duties:done")
    for told in ("Facebook", "Pat Quill", "One comment hidden"):
        assert told in log, told
    assert ask_everybody(stage.cast.now) == 0
    assert _owed(stage, "look", days=1).about != duty.about


@scene
def people_have_two_weeks(stage: Stage) -> None:
    """What is to be signed, and training, is due two weeks after the policy came into force or the first day."""
    nia = make.make_person(stage.school, forename="Nia", surname="Wold")
    make.appoint(nia, Role.STAFF, stage.school, first_on=stage.cast.now.date())
    _course(stage, "content", every_months=12)
    ask_to_sign(stage.school, stage.cast.now)
    ask_to_train(stage.cast.now)
    in_two_weeks = stage.cast.now.date() + 14 * DAY
    owed = {(one.key, one.due_at.date()) for one in Duty.objects.filter(owed_by=nia)}
    assert owed == {("duty.read_and_sign", in_two_weeks), ("duty.refresher_training", in_two_weeks)}
    assert stage.is_cited()
