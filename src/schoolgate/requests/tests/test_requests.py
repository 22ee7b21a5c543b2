"""Requests: drafted, sent, decided in order, done, taken back; each refusal changes nothing."""

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.notifications.models import Letter
from schoolgate.people.desks import desk_of
from schoolgate.people.waiting import waiting_for
from schoolgate.policies.forms_library import request_forms
from schoolgate.requests import queries, waiting
from schoolgate.requests.actions import (
    change_request,
    decide_request,
    draft_request,
    mark_done,
    review_leave,
    revoke_leave,
    send_request,
    withdraw_request,
)
from schoolgate.requests.models import Decision, Leave, Request
from schoolgate.rules.forms import Deciders, Form, Kind, Question
from schoolgate.rules.forms.form import Step
from schoolgate.rules.forms.own import INSTEAD, MAY_DECIDE
from schoolgate.rules.refusals import Control
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt
from tests.following import follow_up


@pytest.fixture
def cast(db, django_capture_on_commit_callbacks):
    found = assemble()
    found.network = make.make_person(found.oakfield, Role.NETWORK_MANAGER, forename="Net", surname="Wirral")
    found.marketing = make.make_person(
        found.oakfield, Role.MARKETING_OFFICER, forename="Mar", surname="Bright"
    )
    found.oakfield.domains = ["oakfield.example"]
    found.oakfield.save()
    with scope(school=found.oakfield):
        yield found


def an_application(cast, **changed) -> dict:
    return {
        "name": "Year 4 page",
        "place": "facebook",
        "purpose": "Parents see what we learn.",
        "objective": "education",
        "audience": ["families"],
        "lead": cast.jo.pk,
        "administrators": [cast.lee.pk],
        "moderator": cast.office.pk,
        "email": "year4@oakfield.example",
        "risks": [["Rude comments", "We read them each day"]],
        **changed,
    }


def drafted(cast, who=None, form="account_application", **changed) -> Request:
    answers = an_application(cast, **changed) if form == "account_application" else changed
    return draft_request(cast.as_actor(who or cast.jo), cast.oakfield, form=form, answers=answers).subject


def sent(cast, who=None, **changed) -> Request:
    request = drafted(cast, who, **changed)
    send_request(cast.as_actor(who or cast.jo), request)
    request.refresh_from_db()
    return request


def says(cast, who, request, says_yes=True, **given):
    request.refresh_from_db()
    signs = [key for key, _words in request.turn.signs] if request.turn and says_yes else ()
    given = {"seen": queries.turn_digest(request), "signs": signs, **given}
    decide_request(cast.as_actor(who), request, says_yes=says_yes, **given)
    request.refresh_from_db()
    return request


def about(refused) -> set[str]:
    return {one.about for one in refused.value.refusals}


def test_a_draft_keeps_what_is_answered_and_the_form_as_it_is_today(cast):
    request = drafted(cast)
    assert request.state == "draft"
    assert request.answers["name"] == "Year 4 page"
    assert request.form_version.digest == request.form.digest
    assert Event.objects.get().type == "request.drafted"


def test_sending_it_asks_the_first_decider_and_records_it(cast):
    request = sent(cast)
    assert request.state == "waiting"
    assert request.turn.posts == ("marketing_officer",)
    assert Event.objects.last().type == "request.sent"


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({"name": ""}, "name"),
        ({"email": "me@elsewhere.example"}, "email"),
        ({"audience": []}, "audience"),
        ({"risks": []}, "risks"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_sent(cast, changed, asked):
    request = drafted(cast, **changed)
    with pytest.raises(Refused) as refused:
        send_request(cast.as_actor(cast.jo), request)
    assert about(refused) == {asked}
    request.refresh_from_db()
    assert request.state == "draft"


def test_the_same_person_twice_as_administrator_is_refused(cast):
    for administrators in ([cast.jo.pk], [cast.lee.pk, cast.lee.pk]):
        with pytest.raises(Refused) as refused:
            send_request(cast.as_actor(cast.jo), drafted(cast, administrators=administrators))
        assert about(refused) == {"administrators"}


def test_two_deciders_in_order_and_then_it_is_agreed(cast):
    request = sent(cast)
    with pytest.raises(Refused) as refused:
        says(cast, cast.head, request)
    assert "not yours" in refused.value.refusals[0].words
    says(cast, cast.marketing, request)
    assert request.turn.posts == ("headteacher",)
    says(cast, cast.head, request)
    assert request.state == "granted"
    assert Leave.objects.get().review_on is not None
    assert [one.signs for one in Decision.objects.all()] == [["content", "brand"]] * 2
    assert Event.objects.filter(type="request.decided").count() == 2


def test_a_no_needs_a_reason_and_ends_it(cast):
    request = sent(cast)
    with pytest.raises(Refused) as refused:
        says(cast, cast.marketing, request, says_yes=False)
    assert about(refused) == {"because"}
    says(cast, cast.marketing, request, says_yes=False, because="We have one already.")
    assert request.state == "refused"


def test_a_deputy_does_not_decide_their_own_and_a_head_is_passed_to_the_chair(cast):
    cast_chair = make.make_person(cast.oakfield, Role.CHAIR, forename="Cha", surname="Irwin")
    request = sent(cast, cast.head)
    says(cast, cast.marketing, request)
    assert request.turn.posts == ("chair",)
    with pytest.raises(Refused) as refused:
        says(cast, cast.head, request)
    assert refused.value.refusals[0].control == Control.NO_ACCOUNT_WITHOUT_APPROVAL
    says(cast, cast_chair, request)
    assert request.state == "granted"


def test_of_two_deciders_at_once_the_second_reads_again(cast):
    make.appoint(cast.deputy, Role.MARKETING_OFFICER, cast.oakfield)
    request = sent(cast)
    seen = queries.turn_digest(request)
    says(cast, cast.marketing, request)
    make.appoint(cast.deputy, Role.HEADTEACHER, cast.oakfield)
    with pytest.raises(Refused) as refused:
        says(cast, cast.deputy, request, seen=seen)
    assert about(refused) == {"seen"}
    assert Decision.objects.count() == 1


def test_a_changed_answer_makes_decisions_void_and_begins_again(cast):
    request = sent(cast)
    says(cast, cast.marketing, request)
    change_request(cast.as_actor(cast.jo), request, answers=an_application(cast, name="Year 4 news"))
    request.refresh_from_db()
    assert (request.step, request.turn.posts) == (0, ("marketing_officer",))
    assert Decision.objects.get().void_at is not None
    says(cast, cast.marketing, request)
    assert request.step == 1


def test_only_who_asked_changes_sends_and_withdraws(cast):
    request = drafted(cast)
    lee = cast.as_actor(cast.lee)
    assert change_request.why_not(lee, request, answers={})
    assert send_request.why_not(lee, request)
    assert withdraw_request.why_not(lee, request)
    withdraw_request(cast.as_actor(cast.jo), request)
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert withdraw_request.why_not(cast.as_actor(cast.jo), request)


def test_who_the_policy_does_not_name_cannot_ask(cast):
    adopt(cast, "ST")
    with pytest.raises(Refused) as refused:
        drafted(cast, cast.volunteer)
    assert refused.value.refusals[0].control == Control.NO_ACCOUNT_WITHOUT_APPROVAL
    with pytest.raises(Refused):
        drafted(cast, form="no_such_form")


def test_what_is_agreed_is_done_by_whoever_does_it(cast):
    adopt(cast, "ST")
    answers = {
        "address": "https://maps.example/4",
        "holds": "Maps",
        "reasons": "Geography",
        "risks": [["Advertisements", "Only on the big screen"]],
    }
    request = sent(cast, form="blocked_site_access", **answers)
    says(cast, cast.head, request)
    assert request.state == "to_do"
    assert mark_done.why_not(cast.as_actor(cast.head), request, words="x")
    with pytest.raises(Refused):
        mark_done(cast.as_actor(cast.network), request, words=" ")
    mark_done(cast.as_actor(cast.network), request, words="Opened for Year 4.")
    request.refresh_from_db()
    assert (request.state, request.done_by_id) == ("done", cast.network.pk)


def test_leave_is_looked_at_again_and_taken_back_by_who_can_give_it(cast):
    request = sent(cast)
    says(cast, cast.marketing, request)
    says(cast, cast.head, request)
    leave = Leave.objects.get()
    today = cast.now.date()
    assert list(queries.leave_given(cast.oakfield, "account_application", today)) == [leave]
    assert revoke_leave.why_not(cast.as_actor(cast.deputy), leave, because="x")
    later = today.replace(year=today.year + 1)
    assert review_leave.why_not(cast.as_actor(cast.head), leave, again_on=today)
    review_leave(cast.as_actor(cast.head), leave, again_on=later)
    revoke_leave(cast.as_actor(cast.head), leave, because="It was not kept.")
    leave.refresh_from_db()
    assert leave.review_on == later
    assert leave.revoked_by == cast.head
    assert not queries.leave_given(cast.oakfield, "account_application", today).exists()
    assert revoke_leave.why_not(cast.as_actor(cast.head), leave, because="x")


def test_another_schools_request_does_not_exist(cast):
    request = drafted(cast)
    with scope(school=cast.elmsgate), pytest.raises(NotHere):
        withdraw_request(cast.as_actor(cast.head_elsewhere, cast.elmsgate), request)
    page = reverse("requests:request", args=["elmsgate", request.pk])
    assert cast.browse_as(cast.head_elsewhere).get(page).status_code == 404


def test_it_waits_with_whose_turn_it_is_and_never_with_who_asked(cast):
    def kinds(person):
        return [one.kind for one in waiting_for(desk_of(person, cast.now), [waiting.waiting_for], most=9)]

    make.appoint(cast.jo, Role.MARKETING_OFFICER, cast.oakfield)
    request = sent(cast)
    assert kinds(cast.marketing) == ["decide_request"]
    assert kinds(cast.jo) == kinds(cast.head) == []
    says(cast, cast.marketing, request)
    assert kinds(cast.head) == ["decide_request"]
    says(cast, cast.head, request)
    Leave.objects.update(review_on=cast.now.date())
    assert kinds(cast.head) == ["review_leave"]


def test_letters_quote_nothing_that_was_answered(cast):
    request = sent(cast)
    follow_up(cast.now)
    says(cast, cast.marketing, request, says_yes=False, because="A secret reason.")
    follow_up(cast.now)
    told = list(Letter.objects.all())
    assert {one.recipient for one in told} == {f"person:{cast.marketing.pk}", f"person:{cast.jo.pk}"}
    assert not any("Year 4" in one.text or "secret" in one.text for one in told)


def test_a_closed_request_is_read_by_those_who_must_only(cast):
    answers = {"kind": "friends", "with_whom": "Family A", "platform": "Facebook", "need": "Neighbours"}
    request = sent(cast, form="contact_exception", **answers)
    page = reverse("requests:request", args=["oakfield", request.pk])
    may = {one: cast.browse_as(one).get(page).status_code for one in (cast.jo, cast.head, cast.safeguarding)}
    assert set(may.values()) == {200}
    for other in (cast.lee, cast.deputy, cast.network):
        assert cast.browse_as(other).get(page).status_code == 404


def test_what_one_is_unsure_about_stands_on_both_days_until_it_was_talked_over(cast):
    def kinds(person):
        return [one.kind for one in waiting_for(desk_of(person, cast.now), [waiting.waiting_for], most=9)]

    def page(person):
        return (
            cast.browse_as(person)
            .get(reverse("requests:request", args=["oakfield", doubt.pk]))
            .content.decode()
        )

    adopt(cast, "AE")
    asked = {
        "words": "What the council did to our field",
        "place": "My own page",
        "whose": "private",
        "doubt": "Tone",
    }
    doubt = drafted(cast, form="ask_first", **asked)
    assert kinds(cast.jo) == []
    send_request(cast.as_actor(cast.jo), doubt)
    assert (kinds(cast.jo), kinds(cast.head)) == (["held_back"], ["decide_request"])
    assert "Do not post it or answer until you have talked about it." in page(cast.jo)
    says(cast, cast.head, doubt, says_yes=False, because="Leave the council out.")
    assert kinds(cast.jo) == kinds(cast.head) == []
    assert "the answer is no: leave it" in page(cast.jo)


def test_every_post_that_a_form_can_name_may_decide_and_carry_out():
    named = set(MAY_DECIDE) | set(INSTEAD)
    for each in request_forms().values():
        named |= {post for step in each.form.steps for post in (*step.posts, *step.instead)}
        named |= set(each.form.done_by)
    assert {post for post in named if Permission.REQUEST_DECIDE not in GRANTS[Role(post)]} == set()


def test_whoever_grants_leave_for_a_tie_is_a_setting_and_the_next_where_the_first_asks():
    step = Step(setting="deciders", first_of_setting=True, instead=("chair",))
    asks = (Question("who", "With whom?", Kind.LINE),)
    form = Form("tie", "A tie", "", asks, steps=(step,))
    held = {"senior_leader": {1}, "headteacher": {2}, "chair": {3}}

    def decided_by(applicant, *posts):
        of = Deciders.of(form, held=held, applicant=applicant, set_posts={"deciders": posts})
        return [one.posts for one in of]

    assert decided_by(9, "headteacher", "senior_leader") == [("headteacher",)]
    assert decided_by(2, "headteacher", "senior_leader") == [("senior_leader",)]
    assert decided_by(9, "nobody_holds_it", "senior_leader") == [("senior_leader",)]
    assert decided_by(1, "senior_leader") == [("chair",)]
