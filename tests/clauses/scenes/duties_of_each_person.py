"""What each person owes in time: induction, training, signing, confirming what the job holds."""

from datetime import timedelta

from schoolgate.duties.actions import do_duty
from schoolgate.duties.asking import ask_everybody
from schoolgate.duties.models import Duty, ToldLate
from schoolgate.duties.reminding import remind_everybody
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import sign_documents
from schoolgate.moments.followers import ask_at as ask_to_sign
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.queries import reading_of
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.training.actions import add_course, hold_session
from schoolgate.training.asking import ask_everybody as ask_to_train
from schoolgate.training.models import Course
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.duties_in_time import hears, owed, stands_on_today
from tests.clauses.stage import Stage

DAY = timedelta(days=1)
A_YEAR = 340 * DAY


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
    hears(stage, duty, stage.cast.governor, days=16)
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
    duty = owed(stage, "told")
    assert "Nia Wold" in duty.what
    stands_on_today(stage, duty, stage.cast.head)
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
    hears(stage, duty, stage.cast.head, days=2)
    stage.settings.FIXED_NOW = stage.cast.now
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk)
    assert "Did not come: Lee Birch" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")
    assert stage.is_cited()


@scene
def an_account_is_part_of_the_job_once_it_is_confirmed(stage: Stage) -> None:
    """Who is named for an account is told by their manager or head; that stays open until they confirm it."""
    make.let_write(stage.school, stage.cast.jo)
    told = owed(stage, "told")
    assert "Jo Ash" in told.what
    stands_on_today(stage, told, stage.cast.head)
    confirm = Duty.objects.get(key=stage.row.instance, task="confirmed")
    stands_on_today(stage, confirm, stage.cast.jo)
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
