"""Before and after pictures: whom a sheet for the camera names, and what comes down after somebody left."""

from datetime import timedelta

from schoolgate.duties.actions import do_duty
from schoolgate.people.queries import today_of
from schoolgate.pupils.models import Pupil
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.duties_in_time import owed, stands_on_today
from tests.clauses.stage import Stage


@scene
def what_shows_a_leaver_comes_down(stage: Stage) -> None:
    """Amara left long enough ago and is still on a picture that is up: somebody owes taking it down."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    stage.posting.approved(pupils=(amara,))
    stage.time_passes()
    left = today_of(stage.cast.now) - timedelta(days=40)
    Pupil.objects.filter(pk=amara.pk).update(left_on=left)
    stage.sets("leavers_pictures_months", 1)
    duty = owed(stage, "leavers")
    assert "Amara O." in duty.what
    stands_on_today(stage, duty, stage.cast.dpo)
    stage.does(do_duty, stage.cast.dpo, duty, outcome="Taken down on Monday")
