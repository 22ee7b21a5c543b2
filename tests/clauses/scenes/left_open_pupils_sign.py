"""Pupils sign their code class by class; who was away signs later, and the day of each is kept."""

from datetime import timedelta

from schoolgate.training.actions import class_agrees
from schoolgate.training.agreeing import to_sign
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.duties_in_time import owed
from tests.clauses.stage import Stage


@scene
def a_class_signs_what_pupils_keep_to(stage: Stage) -> None:
    """The class is on somebody's list until it has signed the code for pupils; who did, and on which day, stays."""
    amara = make.make_pupil(stage.school, "Amara", "Okello", class_name="4A")
    ben = make.make_pupil(stage.school, "Ben", "Stone", class_name="4A")
    duty = owed(stage, "class_signs")
    assert "4A" in duty.what
    page = stage.page(stage.cast.jo, "training:classes_sign")
    assert "0 of 2" in page
    assert stage.row.clause in page
    document = to_sign(stage.policy)
    assert "I have read our rules for pupils, and keep to them." in {one.words for one in document.lines}
    given = {"class_name": "4A", "form": "lesson", "digest": document.digest}
    yesterday = stage.cast.now.date() - timedelta(days=1)
    stage.does(class_agrees, stage.cast.jo, stage.school, **given, signed_on=yesterday, absent=[ben.pk])
    assert "1 of 2" in stage.page(stage.cast.jo, "training:classes_sign")
    assert amara.agreed.get().agreed.signed_on == yesterday
    assert not ben.agreed.exists()
    assert stage.is_cited()
