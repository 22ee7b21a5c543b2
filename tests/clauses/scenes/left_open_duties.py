"""Who hears of a new policy and of an account, what the headteacher sees of it, looks at people, and school devices."""

from schoolgate.duties.actions import do_duty
from schoolgate.duties.asking import ask_everybody
from schoolgate.duties.models import Duty
from schoolgate.policies.forms_library import register_forms
from schoolgate.registers.actions import write_entry
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import filled_in
from tests.clauses.scenes.duties_in_time import DAY, owed, stands_on_today
from tests.clauses.stage import Stage

# Who is told by each clause: the task, and whose it is on this stage.
TOLD_BY = {"ST-234": ("staff", "head"), "ST-235": ("pupils", "head"), "ST-236": ("parents", "office")}


@scene
def who_is_bound_hears_of_a_new_version(stage: Stage) -> None:
    """Once the policy is in force somebody owes telling them, each class by itself, until it is said how."""
    make.make_pupil(stage.school, "Ben", "Vale", class_name="4A", year_group="Year 4")
    task, who = TOLD_BY[stage.row.clause]
    duty = owed(stage, task)
    person = duty.owed_by or getattr(stage.cast, who)
    stands_on_today(stage, duty, person)
    if task == "pupils":
        assert "4A" in duty.what
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(do_duty, person, duty, outcome="Told on Monday, with the page.")
    ask_everybody(stage.cast.now + 2 * DAY)
    assert not Duty.objects.filter(about=duty.about, done_at__isnull=True).exists(), "asked again"


@scene
def families_and_pupils_hear_of_an_account(stage: Stage) -> None:
    """For each account somebody owes telling them: that it is there, what is expected, what keeps people safe; and what
    was told stays with its day."""
    task = "pupils" if stage.row.clause == "AS-124" else "parents"
    duty = owed(stage, task)
    person = duty.owed_by or (stage.cast.safeguarding if task == "pupils" else stage.cast.office)
    stands_on_today(stage, duty, person)
    about = {one.what for one in Duty.objects.filter(key=stage.row.instance, task=task)}
    assert {f"Tell {task} of the account {name}" for name in ("Facebook", "Website")} <= about
    page = stage.page(person, "duties:do", duty_id=duty.pk)
    assert "what you expect" in page
    assert ("keep people safe there" in page) == (task == "parents")
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(do_duty, person, duty, outcome="In the newsletter of today.")
    assert "In the newsletter of today." in stage.page(stage.cast.head, "duties:done")


@scene
def the_headteacher_sees_everything_open_and_whose_it_is(stage: Stage) -> None:
    """Everything that is owed stands on one page with its owner, late or not; who leads nothing reads none of it."""
    ask_everybody(stage.cast.now)
    open_now = list(
        Duty.objects.filter(done_at__isnull=True, shown_at__isnull=True, owed_by__isnull=True)[:3]
    )
    assert open_now
    stage.settings.FIXED_NOW = max(one.due_at for one in open_now) + DAY
    page = stage.page(stage.cast.head, "duties:duties")
    assert stage.row.clause in page
    for duty in open_now:
        assert duty.what in page
        assert duty.what not in stage.page(stage.cast.jo, "duties:duties")


@scene
def each_look_has_its_purpose(stage: Stage) -> None:
    """A look at what somebody did is written down with one of the purposes, and read by few; without one it is not."""
    head, key = stage.cast.head, "monitoring_log"
    register = register_forms()[key]
    purpose = {"AE-143": "standards", "AE-144": "misuse"}[stage.row.clause]
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=key)
    answers = filled_in(stage, register.form)
    given = {"register": key, "clause": stage.row.clause}
    without = write_entry.why_not(
        stage.as_actor(head), stage.school, answers={**answers, "purpose": ""}, **given
    )
    assert [one.about for one in without] == ["purpose"]
    for each in dict.fromkeys((purpose, "crime")):
        stage.does(write_entry, head, stage.school, answers={**answers, "purpose": each}, **given)
    assert f"{stage.row.clause} · written down" in stage.page(head, "registers:register", key=key)
    stage.may_not_open(stage.cast.jo, "registers:register", key=key)


@scene
def a_school_device_is_under_the_same_filter(stage: Stage) -> None:
    """The register asks of each device that the school gives out whether it is under the same filter."""
    head, key = stage.cast.head, "devices"
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=key)
    answers = filled_in(stage, register_forms()[key].form)
    given = {"register": key, "clause": stage.row.clause}
    without = write_entry.why_not(
        stage.as_actor(head), stage.school, answers={**answers, "filtered": ""}, **given
    )
    assert "filtered" in {one.about for one in without}
    entry = stage.does(write_entry, head, stage.school, answers=answers, **given).subject
    assert "Is it under the same filter? Yes" in stage.page(head, "registers:entry", entry_id=entry.pk)


@scene
def the_unions_are_asked_before_the_policy_changes(stage: Stage) -> None:
    """The register asks for it by its clause: the unions, about the policy, with their answer and what came of it."""
    head, key = stage.cast.head, "consultations"
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=key)
    told = {
        "asked": ["unions"],
        "about": "policy",
        "answers": "They want a week more.",
        "outcome": "They got it.",
    }
    answers = {**filled_in(stage, register_forms()[key].form), **told}
    entry = stage.does(
        write_entry, head, stage.school, register=key, answers=answers, clause=stage.row.clause
    ).subject
    page = stage.page(head, "registers:entry", entry_id=entry.pk)
    for words in ("trade unions", "the policy", "They want a week more.", "They got it."):
        assert words in page
