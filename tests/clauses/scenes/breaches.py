"""Breaches of information: reported at once, of their kinds, limited, handled under the school's policy for it."""

from datetime import timedelta

from schoolgate.breaches.actions import finish_breach_step, report_breach, take_breach_step
from schoolgate.breaches.models import Breach, BreachStep
from schoolgate.breaches.queries import register_of
from schoolgate.kernel.permissions import Role
from schoolgate.notifications.models import Letter
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read

WHAT = "A class list went to the wrong family."


def _reported(stage: Stage, **more: object) -> Breach:
    given = {"what": WHAT, "risks": ["disclosure"], **more}
    breach: Breach = stage.does(report_breach, stage.cast.jo, stage.school, **given).subject
    return breach


def _page_of(stage: Stage, breach: Breach) -> str:
    return read(stage.page_as_sent(stage.cast.dpo, "breaches:breach", breach_id=breach.pk))


@scene
def a_breach_is_reported_and_told_at_once(stage: Stage) -> None:
    """Any colleague reports it: both times stand side by side, what is between them shows, letters go at once."""
    assert stage.row.clause in stage.page(stage.cast.jo, "breaches:report")
    breach = _reported(stage, found_at=make.NOW - timedelta(hours=5))
    stage.time_passes()
    told = Letter.objects.filter(occasion=f"breach:{breach.pk}").values_list("recipient", flat=True)
    assert {f"person:{one.pk}" for one in (stage.cast.dpo, stage.cast.head)} <= set(told)
    assert f"Decide who is told of breach B{breach.pk}" in stage.today(stage.cast.dpo)
    page = _page_of(stage, breach)
    assert "5 hours after it was found" in page
    assert stage.row.clause in page


@scene
def the_register_knows_kinds_of_breaches(stage: Stage) -> None:
    """Lost, stolen, wrongly seen, given to the wrong people; meant or not: asked of each, and looked for by each."""
    missing = report_breach.why_not(stage.as_actor(stage.cast.jo), stage.school, what=WHAT, risks=[])
    assert [one.words for one in missing] == ["No kind is chosen."]
    stolen = _reported(stage, risks=["theft", "access"], meant="deliberate")
    lost = _reported(stage, risks=["loss"], meant="accident")
    assert list(register_of(stage.school, risk="theft")) == [stolen]
    assert list(register_of(stage.school, meant="accident")) == [lost]
    page = stage.page(stage.cast.dpo, "breaches:breaches")
    for words in ("wrong access, stolen", "On purpose", "By accident"):
        assert words in page
    assert stage.row.clause in page


@scene
def a_breach_is_limited_step_by_step(stage: Stage) -> None:
    """Nothing done yet is said first; each step has its owner, its beginning and its end."""
    breach = _reported(stage)
    assert "Nothing was done yet to limit it." in _page_of(stage, breach)
    stage.does(take_breach_step, stage.cast.dpo, breach, words="Ask the family to delete it")
    assert "Max Fenn, begun" in _page_of(stage, breach)
    assert "not done" in _page_of(stage, breach)
    stage.does(finish_breach_step, stage.cast.dpo, breach, step=BreachStep.objects.get().pk)
    page = _page_of(stage, breach)
    assert "not done" not in page
    assert stage.row.clause in page


@scene
def a_breach_goes_by_the_cyber_security_policy(stage: Stage) -> None:
    """It names that policy, the data protection lead and the network manager hear of it, the post stands beside it."""
    manager = make.make_person(stage.school, Role.NETWORK_MANAGER, forename="Noor", surname="Webb")
    post = stage.posting.draft(stage.cast.jo)
    breach = _reported(stage, about=f"post:{post.pk}")
    stage.time_passes()
    told = Letter.objects.filter(occasion=f"breach:{breach.pk}").values_list("recipient", flat=True)
    assert {f"person:{one.pk}" for one in (stage.cast.dpo, manager)} <= set(told)
    page = stage.page_as_sent(stage.cast.dpo, "breaches:breach", breach_id=breach.pk)
    assert f"/posts/{post.pk}" in page
    assert "cyber-security policy" in page
    assert stage.row.clause in page
