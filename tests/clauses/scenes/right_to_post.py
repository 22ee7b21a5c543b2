"""Who posts and who decides has read, signed and been trained: without it nothing is sent, decided or published."""

from collections.abc import Sequence
from datetime import timedelta

from schoolgate.kernel.permissions import Role
from schoolgate.moments.models import SignedDocument
from schoolgate.people.models import Person
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.posts.publishing.losing import hold_without_right
from schoolgate.training.actions import add_course, hold_session, teach_lesson
from schoolgate.training.asking import ask_everybody
from schoolgate.training.models import Attendance, Course
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def nobody_posts_without_the_signature(stage: Stage) -> None:
    """Jo's signature is missing: sending is refused, and what was scheduled is held; signed, it goes again."""
    document = "terms" if "terms" in stage.policy.setting("right_to_post") else "policy"
    later = stage.cast.now + timedelta(hours=3)
    scheduled = stage.posting.approved(places=[stage.cast.website], goes_out_at=later)
    post = stage.posting.ready(places=[stage.cast.website])
    signed = SignedDocument.objects.filter(person=stage.cast.jo, document=document)
    assert signed.exists(), "nothing of the kind is asked here"
    signed.delete()
    stage.refuses(submit_post, stage.cast.jo, post, says="is not signed")
    stage.refuses(
        claim_delivery, stage.clock, scheduled, account_id=stage.cast.website.pk, says="is not signed"
    )
    assert hold_without_right(stage.cast.now) == 1
    make.sign(stage.school, stage.policy, stage.cast.jo)
    stage.does(submit_post, stage.cast.jo, post)


@scene
def nobody_posts_untrained_on_the_platform(stage: Stage) -> None:
    """Jo's training on the website has ended: there nothing of hers is sent; on social media it still is."""
    post = stage.posting.ready(places=[stage.cast.website])
    elsewhere = stage.posting.ready(places=[stage.cast.facebook])
    _ends(stage, "platform:website")
    stage.refuses(submit_post, stage.cast.jo, post, says="the training on the website ended")
    stage.does(submit_post, stage.cast.jo, elsewhere)


@scene
def nobody_posts_untrained_on_content(stage: Stage) -> None:
    """Jo's training on what may be posted has ended: nothing of hers is sent anywhere until she has come again."""
    post = stage.posting.ready()
    _ends(stage, "content")
    stage.refuses(submit_post, stage.cast.jo, post, says="the training on what may be posted ended")
    make.train(stage.school, "content", stage.cast.jo)
    stage.does(submit_post, stage.cast.jo, post)


@scene
def the_same_tests_for_volunteers(stage: Stage) -> None:
    """A volunteer who runs an account passes the same tests as staff."""
    viv = make.make_person(stage.school, Role.VOLUNTEER, forename="Viv")
    post = stage.posting.ready(viv)
    stage.refuses(submit_post, viv, post, says="is not signed")
    make.ready_to_post(stage.school, stage.policy, viv)
    stage.does(submit_post, viv, post)


@scene
def nobody_decides_before_signing(stage: Stage) -> None:
    """The head has not signed: until then the head decides about no post."""
    post = stage.posting.waiting()
    SignedDocument.objects.filter(person=stage.cast.head, document="policy").delete()
    stage.refuses(approve_post, stage.cast.head, post, says="“Our policy in short” is not signed")
    make.sign(stage.school, stage.policy, stage.cast.head)
    stage.does(approve_post, stage.cast.head, post)


@scene
def who_came_is_written_down(stage: Stage) -> None:
    """A course for staff and volunteers: who came and who did not is known, and whoever did not is asked again."""
    course = _course(stage, "risks")
    ask_everybody(stage.cast.now)
    assert "Come to the training: Risks online" in stage.today(stage.cast.volunteer)
    _held(stage, course, came=[stage.cast.jo, stage.cast.volunteer], absent=[stage.cast.lee])
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk).replace("Standing: ", "")
    assert "Did not come: Lee Birch" in page
    assert "Vi Toll in date" in page
    assert "Come to the training: Risks online" in stage.today(stage.cast.lee)
    assert "Come to the training: Risks online" not in stage.today(stage.cast.volunteer)
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")


@scene
def a_course_on_pupils_at_risk(stage: Stage) -> None:
    """A course on safeguarding is kept with who came and until when it counts."""
    course = _course(stage, "safeguarding")
    _held(stage, course, came=[stage.cast.jo])
    page = stage.page(stage.cast.head, "training:course", course_id=course.pk).replace("Standing: ", "")
    assert "noticing pupils at risk" in page
    assert "Jo Ash in date" in page
    assert stage.row.clause in stage.page(stage.cast.head, "training:courses")


@scene
def trained_again_each_year(stage: Stage) -> None:
    """A year after the session it counts no more; a month before, Jo is asked to come again."""
    course = _course(stage, "content")
    _held(stage, course, came=[stage.cast.jo])
    ask_everybody(stage.cast.now)
    assert "Come to the training: Risks online" not in stage.today(stage.cast.jo)
    later = stage.cast.now + timedelta(days=340)
    assert ask_everybody(later) > 0
    assert "Come to the training: Risks online" in stage.today(stage.cast.jo)
    assert stage.is_cited()


@scene
def who_is_new_is_trained_within_days(stage: Stage) -> None:
    """Somebody new finds the course for new people on Today, due two weeks after the first day; then it is done."""
    course = _course(stage, "induction", every_months=0)
    nia = make.make_person(stage.school, forename="Nia", surname="Wold")
    make.appoint(nia, Role.STAFF, stage.school, first_on=stage.cast.now.date())
    ask_everybody(stage.cast.now)
    assert "Come to the training: Risks online" in stage.today(nia)
    _held(stage, course, came=[nia])
    assert "Come to the training: Risks online" not in stage.today(nia)
    assert stage.is_cited()


FORM_OF = {"ST-226": "assembly", "ST-227": "lesson", "ST-228": "across"}
FORM_WORDS = {
    "assembly": "assembly",
    "lesson": "lesson about life online",
    "across": "within another subject",
}


@scene
def what_a_class_is_taught_is_written_down(stage: Stage) -> None:
    """Jo writes down what 4A was taught, how, with what, and that they had understood; the register shows it."""
    form = FORM_OF.get(stage.row.clause, "other")
    stage.does(
        teach_lesson,
        stage.cast.jo,
        stage.school,
        class_name="4A",
        form=form,
        topic="Chatting at home in the evening",
        taught_on=stage.cast.now.date(),
        material="The leaflet with five tips",
        was_understood=True,
    )
    page = stage.page(stage.cast.lee, "training:lessons")
    assert stage.row.clause in page
    for words in ("4A", "Chatting at home in the evening", "understood", "The leaflet with five tips"):
        assert words in page
    assert FORM_WORDS.get(form, "something else") in page


def _course(stage: Stage, covers: str, every_months: int = 12) -> Course:
    made: Course = stage.does(
        add_course,
        stage.cast.head,
        stage.school,
        title="Risks online",
        covers=covers,
        every_months=every_months,
        audience=["staff", "volunteer"],
    ).subject
    return made


def _held(stage: Stage, course: Course, came: Sequence[Person], absent: Sequence[Person] = ()) -> None:
    stage.does(
        hold_session,
        stage.cast.head,
        course,
        held_on=stage.cast.now.date(),
        led_by="Dee Marsh",
        came=[one.pk for one in came],
        absent=[one.pk for one in absent],
        proof="The list in the office.",
    )


def _ends(stage: Stage, covers: str) -> None:
    """Jo's training in this ended yesterday."""
    yesterday = (stage.cast.now - timedelta(days=1)).date()
    Attendance.objects.filter(person=stage.cast.jo, covers=covers).update(until_on=yesterday)
