"""A breach is reported at once, told the same minute, limited, decided with reasons, and closed when all is said."""

import re
from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.breaches import actions
from schoolgate.breaches.models import Breach, BreachStep
from schoolgate.breaches.queries import register_of
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.credentials.actions.suspecting import suspect_compromise
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.evidence import gather
from schoolgate.kernel.permissions import Role
from schoolgate.notifications.models import Letter
from schoolgate.posts.tests.going_out import waiting_post
from tests import make
from tests.counting import CheckGrowth

HOME = "/schools/oakfield/breaches"
WHAT = "A list of numbers went to the wrong class."


def reported(cast, **more: object) -> Breach:
    given = {"what": WHAT, "risks": ["disclosure"], **more}
    return actions.report_breach(cast.as_actor(cast.jo), cast.oakfield, **given).subject


def test_anybody_reports_it_and_those_who_must_know_hear_the_same_minute(cast):
    jo = cast.browse_as(cast.jo)
    page = jo.get(f"{HOME}/report").content.decode()
    assert page.count("<h1") == 1
    said = {
        "what": WHAT,
        "risks": ["disclosure", "access"],
        "meant": "accident",
        "at_once": "Asked for it back",
    }
    assert jo.post(f"{HOME}/report", said).status_code == 302
    breach = Breach.objects.get()
    assert breach.told_by_at == make.NOW + timedelta(hours=72)
    assert breach.steps.get().done_at == make.NOW
    run_all(make.NOW)
    run_all(make.NOW)
    told = set(Letter.objects.filter(occasion=f"breach:{breach.pk}").values_list("recipient", flat=True))
    assert told == {f"person:{one.pk}" for one in (cast.dpo, cast.head)}
    event = Event.objects.get(type="breach.reported")
    assert "numbers" not in str(event.detail)
    assert jo.get(f"{HOME}/").status_code == 403
    assert jo.get(f"{HOME}/{breach.pk}").status_code == 403


def test_it_says_what_of_what_kind_and_no_time_to_come(cast):
    actor = cast.as_actor(cast.jo)
    for given in (
        {"what": " ", "risks": ["loss"]},
        {"what": WHAT, "risks": []},
        {"what": WHAT, "risks": ["loss"], "found_at": make.NOW + timedelta(hours=1)},
    ):
        with pytest.raises(Refused):
            actions.report_breach(actor, cast.oakfield, **given)
    page = cast.browse_as(cast.jo).post(f"{HOME}/report", {"what": "", "meant": "unknown"})
    assert "Choose at least one" in page.content.decode()
    assert not Breach.objects.exists()


def test_it_is_followed_on_its_pages_to_the_end(cast):
    found_at = make.NOW - timedelta(hours=5)
    breach = reported(cast, found_at=found_at)
    dpo = cast.browse_as(cast.dpo)
    one = f"{HOME}/{breach.pk}"
    assert f"Decide who is told of breach B{breach.pk}" in dpo.get("/today").content.decode()
    page = dpo.get(one).content.decode()
    assert page.count("<h1") == 1
    assert "5 hours after it was found" in page
    assert "Nothing was done yet to limit it." in page
    refused = dpo.post(f"{one}/close", {"lessons": "Send by post."}).content.decode()
    for words in ("what was done to limit it", "what it did to people", "Information Commissioner is told"):
        assert words in refused
    assert dpo.post(f"{one}/step", {"words": "Ask the class to delete it"}).status_code == 302
    step = BreachStep.objects.get()
    assert dpo.get(f"{HOME}/steps/{step.pk}/done").status_code == 200
    assert dpo.post(f"{HOME}/steps/{step.pk}/done").status_code == 302
    known = {
        "risks": ["disclosure"],
        "meant": "accident",
        "effects": "Families were called.",
        "people_many": 3,
    }
    assert dpo.post(f"{one}/describe", known).status_code == 302
    assert dpo.post(f"{one}/ico", {"decided": "tell", "reason": "Numbers of homes"}).status_code == 302
    assert b"not told yet" in dpo.get(one).content
    assert dpo.post(f"{one}/ico/told", {"reference": "IC-1"}).status_code == 302
    assert dpo.post(f"{one}/people", {"decided": "tell", "reason": "They may be called"}).status_code == 302
    assert dpo.post(f"{one}/people/told").status_code == 302
    for address in ("describe", "step", "ico", "people", "close", "ico/told", "people/told"):
        assert dpo.get(f"{one}/{address}").status_code == 200
    assert f"See to breach B{breach.pk}" in dpo.get("/today").content.decode()
    assert dpo.post(f"{one}/close", {"lessons": "Send by post."}).status_code == 302
    breach.refresh_from_db()
    assert breach.closed_by == cast.dpo
    assert not re.search(rf"\bB{breach.pk}\b", dpo.get("/today").content.decode())
    with pytest.raises(Refused):
        actions.take_breach_step(cast.as_actor(cast.dpo), breach, words="More")
    assert {one.type.partition(".")[2] for one in Event.objects.filter(type__startswith="breach.")} == {
        "reported", "described", "step_taken", "step_done", "decided", "told", "closed",
    }  # fmt: skip


def test_a_decision_has_a_reason_and_nobody_is_told_before_it(cast):
    breach = reported(cast)
    dpo = cast.as_actor(cast.dpo)
    with pytest.raises(Refused):
        actions.decide_about_ico(dpo, breach, decided="not_needed", reason=" ")
    with pytest.raises(Refused):
        actions.say_ico_told(dpo, breach)
    with pytest.raises(Refused):
        actions.say_people_told(dpo, breach)
    with pytest.raises(Refused):
        actions.decide_about_ico(cast.as_actor(cast.jo), breach, decided="tell", reason="Yes")
    with pytest.raises(NotHere):
        actions.decide_about_ico(
            cast.as_actor(cast.head_elsewhere, cast.elmsgate), breach, decided="tell", reason="Yes"
        )
    actions.decide_about_ico(dpo, breach, decided="not_needed", reason="It was empty")
    breach.refresh_from_db()
    assert breach.due_at == make.NOW + timedelta(days=30)


def test_the_register_is_found_by_kind_and_whether_it_was_meant(cast):
    theft = reported(cast, risks=["theft", "access"], meant="deliberate")
    reported(cast, risks=["loss"], meant="accident")
    assert list(register_of(cast.oakfield, risk="theft")) == [theft]
    assert list(register_of(cast.oakfield, meant="deliberate")) == [theft]
    page = cast.browse_as(cast.dpo).get(f"{HOME}/", {"risk": "theft"}).content.decode()
    assert f"B{theft.pk}" in page
    assert "nothing yet" in page


def test_a_break_in_opens_one_and_a_post_leads_to_one(cast):
    suspect_compromise(cast.as_actor(cast.head), cast.facebook, words="A post went up that nobody wrote")
    run_all(make.NOW)
    run_all(make.NOW)
    breach = Breach.objects.get()
    assert breach.about.startswith("compromise:")
    assert breach.risks == ["access"]
    assert b"The account it is about" in cast.browse_as(cast.dpo).get(f"{HOME}/{breach.pk}").content
    stopped = cast.browse_as(cast.head).get(f"/schools/oakfield/{breach.about.replace(':', 's/')}").content
    assert f'href="{HOME}/{breach.pk}">{breach.number}</a>'.encode() in stopped
    post = waiting_post(cast)
    dpo = cast.browse_as(cast.dpo)
    begun = dpo.get(f"{HOME}/report", {"post": post.pk}).content.decode()
    assert post.heading in begun
    said = {"what": WHAT, "risks": ["disclosure"], "meant": "unknown"}
    assert dpo.post(f"{HOME}/report?post={post.pk}", said).status_code == 302
    assert Breach.objects.filter(about=f"post:{post.pk}").count() == 1
    assert b"The post it is about" in dpo.get(f"{HOME}/{Breach.objects.latest('pk').pk}").content


def test_what_was_decided_in_time_is_evidence_and_what_was_not_is_missed(cast):
    since = make.NOW - timedelta(days=30)
    late = reported(cast, found_at=make.NOW - timedelta(days=4))
    breach = reported(cast)
    actions.decide_about_ico(cast.as_actor(cast.dpo), breach, decided="not_needed", reason="It was empty")
    found = gather(cast.oakfield, since, make.NOW)["case.information_breach"]
    assert found.kept
    assert (found.missed, found.open) == (1, 2)
    assert found.open_since == late.found_at


def test_its_queries_do_not_grow(cast, queries_do_not_grow: CheckGrowth):
    make.make_person(cast.oakfield, Role.NETWORK_MANAGER)
    dpo = cast.browse_as(cast.dpo)

    def more(many: int) -> None:
        for _ in range(many):
            reported(cast)

    queries_do_not_grow(more, lambda: dpo.get(f"{HOME}/"), at_most=14)


def test_each_deed_is_for_those_who_keep_the_register_and_writes_one_event(cast):
    breach = reported(cast)
    dpo, jo = cast.as_actor(cast.dpo), cast.as_actor(cast.jo)
    known = {"risks": ["loss"], "meant": "accident", "effects": "None", "people_many": 0}
    why = {"decided": "not_needed", "reason": "It was empty"}
    actions.take_breach_step(dpo, breach, words="Look for it")
    deeds = (
        (actions.describe_breach, known),
        (actions.finish_breach_step, {"step": breach.steps.get().pk}),
        (actions.decide_about_ico, why),
        (actions.decide_about_people, why),
        (actions.close_breach, {"lessons": "A lock for the cupboard"}),
    )
    for deed, given in deeds:
        with pytest.raises(Refused):
            deed(jo, breach, **given)
        before = Event.objects.count()
        deed(dpo, breach, **given)
        assert Event.objects.count() == before + 1
        breach.refresh_from_db()
    assert breach.closed_at == make.NOW
