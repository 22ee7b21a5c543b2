"""The record of consents is kept current, and each post keeps the answers of its day."""

from datetime import timedelta

from schoolgate.audit.models import Event
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.models import Delivery
from schoolgate.pupils.actions.checking import check_consents
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.rules.consents import ALL_USES, Capacity, Said
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import CONSENT, Stage

WAITS = "Look through the record of consents"


@scene
def the_data_protection_lead_keeps_the_record(stage: Stage) -> None:
    """She opens the record, corrects an answer and says that it is current; a teacher may do none of that."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    given = {
        "given_by": "A parent",
        "capacity": Capacity.PARENT,
        "evidence": "a form",
        "answered_on": stage.cast.now.date(),
    }
    stage.does(record_answer, stage.cast.dpo, amara, answers={"photo.website": Said.YES}, **given)
    assert stage.row.clause in stage.page(stage.cast.dpo, "pupils:current")
    assert stage.is_cited()
    stage.does(check_consents, stage.cast.dpo, stage.school)
    for refused in (record_answer, check_consents):
        assert refused.may not in stage.as_actor(stage.cast.jo).permissions
    assert check_consents.may not in stage.as_actor(stage.cast.head).permissions
    stage.may_not_open(stage.cast.jo, "pupils:current")


@scene
def the_record_is_looked_through_when_it_is_due(stage: Stage) -> None:
    """It stands on Today until she has looked who has not answered, what changed and who left; again in four weeks."""
    unanswered = make.make_pupil(stage.school, "Ben", "Tarrant")
    amara, cem = (make.make_pupil(stage.school, *name) for name in (("Amara", "Okello"), ("Cem", "Vale")))
    for pupil in (amara, cem):
        make.consents(pupil)
    assert WAITS in stage.today(stage.cast.dpo)
    stage.does(check_consents, stage.cast.dpo, stage.school)
    assert WAITS not in stage.today(stage.cast.dpo)
    later = stage.settings.FIXED_NOW = stage.cast.now + timedelta(days=28)
    office = stage.cast.as_actor(stage.cast.office, now=later)
    stage.does(withdraw_consent, office, amara, uses=ALL_USES)
    cem.left_on = later.date()
    cem.save(update_fields=["left_on"])
    assert WAITS in stage.today(stage.cast.dpo)
    page = stage.page(stage.cast.dpo, "pupils:current")
    for told in ("Okello, Amara", "Vale, Cem", "1 pupil", stage.row.clause):
        assert told in page, told
    assert stage.is_cited()
    assert unanswered.surname in stage.page(stage.cast.dpo, "pupils:roll", query={"answered": "open"})


@scene
def what_went_out_before_keeps_the_answers_of_its_day(stage: Stage) -> None:
    """Amara's post went out with a yes. Today's no changes neither that answer nor what was checked on that day."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.approved(pupils=(amara,))
    stage.time_passes()
    delivery = Delivery.objects.get(post=post)
    before = Event.objects.get(type="delivery.claimed", subject_id=str(delivery.pk))
    assert CONSENT in before.controls
    tomorrow = stage.settings.FIXED_NOW = stage.cast.now + timedelta(days=1)
    office = stage.cast.as_actor(stage.cast.office, now=tomorrow)
    stage.does(withdraw_consent, office, amara, uses=ALL_USES)
    kept = Event.objects.get(pk=before.pk)
    assert (kept.at, kept.controls) == (before.at, before.controls)
    yes, no = amara.answers.filter(use="photo.noticeboard").order_by("pk")
    assert (yes.said, no.said) == ("yes", "withdrawn")
    assert yes.answered_at < delivery.claimed_at < no.answered_at
    stage.told_of_the_clause()


@scene
def a_pupil_takes_part_with_written_consent(stage: Stage) -> None:
    """Nobody wrote a yes for Amara: the school's account does not show her, and says whom; the written yes opens it."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    post = stage.posting.ready(pupils=(amara,), places=[stage.cast.facebook])
    stage.refuses(submit_post, stage.cast.jo, post, says="Amara O. can’t be shown on Facebook")
    given = {"given_by": "A parent", "capacity": Capacity.PARENT, "answered_on": stage.cast.now.date()}
    yes = dict.fromkeys(ALL_USES, Said.YES)
    office = stage.cast.office
    says = "asks for a yes in writing"
    found = record_answer.why_not(stage.as_actor(office), amara, answers=yes, evidence="a call", **given)
    assert any(says in one.words for one in found)
    stage.does(record_answer, office, amara, answers=yes, evidence="a signed form", **given)
    stage.does(submit_post, stage.cast.jo, post)
