"""What a person needs, what else somebody is here, and the answers that came with the booklet for new pupils."""

from datetime import timedelta

from schoolgate.pupils.actions.consents import record_answer
from schoolgate.pupils.models import Answer
from schoolgate.rules.consents import ALL_USES, Capacity, Said
from schoolgate.staffing.actions import agree_adjustment, end_adjustment, say_ties
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def a_rule_is_adapted_for_one_person(stage: Stage) -> None:
    """The headteacher agrees with Jo what is adapted, until a day: she and the headteacher read it, Lee does not."""
    jo, head = stage.cast.jo, stage.cast.head
    words = "Answers within two days, for her hearing."
    until = (stage.cast.now + timedelta(days=90)).date()
    agreed = stage.does(agree_adjustment, head, jo, words=words, until=until).subject
    for reader in (jo, head):
        page = stage.page(reader, "staffing:person", person_id=jo.pk)
        assert words in page
        assert stage.row.clause in page
    assert words not in stage.page(stage.cast.lee, "staffing:person", person_id=jo.pk)
    stage.does(end_adjustment, head, agreed)
    assert words not in stage.page(head, "staffing:person", person_id=jo.pk)


@scene
def somebody_is_also_a_parent_or_a_neighbour(stage: Stage) -> None:
    """Jo says that she is also a parent here and lives next door: it stands on her page for all who work there."""
    jo = stage.cast.jo
    stage.does(say_ties, jo, jo, kinds=["parent", "resident"])
    page = stage.page(stage.cast.head, "staffing:person", person_id=jo.pk)
    assert "also a parent here" in page
    assert "also a neighbour" in page
    assert stage.row.clause in page
    assert say_ties.why_not(stage.as_actor(stage.cast.lee), jo, kinds=[])


@scene
def the_booklets_answers_are_kept_with_where_they_are(stage: Stage) -> None:
    """The form is printed for the booklet; a yes from it needs its day and where it can be seen, and keeps both."""
    office = stage.cast.office
    form = stage.page(office, "pupils:consent_form")
    assert stage.row.clause in form
    assert form.count("☐") >= 4
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    given = {
        "answers": dict.fromkeys(ALL_USES, Said.YES),
        "given_by": "Nkem Okello",
        "capacity": Capacity.PARENT,
        "answered_on": (stage.cast.now - timedelta(days=7)).date(),
    }
    found = record_answer.why_not(stage.as_actor(office), amara, evidence="", **given)
    assert any(one.about == "evidence" for one in found)
    where = "Form of the new pupils' booklet, folder 4A in the office"
    stage.does(record_answer, office, amara, evidence=where, **given)
    kept = Answer.objects.filter(pupil=amara)
    assert {one.evidence for one in kept} == {where}
    assert {one.answered_at.date() for one in kept} == {given["answered_on"]}
    assert where in stage.page(stage.cast.head, "pupils:pupil", pupil_id=amara.pk)
