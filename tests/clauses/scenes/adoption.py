"""A policy counts when it was checked, signed and dated; its versions stay readable."""

from datetime import timedelta

from django.urls import reverse

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person
from schoolgate.policies.actions import adopt_policy, sign_policy
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.policies.queries import current_policy, policy_to_adopt, still_to_sign
from schoolgate.rules.policy.adoption import PaperSignature, signatories
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def it_waits_for_this_signature(stage: Stage) -> None:
    """Elmsgate adopts it with everyone's signature but the one this clause names: it does not hold until that
    person has signed, whose name and day are kept."""
    role = _role_named(stage)
    others = [each for each in _signing(stage) if each != role]
    version = _adopt(stage, on_paper=[_paper(stage, each) for each in others])
    assert list(still_to_sign(version)) == [role]
    assert current_policy(stage.cast.elmsgate).code == "FS", "it holds unsigned"
    signer = make.make_person(stage.cast.elmsgate, Role(role), forename="Una", surname="Reed")
    signed = sign_policy(_at_elmsgate(stage, signer), version).subject.signatures.get(role=role)
    assert (signed.name, signed.signed_on) == ("Una Reed", stage.cast.now.date())
    assert current_policy(stage.cast.elmsgate).code == stage.row.clause[:2]
    assert stage.is_cited()


@scene
def only_this_body_adopts(stage: Stage) -> None:
    """The headteacher's signature does not bring it into force, nor is it asked for; the trust's board's does."""
    assert _signing(stage) == ("trustee",)
    version = _adopt(stage, on_paper=[])
    head = stage.cast.head_elsewhere
    refused = sign_policy.why_not(_at_elmsgate(stage, head), version)
    assert any(one.words == "None of your posts is asked to sign this." for one in refused)
    trustee = make.make_person(stage.cast.elmsgate, Role.TRUSTEE, forename="Una", surname="Reed")
    sign_policy(_at_elmsgate(stage, trustee), version)
    version.refresh_from_db()
    assert version.in_force_at is not None
    assert stage.is_cited()


@scene
def no_signature_without_its_day(stage: Stage) -> None:
    """A signature on paper without a day, or of a day to come, is refused; the page prints the day beside the name."""
    role = _signing(stage)[0]
    for day in (None, stage.cast.now.date() + timedelta(days=1)):
        stage.refuses(
            adopt_policy,
            _officer(stage),
            stage.cast.elmsgate,
            **_given(stage, on_paper=[PaperSignature(role, "Una Reed", day)]),
        )
    page = stage.page(stage.cast.jo, "policies:policy")
    for each in _signing(stage):
        assert f"Signed by Holder of {each} on paper, 18 October" in page
    assert "version 1" in page


@scene
def somebody_confirms_the_check(stage: Stage) -> None:
    """Nobody confirmed the check that this clause asks for: the version cannot be adopted. Who confirmed is kept."""
    check = {"ST-037": "equality", "AE-006": "union_consultation"}[stage.row.clause]
    assert stage.policy.setting("adoption_checks") == (check,)
    stage.refuses(
        adopt_policy,
        _officer(stage),
        stage.cast.elmsgate,
        says="It is not confirmed that",
        **{**_given(stage), "checks": ()},
    )
    version = _adopt(stage)
    assert version.checks == [check]
    assert str(version.adopted_by) == "Ola Finch"


@scene
def a_new_version_on_any_day(stage: Stage) -> None:
    """A second version is adopted on a day of its own with its reason; the first stays readable."""
    other = "BE" if stage.row.clause[:2] != "BE" else "AC"
    policy = policy_to_adopt(stage.school, other)
    on_paper = [_paper(stage, role) for role in signatories(policy)]
    given = {"code": other, "checks": policy.setting("adoption_checks"), "on_paper": on_paper}
    stage.told_of_the_clause()
    stage.does(adopt_policy, stage.cast.head, stage.school, **given, reason="A new platform came up.")
    versions = AdoptedPolicy.objects.filter(school=stage.school).order_by("number")
    assert [one.number for one in versions] == [1, 2]
    assert all(one.in_force_at for one in versions)
    listed = stage.page(stage.cast.jo, "policies:versions")
    assert "A new platform came up." in listed
    first = stage.page(stage.cast.jo, "policies:version", number=1)
    assert versions[0].title in first


@scene
def leaders_own_the_policy(stage: Stage) -> None:
    """Only leaders adopt a version; it has a number, whoever adopted it and the day it came into force."""
    refused = adopt_policy.why_not(stage.as_actor(stage.cast.jo), stage.school, code="AC")
    assert "Your role does not let you" in refused[0].words
    page = stage.page(stage.cast.jo, "policies:policy")
    assert f"adopted by {stage.cast.head}" in page
    assert "version 1" in page
    stage.told_of_the_clause()


@scene
def it_stands_on_the_policys_page(stage: Stage) -> None:
    """Whoever opens the policy reads it there, whoever they are; nobody can leave it out of a version in force."""
    words = stage.policy.clauses[stage.row.clause].words
    for person in (stage.cast.jo, stage.cast.volunteer, stage.cast.governor):
        page = stage.page_as_sent(person, "policies:policy")
        head = page.partition('id="at-its-head"')[2].partition("</ul>")[0]
        assert stage.row.clause in head, f"{stage.row.clause} does not stand at the head of the policy"
        assert words.split("'")[0] in head


@scene
def one_step_from_every_page(stage: Stage) -> None:
    """Staff and volunteers open the policy by one link of any page; somebody of another school does not."""
    there = reverse("policies:policy", kwargs={"school_slug": stage.school.slug})
    for person in (stage.cast.jo, stage.cast.volunteer):
        for address in ("posts:new", "posts:list"):
            assert f'href="{there}"' in stage.page_as_sent(person, address)
        assert stage.policy.title in stage.page(person, "policies:policy")
    stage.may_not_open(stage.cast.stranger, "policies:policy")
    stage.told_of_the_clause(stage.cast.volunteer)


def _role_named(stage: Stage) -> str:
    """The signatory of whom the clause speaks."""
    return {"AC-002": "headteacher", "AC-003": "chair", "FS-030": "chair"}[stage.row.clause]


def _signing(stage: Stage) -> tuple[str, ...]:
    return signatories(stage.policy)


def _paper(stage: Stage, role: str) -> PaperSignature:
    return PaperSignature(role, f"Holder of {role}", stage.cast.now.date())


def _given(stage: Stage, on_paper: list[PaperSignature] | None = None) -> dict[str, object]:
    return {
        "code": stage.row.clause[:2],
        "checks": stage.policy.setting("adoption_checks"),
        "on_paper": [_paper(stage, role) for role in _signing(stage)] if on_paper is None else on_paper,
    }


def _adopt(stage: Stage, **given: object) -> AdoptedPolicy:
    """The trust's officer adopts it for Elmsgate, holding none of the posts that sign."""
    given = {**_given(stage), **given}
    return stage.does(adopt_policy, _officer(stage), stage.cast.elmsgate, **given).subject


def _officer(stage: Stage) -> Actor:
    """Somebody of the trust, who may adopt but holds no post that signs."""
    officer = make.make_person(stage.cast.elmsgate, Role.TRUST_OFFICER, forename="Ola", surname="Finch")
    return _at_elmsgate(stage, officer)


def _at_elmsgate(stage: Stage, person: Person) -> Actor:
    return stage.cast.as_actor(person, stage.cast.elmsgate)
