"""Where a post may go: the school's own places, under one set of rules, and nothing while one is stopped."""

from schoolgate.official_accounts.actions import (
    add_account,
    name_for_account,
    resume_account,
    suspend_account,
)
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.policies.actions import override_setting
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import CONSENT, Stage

SUSPENDED = Control.NOTHING_WHILE_SUSPENDED.value


@scene
def only_a_place_of_the_register(stage: Stage) -> None:
    """Jo aims a post at an account that is not this school's: it has no place to go, and she cannot add one."""
    elsewhere = make.make_account(stage.cast.elmsgate, "Somebody's own page", "by_hand", make.Channel.SOCIAL)
    offered = stage.page(stage.cast.jo, "posts:new")
    assert "Facebook" in offered
    assert elsewhere.name not in offered
    post = stage.posting.ready(places=[elsewhere], picture=True)
    stage.refuses(submit_post, stage.cast.jo, post, says="No place is chosen")
    mine = add_account.why_not(
        stage.as_actor(stage.cast.jo), stage.school, name="Jo's page", place="facebook"
    )
    assert [one.control for one in mine] == [Control.PERMISSION]


@scene
def every_kind_of_place_has_every_rule(stage: Stage) -> None:
    """One account of each kind is added, from the website to a display: a post for it meets the same rules."""
    ben = make.make_pupil(stage.school, "Ben", "Tarrant")
    unfit = {"pupils": (ben,), "single_pupil_reason": "", "text": "Ben Tarrant won.", "objective": ""}
    first = _controls(stage, stage.posting.ready(places=[stage.cast.noticeboard], **unfit))
    assert {CONSENT, Control.PURPOSE_CHOSEN, Control.NO_FULL_NAME_BESIDE_PICTURE} <= first
    for kind in ("website", "x", "linkedin", "press", "display", "other"):
        made = place_of_kind(stage, kind)
        found = _controls(stage, stage.posting.ready(places=[made], **unfit))
        assert found >= first, (kind, first - found)
    stage.told_of_the_clause()


@scene
def a_platform_nobody_knew_has_every_rule(stage: Stage) -> None:
    """A platform that is in no list is added by its name: its first post meets every rule at once, and no other."""
    page = stage.page(stage.cast.head, "official_accounts:add")
    assert "A platform that is not in this list" in page
    ben = make.make_pupil(stage.school, "Ben", "Tarrant")
    unfit = {"pupils": (ben,), "single_pupil_reason": "", "text": "Ben Tarrant won.", "objective": ""}
    known = _controls(stage, stage.posting.ready(places=[stage.cast.facebook], **unfit))
    made = place_of_kind(stage, "other")
    assert _controls(stage, stage.posting.ready(places=[made], **unfit)) == known
    assert CONSENT in known
    stage.told_of_the_clause()


@scene
def no_place_has_rules_of_its_own(stage: Stage) -> None:
    """What is set, is set for the whole school: no account carries a rule, and a change of one reaches every post."""
    assert not {"strictness", "policy", "setting"} & {field.name for field in OfficialAccount._meta.fields}
    account = stage.page(stage.cast.head, "official_accounts:account", account_id=stage.cast.facebook.pk)
    assert "Set otherwise" not in account
    everywhere = [stage.cast.noticeboard, stage.cast.website, stage.cast.facebook]
    for wanted in (["learning"], ["recruitment"]):
        words = {"setting": "post_objectives", "value": wanted, "reason": "To see where it reaches."}
        stage.does(override_setting, stage.cast.head, stage.school, **words)
        for place in everywhere:
            other = stage.posting.ready(places=[place], objective="event")
            assert Control.PURPOSE_CHOSEN in _controls(stage, other)
    stage.told_of_the_clause()


@scene
def families_count_as_the_public(stage: Stage) -> None:
    """The noticeboard is for families: a child who may not be shown in public is not shown there either."""
    ben = make.make_pupil(stage.school, "Ben", "Tarrant")
    post = stage.posting.ready(pupils=(ben,), places=[stage.cast.noticeboard])
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    assert any(one.control == CONSENT and "Noticeboard" in one.words for one in found)
    stage.told_of_the_clause()


@scene
def a_suspended_account_is_silent(stage: Stage) -> None:
    """The head suspends Facebook: nothing is sent or goes out there until somebody lifts it, whose name is kept."""
    agreed = stage.posting.approved(places=[stage.cast.facebook])
    stage.does(suspend_account, stage.cast.head, stage.cast.facebook, because="A worry about a comment.")
    post = stage.posting.ready(places=[stage.cast.facebook])
    stage.refuses(submit_post, stage.cast.jo, post, says="Facebook is suspended")
    stage.refuses(
        claim_delivery, stage.clock, agreed, account_id=stage.cast.facebook.pk, says="Facebook is suspended"
    )
    page = stage.page(stage.cast.jo, "official_accounts:account", account_id=stage.cast.facebook.pk)
    assert "suspended" in page.lower()
    lifting = resume_account.why_not(stage.as_actor(stage.cast.jo), stage.cast.facebook)
    assert [one.control for one in lifting] == [Control.PERMISSION]
    stage.does(resume_account, stage.cast.head, stage.cast.facebook)
    stage.does(submit_post, stage.cast.jo, post)
    post.refresh_from_db()
    assert post.state == State.WAITING


@scene
def only_the_designated_add_accounts(stage: Stage) -> None:
    """A teacher is offered no new account and is refused when she tries; the headteacher adds one, on record."""
    stage.may_not_open(stage.cast.jo, "official_accounts:add")
    given = {"name": "Year 4 page", "place": "facebook", "is_there_already": True}
    refused = add_account.why_not(stage.as_actor(stage.cast.jo), stage.school, **given)
    assert [one.control for one in refused] == [Control.PERMISSION]
    stage.page(stage.cast.head, "official_accounts:add")
    made = stage.does(add_account, stage.cast.head, stage.school, **given).subject
    assert made.pk
    stage.told_of_the_clause()


def place_of_kind(stage: Stage, kind: str) -> OfficialAccount:
    """A place of this kind, for which Jo may write."""
    made: OfficialAccount = stage.does(
        add_account, stage.cast.head, stage.school, name=f"Our {kind}", place=kind, is_there_already=True
    ).subject
    named = {"person": stage.cast.jo.pk, "does": "writer", "first_on": stage.cast.now.date()}
    stage.does(name_for_account, stage.cast.head, made, **named)
    return made


def _controls(stage: Stage, post: object) -> set[str]:
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)  # type: ignore[arg-type]
    return {one.control.value for one in found}
