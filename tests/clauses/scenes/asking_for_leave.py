"""Forms: what a policy wants asked is asked, by its clause; deciders in their order; what a yes leaves behind."""

from typing import Any

from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts.actions import add_account, review_account
from schoolgate.official_accounts.models import AccountRecord, OfficialAccount
from schoolgate.people.models import Person
from schoolgate.requests import queries
from schoolgate.requests.actions import (
    decide_request,
    draft_request,
    mark_done,
    revoke_leave,
    send_request,
)
from schoolgate.requests.models import Leave, Request
from schoolgate.rules.forms import Form, Kind, Question, asked_now
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


def form_of(stage: Stage) -> Form:
    """The form of the row's request, or of accounts, as this school asks it."""
    mechanism, _dot, key = stage.row.instance.partition(".")
    found = queries.forms_of(stage.school).get(key if mechanism == "request" else "account_application")
    assert found is not None, f"nobody is offered {stage.row.instance}"
    return found


def questions_of(stage: Stage, form: Form) -> list[Question]:
    """The questions behind which the row's clause stands."""
    found = [one for one in form.questions if stage.row.clause in one.clauses]
    assert found, f"no question of {form.key} asks what {stage.row.clause} wants"
    return found


def filled_in(stage: Stage, form: Form) -> dict[str, Any]:
    """An answer to every question there is, conditional ones as well."""
    people = iter([stage.cast.jo.pk, stage.cast.lee.pk, stage.cast.office.pk, stage.cast.dpo.pk] * 3)
    answers: dict[str, Any] = {}
    for one in form.questions:
        answers[one.key] = {
            Kind.CHOICE: lambda one=one: next(iter(one.choices)),
            Kind.SEVERAL: lambda one=one: list(one.choices),
            Kind.NUMBER: lambda: 18,
            Kind.DAY: lambda: "2026-12-01",
            Kind.ADDRESS: lambda: "https://maps.example/4",
            Kind.YES_NO: lambda: "yes",
            Kind.PERSON: lambda one=one: stage.cast.safeguarding.pk if one.holds else next(people),
            Kind.PEOPLE: lambda: [next(people), stage.cast.safeguarding.pk],
            Kind.SCHOOL_EMAIL: lambda: "year4@oakfield.example",
            Kind.PAIRS: lambda: [["Rude comments", "We read them"]],
        }.get(one.kind, lambda one=one: f"Words for {one.key}")()
    return answers


def drafted(stage: Stage, who: Person, form: Form, **changed: Any) -> Request:
    answers = {**filled_in(stage, form), **changed}
    made: Request = stage.does(draft_request, who, stage.school, form=form.key, answers=answers).subject
    return made


def sent(stage: Stage, who: Person, form: Form) -> Request:
    request = drafted(stage, who, form)
    stage.does(send_request, who, request)
    request.refresh_from_db()
    return request


def says(stage: Stage, who: Person, request: Request, *, yes: bool = True, because: str = "") -> None:
    signs = [key for key, _words in request.turn.signs] if request.turn and yes else []
    seen = queries.turn_digest(request)
    stage.does(decide_request, who, request, says_yes=yes, seen=seen, signs=signs, because=because)
    request.refresh_from_db()


def cast_of_deciders(stage: Stage) -> dict[str, Person]:
    """Whoever may decide on forms, each a person of their own."""
    school = stage.school
    return {
        "marketing_officer": make.make_person(
            school, Role.MARKETING_OFFICER, forename="Mar", surname="Bright"
        ),
        "headteacher": stage.cast.head,
        "senior_leader": stage.cast.deputy,
        "network_manager": make.make_person(school, Role.NETWORK_MANAGER, forename="Net", surname="Wirral"),
        "chair": make.make_person(school, Role.CHAIR, forename="Cha", surname="Irwin"),
    }


def all_agree(stage: Stage, request: Request, deciders: dict[str, Person]) -> list[str]:
    """Everybody says yes in their order; the posts that did."""
    said = []
    while request.turn is not None:
        post = request.turn.posts[0]
        says(stage, deciders[post], request)
        said.append(post)
    return said


@scene
def the_form_asks_it(stage: Stage) -> None:
    """What the clause wants is asked on the form, is missed by its name when it is not answered, and is read by
    whoever decides and on paper, with the clause beside it."""
    form = form_of(stage)
    for question in questions_of(stage, form):
        applicant = stage.cast.deputy
        if question.when is None:
            assert question.asks in stage.page(applicant, "requests:ask", key=form.key)
        if question.required:
            lacking = drafted(stage, applicant, form, **{question.key: ""})
            against = send_request.why_not(stage.as_actor(applicant), lacking)
            assert any(one.about == question.key and question.asks in one.words for one in against)
        whole = drafted(stage, applicant, form)
        assert question.key in {one.key for one in asked_now(whole.form, whole.answers)}
        printed = stage.page(applicant, "requests:printed", request_id=whole.pk)
        assert question.asks in printed
        assert stage.row.clause in printed


@scene
def each_decides_in_order_over_these_answers(stage: Stage) -> None:
    """It goes to those whom the policy names, one after the other; each signs content and brand by name, day and a
    mark over exactly these answers, the applicant never; it is agreed with the last yes."""
    deciders, form = cast_of_deciders(stage), form_of(stage)
    request = sent(stage, stage.cast.deputy if form.open_to_setting else stage.cast.jo, form)
    wanted = [one.posts[0] for one in request.deciders]
    assert stage.is_cited(form.control)
    assert stage.row.clause in stage.page(stage.cast.head, "requests:request", request_id=request.pk)
    own = stage.cast.deputy if form.open_to_setting else stage.cast.jo
    against = decide_request.why_not(stage.as_actor(own), request, says_yes=True, seen="")
    assert against
    said = []
    while request.turn is not None:
        post = request.turn.posts[0]
        later = [one for one in wanted if one not in (post, *said)]
        for other in later:
            seen = queries.turn_digest(request)
            stands = decide_request.why_not(
                stage.as_actor(deciders[other]), request, says_yes=True, seen=seen, signs=["content", "brand"]
            )
            assert stands, f"{other} decided before {post}"
        assert AccountRecord.objects.filter(request=request).count() == 0
        says(stage, deciders[post], request)
        said.append(post)
    assert said == wanted
    printed = stage.page(stage.cast.head, "requests:printed", request_id=request.pk)
    for post in said:
        assert str(deciders[post]) in printed
    for decision in request.decisions.all():
        assert decision.digest[:12] in printed
        assert decision.digest == request.digest
    if form.key == "account_application":
        assert {tuple(one.signs) for one in request.decisions.all()} == {("content", "brand")}


@scene
def a_no_has_its_reason(stage: Stage) -> None:
    """Whoever decides says yes or no; a no without a reason is refused, and the applicant reads the reason."""
    deciders, form = cast_of_deciders(stage), form_of(stage)
    applicant = stage.cast.jo
    request = sent(stage, applicant, form)
    assert stage.is_cited(form.control)
    decider = deciders[request.deciders[0].posts[0]]
    without = decide_request.why_not(
        stage.as_actor(decider), request, says_yes=False, seen=queries.turn_digest(request)
    )
    assert any(one.about == "because" for one in without)
    says(stage, decider, request, yes=False, because="We have one already.")
    told = stage.page(applicant, "requests:request", request_id=request.pk)
    assert "We have one already." in told
    assert stage.row.clause in told


@scene
def it_is_asked_for_by_who_may(stage: Stage) -> None:
    """Staff, volunteers and parents find the form, where the policy opens it to them."""
    assert stage.is_cited("request.account_application")
    parent = make.make_person(stage.school, Role.PARENT, forename="Par", surname="Ent")
    for person in (stage.cast.jo, stage.cast.volunteer, parent):
        page = stage.page(person, "requests:ask", key="account_application")
        assert stage.row.clause in page


@scene
def no_account_before_every_yes(stage: Stage) -> None:
    """Nobody adds a new account past its application; with the last yes it stands in the register, not before."""
    head = stage.cast.head
    stage.refuses(add_account, head, stage.school, name="Year 4 news", place="x", says="is asked for before")
    deciders, form = cast_of_deciders(stage), form_of(stage)
    request = sent(stage, stage.cast.deputy, form)
    name = request.answers["name"]
    stage.time_passes()
    assert not OfficialAccount.objects.filter(name=name).exists()
    all_agree(
        stage, request, {**deciders, "senior_leader": make.make_person(stage.school, Role.SENIOR_LEADER)}
    )
    stage.time_passes()
    account = OfficialAccount.objects.get(name=name)
    assert account.record.request_id == request.pk
    assert str(account.people.get(does="lead").person) in stage.page(
        head, "official_accounts:account", account_id=account.pk
    )


@scene
def agreed_then_done_and_signed(stage: Stage) -> None:
    """It reaches whoever carries it out, nobody else says that it is done, and it stands there with name and day."""
    deciders, form = cast_of_deciders(stage), form_of(stage)
    request = sent(stage, stage.cast.jo, form)
    all_agree(stage, request, deciders)
    assert request.state == Request.State.TO_DO
    assert stage.is_cited(form.control)
    assert form.title in stage.today(deciders["network_manager"])
    assert mark_done.why_not(stage.as_actor(stage.cast.deputy), request, words="I did it.")
    stage.does(mark_done, deciders["network_manager"], request, words="Blocked at the filter.")
    request.refresh_from_db()
    assert request.state == Request.State.DONE
    told = stage.page(stage.cast.jo, "requests:printed", request_id=request.pk)
    assert "Blocked at the filter." in told
    assert str(deciders["network_manager"]) in told
    assert stage.row.clause in stage.page(stage.cast.jo, "requests:request", request_id=request.pk)


@scene
def the_head_or_the_chair_and_nobody_else(stage: Stage) -> None:
    """Leave for a tie is the headteacher's to give, the chair's for the headteacher, and no other's; those who must
    know read it and nobody else; it can be taken back."""
    deciders, form = cast_of_deciders(stage), form_of(stage)
    request = sent(stage, stage.cast.jo, form)
    assert stage.is_cited(form.control)
    assert request.turn is not None
    chair_too = "AE-090" in stage.policy.clauses
    assert request.turn.posts == (("headteacher", "chair") if chair_too else ("headteacher",))
    others = (stage.cast.deputy, stage.cast.governor) + (() if chair_too else (deciders["chair"],))
    for other in others:
        found = decide_request.why_not(
            stage.as_actor(other), request, says_yes=True, seen=queries.turn_digest(request)
        )
        assert found
    stage.may_not_open(stage.cast.lee, "requests:request", request_id=request.pk)
    assert stage.row.clause in stage.page(stage.cast.safeguarding, "requests:request", request_id=request.pk)
    says(stage, stage.cast.head, request)
    leave = Leave.objects.get(request=request)
    assert leave.review_on is not None
    stage.does(revoke_leave, stage.cast.head, leave, because="It is over.")
    of_the_head = sent(stage, stage.cast.head, form)
    assert of_the_head.turn is not None
    assert of_the_head.turn.posts == ("chair",)
    says(stage, deciders["chair"], of_the_head)


@scene
def accounts_are_reviewed(stage: Stage) -> None:
    """Each account comes up on a leader's day; what was found against what was promised is kept, the next day set."""
    account = stage.cast.facebook
    stage.does(review_account, stage.cast.head, account, aims="met", findings="Read by many.", outcome="keep")
    record = AccountRecord.objects.get(account=account)
    assert record.review_on is not None
    assert record.review_on > stage.cast.now.date()
    AccountRecord.objects.update(review_on=stage.cast.now.date())
    assert "Review the account: Facebook" in stage.today(stage.cast.head)
    page = stage.page(stage.cast.head, "official_accounts:review", account_id=account.pk)
    assert stage.row.clause in page
