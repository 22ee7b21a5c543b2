"""What a yes does: somebody is named, a talk is held, a device is let in."""

from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts.models import AccountPerson
from schoolgate.requests.actions import draft_request, mark_done, send_request
from schoolgate.requests.queries import leave_given
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import (
    all_agree,
    cast_of_deciders,
    drafted,
    form_of,
    says,
    sent,
)
from tests.clauses.scenes.before_an_account import may_not_decide
from tests.clauses.stage import Stage

# What a clause on platforms names, by the question of the register that offers it.
KINDS = ("network", "sharing", "blog", "podcast", "forum", "chat", "encyclopaedia", "game", "app")


@scene
def former_pupils_by_the_schools_own_ways(stage: Stage) -> None:
    """For a former pupil the form wants one of the school's own ways; an account of one's own is none of them."""
    form, jo = form_of(stage), stage.cast.jo
    lacking = drafted(stage, jo, form, kind="former", route="")
    against = send_request.why_not(stage.as_actor(jo), lacking)
    assert "route" in {one.about for one in against}, "nobody asks by which way"
    answers = {"kind": "former", "route": "my_own_account"}
    other = draft_request.why_not(stage.as_actor(jo), stage.school, form=form.key, answers=answers)
    assert [one.about for one in other] == ["route"]
    request = drafted(stage, jo, form, kind="former", route="alumni")
    printed = stage.page(jo, "requests:printed", request_id=request.pk)
    for words in ("the network of former pupils", stage.row.clause):
        assert words in printed


@scene
def a_yes_names_them_on_the_account(stage: Stage) -> None:
    """The headteacher's yes, and nobody else's, puts them on the account, with the headteacher as who named them."""
    is_outsider = stage.row.clause in ("ST-089", "FS-060")
    person = stage.cast.volunteer if is_outsider else stage.cast.lee
    AccountPerson.objects.filter(person=person).delete()
    form = form_of(stage)
    account = stage.cast.facebook
    answers = {"person": person.pk, "account": f"account_{account.pk}", "right": "administrator", "until": ""}
    request = drafted(stage, stage.cast.jo, form, **answers)
    assert stage.row.clause in stage.page(stage.cast.jo, "requests:printed", request_id=request.pk)
    stage.does(send_request, stage.cast.jo, request)
    request.refresh_from_db()
    stage.time_passes()
    assert not AccountPerson.objects.filter(person=person).exists()
    all_agree(stage, request, cast_of_deciders(stage))
    stage.time_passes()
    named = AccountPerson.objects.get(person=person, account=account)
    assert named.named_by == stage.cast.head
    page = stage.page(stage.cast.head, "official_accounts:account", account_id=account.pk)
    assert f"{person} looks after it" in page
    assert (f"{person} looks after it · not staff" in page) is is_outsider


@scene
def a_talk_is_asked_for_in_private(stage: Stage) -> None:
    """A parent asks for a talk and says with whom; the headteacher and the chair read it and nobody else, and what came
    of the meeting is kept with it."""
    parent = make.make_person(stage.school, Role.PARENT, forename="Par", surname="Ent")
    form = form_of(stage)
    answers = {"with_whom": "governor", "about": "A worry about messages"}
    request = drafted(stage, parent, form, **answers)
    stage.does(send_request, parent, request)
    request.refresh_from_db()
    assert stage.row.clause in stage.page(parent, "requests:request", request_id=request.pk)
    for other in (stage.cast.jo, stage.cast.deputy, stage.cast.office):
        stage.may_not_open(other, "requests:request", request_id=request.pk)
    assert form.title in stage.today(stage.cast.head)
    assert "a governor" in stage.page(stage.cast.head, "requests:request", request_id=request.pk)
    stage.does(mark_done, stage.cast.head, request, words="We met; the chair was there.")
    assert "We met; the chair was there." in stage.page(parent, "requests:request", request_id=request.pk)


@scene
def it_holds_when_the_network_is_safe(stage: Stage) -> None:
    """The headteacher's yes alone opens nothing: the leave holds from the day the network manager has confirmed what
    makes the network safe, whose name and words stay with it."""
    deciders, form = cast_of_deciders(stage), form_of(stage)
    request = sent(stage, stage.cast.jo, form)
    today = stage.cast.now.date()
    assert stage.is_cited(form.control)
    all_agree(stage, request, deciders)
    assert not leave_given(stage.school, form.key, today).exists()
    told = stage.page(stage.cast.jo, "requests:request", request_id=request.pk)
    assert "It does not hold yet." in told
    assert stage.row.clause in told
    stage.does(mark_done, deciders["network_manager"], request, words="Filtered, and logged by name.")
    assert leave_given(stage.school, form.key, today).exists()
    printed = stage.page(stage.cast.jo, "requests:printed", request_id=request.pk)
    assert str(deciders["network_manager"]) in printed


@scene
def a_leader_lets_them_in(stage: Stage) -> None:
    """Who asks to follow waits with the headteacher and the senior leaders, nobody else decides, and who said what and
    why stays with it."""
    deciders, form = cast_of_deciders(stage), form_of(stage)
    assert stage.is_cited(form.control)
    request = sent(stage, stage.cast.jo, form)
    assert request.turn is not None
    assert set(request.turn.posts) == {"headteacher", "senior_leader"}
    for other in (stage.cast.lee, stage.cast.office, deciders["marketing_officer"]):
        may_not_decide(stage, other, request)
    assert form.title in stage.today(stage.cast.deputy)
    says(stage, stage.cast.deputy, request, yes=False, because="Nobody here knows them.")
    told = stage.page(stage.cast.jo, "requests:request", request_id=request.pk)
    for words in ("Nobody here knows them.", str(stage.cast.deputy), stage.row.clause):
        assert words in told
