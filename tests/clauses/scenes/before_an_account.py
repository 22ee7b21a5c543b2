"""What is known and asked before an account is there: platforms, risks, people, addresses, what staff say."""

from typing import Any

from schoolgate.official_accounts.actions import (
    change_account,
    change_record,
    look_at_safety,
    name_for_account,
)
from schoolgate.official_accounts.models import AccountPerson
from schoolgate.people.models import Person
from schoolgate.policies.forms_library import register_forms
from schoolgate.registers.actions import write_entry
from schoolgate.registers.models import Entry
from schoolgate.requests.actions import decide_request, draft_request, send_request
from schoolgate.requests.models import Request
from schoolgate.requests.queries import turn_digest
from schoolgate.rules.account_safety import LINES, Stands
from schoolgate.rules.refusals import Control, Refusal
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import (
    cast_of_deciders,
    drafted,
    filled_in,
    form_of,
    says,
    sent,
)
from tests.clauses.stage import Stage

# What a clause on platforms names, by the question of the register that offers it.
KINDS = ("network", "sharing", "blog", "podcast", "forum", "chat", "encyclopaedia", "game", "app")


@scene
def a_platform_is_written_down_and_offered(stage: Stage) -> None:
    """The register asks for it by its clause, offers every kind of place, and takes any name; what is written there can
    be chosen at once for an account."""
    register, keeper = register_forms()["platforms"], stage.cast.head
    kinds = register.form.question("type")
    assert kinds is not None
    assert set(KINDS) <= set(kinds.choices)
    assert f"{stage.row.clause} · write it down" in stage.page(keeper, "registers:register", key="platforms")
    write = stage.page(keeper, "registers:write", key="platforms")
    assert all(words in write for words in kinds.choices.values())
    for kind in KINDS:
        entry = _platform(stage, f"A new {kind}", kind=kind, clause=stage.row.clause)
        asked = stage.page(stage.cast.deputy, "requests:ask", key="account_application")
        assert f"A new {kind}" in asked, kind
        assert entry.answers["type"] == kind
    assert f"{stage.row.clause} · written down" in stage.page(keeper, "registers:register", key="platforms")


@scene
def the_platforms_rules_stand_with_the_account(stage: Stage) -> None:
    """The account's page leads to the rules of its platform and says when somebody last looked; without a look it is
    flagged."""
    account, head = stage.cast.facebook, stage.cast.head
    stage.does(change_record, head, account, place="facebook")
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    assert "Nobody has looked at the platform's rules yet" in page
    _platform(stage, "Facebook", rules_link="https://f.example/terms", rules_checked_on="2026-10-01")
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    assert "Nobody has looked at the platform's rules yet" not in page
    assert "https://f.example/terms" in page
    assert stage.row.clause in page


@scene
def only_an_agreed_platform_gets_an_account(stage: Stage) -> None:
    """No account is asked for on a platform that nobody looked at or that was refused; once it is agreed, it is."""
    request = _application(stage, place="facebook")
    _refused(stage, request, Control.RISK_ASSESSED_FIRST, "place")
    _platform(stage, "Facebook", standing="refused")
    _refused(stage, request, Control.RISK_ASSESSED_FIRST, "place")
    register = stage.page(stage.cast.head, "registers:register", key="platforms")
    assert f"{stage.row.clause} · write it down" in register or stage.row.instance.startswith("gate.")
    _platform(stage, "Facebook")
    stage.does(send_request, stage.cast.deputy, request)


@scene
def its_risks_are_written_down_first(stage: Stage) -> None:
    """An application without its risks is not sent; the risks stand on it with who wrote them and when, and in the
    register nothing starts before everybody has read them."""
    request = _application(stage, risks=[])
    _refused(stage, request, Control.RISK_ASSESSED_FIRST, "risks")
    whole = _application(stage)
    stage.does(send_request, stage.cast.deputy, whole)
    printed = stage.page(stage.cast.head, "requests:printed", request_id=whole.pk)
    assert "Rude comments → We read them" in printed
    assert str(stage.cast.deputy) in printed


@scene
def a_risk_has_its_grade_measure_and_owner(stage: Stage) -> None:
    """A risk stands under its heading with how grave it is, what is done and who sees to it; what lacks is refused by
    name, and somebody looks at it again."""
    register, keeper = register_forms()["risks"], stage.cast.head
    assert f"{stage.row.clause} · write it down" in stage.page(keeper, "registers:register", key="risks")
    answers = filled_in(stage, register.form)
    for lacking in ("heading", "rating", "measure", "owner"):
        given = {**answers, lacking: ""}
        against = write_entry.why_not(
            stage.as_actor(keeper), stage.school, register="risks", answers=given, clause=stage.row.clause
        )
        assert [one.about for one in against] == [lacking]
    for heading in ("reputation", "legal", "governance"):
        entry = _entry(stage, "risks", clause=stage.row.clause, **{**answers, "heading": heading})
        assert entry.look_again_on is not None
    concerns = register.form.question("concerns")
    assert concerns is not None
    assert {"staff", "governors"} <= set(concerns.choices)


@scene
def an_account_has_a_purpose_of_the_policy(stage: Stage) -> None:
    """The form offers what the policy lets an account be for, and nothing else; without one it is not sent."""
    form = form_of(stage)
    question = form.question("objective")
    assert question is not None, "nobody asks what the account is for"
    assert stage.row.clause in question.clauses
    assert set(question.choices) == set(stage.policy.setting("account_purposes"))
    page = stage.page(stage.cast.deputy, "requests:ask", key="account_application")
    assert all(words in page for words in question.choices.values())
    audience = form.question("audience")
    assert audience is not None
    assert {"pupils", "families", "public"} <= set(audience.choices)
    lacking = drafted(stage, stage.cast.deputy, form, objective="")
    assert "objective" in _about(stage, lacking)
    actor = stage.as_actor(stage.cast.deputy)
    given = {"objective": "private_gain"}
    other = draft_request.why_not(actor, stage.school, form=form.key, answers=given)
    assert [one.about for one in other] == ["objective"]
    without = drafted(stage, stage.cast.deputy, form, moderator="")
    assert "moderator" in _about(stage, without)


@scene
def an_account_belongs_to_the_school(stage: Stage) -> None:
    """One person's address makes an account theirs: it is refused when it is asked for and when it is written down;
    and two accounts do not share a page."""
    own = _application(stage, email=stage.cast.jo.email)
    _refused(stage, own, Control.ACCOUNT_IS_THE_SCHOOLS_OWN, "email")
    head, facebook, website = stage.cast.head, stage.cast.facebook, stage.cast.website
    says = "one person’s address"
    stage.refuses(change_record, head, facebook, says=says, email=stage.cast.jo.email)
    stage.does(change_account, head, facebook, name="Facebook", address="https://f.example/oakfield")
    shared = {"name": "Website", "address": "https://f.example/oakfield"}
    stage.refuses(change_account, head, website, says="at this address already", **shared)


@scene
def an_account_has_an_address_of_the_school(stage: Stage) -> None:
    """An address that is not the school's is refused when an account is asked for and when its record is written."""
    _has_addresses(stage)
    outside = _application(stage, email="oakfield.news@mail.example")
    _refused(stage, outside, Control.SCHOOL_ADDRESSES_ONLY, "email")
    stage.refuses(
        change_record,
        stage.cast.head,
        stage.cast.facebook,
        says="not one of the school's",
        email="oakfield.news@mail.example",
    )
    stage.does(change_record, stage.cast.head, stage.cast.facebook, email="news@oakfield.example")


@scene
def accounts_are_run_from_addresses_of_the_school(stage: Stage) -> None:
    """Whoever has no address of the school is not named to look after an account, no account is asked for with them,
    and whoever runs one without is flagged."""
    _has_addresses(stage)
    AccountPerson.objects.all().delete()
    stage.cast.lee.email = "lee@mail.example"
    stage.cast.lee.save()
    lee: dict[str, Any] = {
        "person": stage.cast.lee.pk,
        "does": "administrator",
        "first_on": stage.cast.now.date(),
    }
    stage.refuses(
        name_for_account, stage.cast.head, stage.cast.facebook, says="no address of the school", **lee
    )
    request = _application(stage, administrators=[stage.cast.lee.pk, stage.cast.safeguarding.pk])
    _refused(stage, request, Control.SCHOOL_ADDRESSES_ONLY, "administrators")
    jo = {**lee, "person": stage.cast.jo.pk}
    stage.does(name_for_account, stage.cast.head, stage.cast.facebook, **jo)
    stage.does(change_record, stage.cast.head, stage.cast.facebook)
    stage.cast.jo.email = "jo@mail.example"
    stage.cast.jo.save()
    page = stage.page(stage.cast.head, "official_accounts:account", account_id=stage.cast.facebook.pk)
    assert "Somebody runs it without an address of the school" in page


@scene
def enough_of_them_are_staff(stage: Stage) -> None:
    """An application with one member of staff and a volunteer is refused; with two it goes out; and a live account with
    fewer is flagged."""
    outsiders = [stage.cast.volunteer.pk]
    request = _application(stage, administrators=outsiders, lead=stage.cast.jo.pk)
    _refused(stage, request, Control.ENOUGH_ADMINISTRATORS, "administrators")
    AccountPerson.objects.filter(account=stage.cast.facebook).delete()
    stage.does(change_record, stage.cast.head, stage.cast.facebook)
    one = {"person": stage.cast.jo.pk, "does": "lead", "first_on": stage.cast.now.date()}
    stage.does(name_for_account, stage.cast.head, stage.cast.facebook, **one)
    page = stage.page(stage.cast.head, "official_accounts:account", account_id=stage.cast.facebook.pk)
    assert "One person only looks after it" in page


@scene
def only_leaders_decide_on_an_account(stage: Stage) -> None:
    """It is a senior leader's to decide and nobody else's; their name and the day stay with it."""
    deciders, form = cast_of_deciders(stage), form_of(stage)
    request = sent(stage, stage.cast.jo, form)
    assert request.turn is not None
    assert request.turn.posts == ("senior_leader",)
    for other in (
        stage.cast.lee,
        stage.cast.office,
        deciders["network_manager"],
        deciders["marketing_officer"],
    ):
        assert not stage.today(other).count(form.title)
        may_not_decide(stage, other, request)
    says(stage, stage.cast.deputy, request)
    assert str(stage.cast.deputy) in stage.page(stage.cast.head, "requests:printed", request_id=request.pk)
    stage.told_of_the_clause()


@scene
def staff_keep_an_eye_on_what_others_write(stage: Stage) -> None:
    """No account is asked for without a moderator, nor with one who is not staff; each account shows theirs, and one
    without is flagged."""
    control = Control.WHO_MODERATES
    _refused(stage, _application(stage, moderator=""), Control.STATE, "moderator")
    _refused(stage, _application(stage, moderator=stage.cast.volunteer.pk), control, "moderator")
    account, head = stage.cast.facebook, stage.cast.head
    stage.does(change_record, head, account)
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    assert "Nobody keeps an eye on what others write there" in page
    stage.does(change_record, head, account, moderator=stage.cast.office.pk)
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    assert f"Keeps an eye on it {stage.cast.office}" in page


@scene
def an_account_is_looked_at_for_safety(stage: Stage) -> None:
    """Line by line: the second step, the way back in, who can get in, tagging; a no says why, and the day and who
    looked stand with the account."""
    account, head = stage.cast.facebook, stage.cast.head
    said = {line.key: Stands.YES for line in LINES}
    for state in (Stands.NO, Stands.NOT_OFFERED, Stands.YES):
        why = {"tagging": "Families ask for it"}
        stage.does(look_at_safety, head, account, lines={**said, "tagging": state}, why=why)
    no = {**said, "tagging": Stands.NO}
    against = look_at_safety.why_not(stage.as_actor(head), account, lines=no, why={})
    assert [one.about for one in against] == ["tagging_why"]
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    for key in ("two_step", "recovery", "managers", "tagging"):
        words = next(line.words for line in LINES if line.key == key)
        assert f"{words} Yes" in page
    assert f"Looked at by {head}" in page
    assert stage.row.clause in page


@scene
def what_others_run_is_written_down(stage: Stage) -> None:
    """The register of what others run asks for it by its clause; it stands beside our own accounts with who runs it."""
    key, keeper = "other_accounts", stage.cast.head
    assert f"{stage.row.clause} · write it down" in stage.page(keeper, "registers:register", key=key)
    entry = _entry(
        stage,
        key,
        clause=stage.row.clause,
        name=f"About {stage.row.clause}",
        place="Another app",
        owner="The families' committee",
        purpose="Messages between families",
        members="Families; the committee lets them in",
        staff=stage.cast.office.pk,
        risk="Pictures without consent",
    )
    page = stage.page(stage.cast.jo, "official_accounts:accounts")
    assert f"About {stage.row.clause}" in page
    assert "run by The families' committee" in page
    told = stage.page(stage.cast.jo, "registers:entry", entry_id=entry.pk)
    assert "Families; the committee lets them in" in told
    assert str(stage.cast.office) in told


@scene
def staff_are_asked_about_an_account(stage: Stage) -> None:
    """The account says by its clause that staff were not asked yet, and then who was asked and what came of it."""
    account, head = stage.cast.facebook, stage.cast.head
    about = {"ST-068": "purpose", "ST-069": "content"}[stage.row.clause]
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    assert f"{stage.row.clause} : staff were not asked yet" in page
    _entry(
        stage,
        "consultations",
        asked=["staff"],
        about=about,
        account=account.name,
        asked_on="2026-10-01",
        answers="Most would like shorter posts.",
        outcome=f"Shorter posts, by {stage.row.clause}.",
    )
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    assert f"{stage.row.clause} : Shorter posts" in page


@scene
def it_was_talked_over_first(stage: Stage) -> None:
    """Nobody asks for leave for a tie who has not talked about it with the safeguarding lead, a deputy or the
    headteacher; with whom and when stands on it."""
    form, jo = form_of(stage), stage.cast.jo
    for answers in ({"talked_with": ""}, {"talked_with": stage.cast.lee.pk}):
        request = drafted(stage, jo, form, **answers)
        against = send_request.why_not(stage.as_actor(jo), request)
        assert "talked_with" in {one.about for one in against}
    request = drafted(stage, jo, form, talked_with=stage.cast.safeguarding.pk, talked_on="2026-11-16")
    stage.does(send_request, jo, request)
    told = stage.page(stage.cast.head, "requests:printed", request_id=request.pk)
    for words in (str(stage.cast.safeguarding), "16 November 2026", stage.row.clause):
        assert words in told


def may_not_decide(stage: Stage, who: Person, request: Request) -> None:
    found = decide_request.why_not(
        stage.as_actor(who), request, says_yes=True, seen=turn_digest(request), signs=["content", "brand"]
    )
    assert found, f"{who} decides"


def _application(stage: Stage, **changed: Any) -> Request:
    """An application by the deputy, whole but for what is changed; its platform is one that needs no look."""
    form = form_of(stage)
    people = {
        "lead": stage.cast.jo.pk,
        "administrators": [stage.cast.lee.pk, stage.cast.safeguarding.pk],
        "moderator": stage.cast.office.pk,
        "contributors_age": 18,
    }
    given = {key: value for key, value in people.items() if form.question(key)}
    return drafted(stage, stage.cast.deputy, form, **{**given, **changed})


def _about(stage: Stage, request: Request) -> set[str]:
    return {one.about for one in send_request.why_not(stage.as_actor(stage.cast.deputy), request)}


def _refused(stage: Stage, request: Request, control: Control, about: str) -> Refusal:
    """Sending it is refused for this answer by this control, and the row's clause stands behind the row's control."""
    against = send_request.why_not(stage.as_actor(stage.cast.deputy), request)
    found = [one for one in against if one.about == about and one.control == control and not one.warning]
    assert found, f"not refused by {control} for {about}, but: {against}"
    assert stage.is_cited(), f"{stage.row.clause} does not stand behind {stage.row.instance}"
    return found[0]


def _platform(stage: Stage, name: str, *, kind: str = "network", clause: str = "", **changed: Any) -> Entry:
    given = {"name": name, "type": kind, "standing": "approved", **changed}
    return _entry(stage, "platforms", clause=clause, **given)


def _entry(stage: Stage, register: str, *, clause: str = "", **answers: Any) -> Entry:
    made: Entry = stage.does(
        write_entry, stage.cast.head, stage.school, register=register, answers=answers, clause=clause
    ).subject
    return made


def _has_addresses(stage: Stage) -> None:
    """The school's addresses end so; those of its people do."""
    stage.school.domains = ["oakfield.example", "example.org"]
    stage.school.save()
