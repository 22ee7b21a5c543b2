"""A tie with a family that the chair of governors allows, as the headteacher may."""

from schoolgate.requests import queries
from schoolgate.requests.actions import decide_request
from schoolgate.requests.models import Leave
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import cast_of_deciders, form_of, says, sent
from tests.clauses.stage import Stage


@scene
def the_chair_allows_it_and_no_other_governor(stage: Stage) -> None:
    """Jo told of a tie: another governor can neither read it nor decide; the chair decides it with its day."""
    chair, other = cast_of_deciders(stage)["chair"], stage.cast.governor
    request = sent(stage, stage.cast.jo, form_of(stage))
    stage.may_not_open(other, "requests:request", request_id=request.pk)
    seen = queries.turn_digest(request)
    assert decide_request.why_not(stage.as_actor(other), request, says_yes=True, seen=seen)
    against = decide_request.why_not(stage.as_actor(chair), request, says_yes=True, seen=seen)
    assert not against, "the chair may not allow it"
    assert "Your decision" in stage.page(chair, "requests:request", request_id=request.pk)
    assert stage.row.clause in stage.page(chair, "requests:request", request_id=request.pk)
    says(stage, chair, request)
    assert Leave.objects.get(request=request).review_on is not None
