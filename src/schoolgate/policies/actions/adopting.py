"""A school, or a trust for all its schools, adopts a policy of the library."""

from collections.abc import Iterable

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School, Trust
from schoolgate.policies import queries
from schoolgate.policies.actions.versions import (
    ADOPTION,
    came_into_force,
    new_version,
    sign_here,
    sign_on_paper,
)
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.policy.adoption import PaperSignature


@action(
    may=Permission.POLICY_ADOPT,
    unless=queries.refusals_to_adopt,
    records=EventType.POLICY_ADOPTED,
    in_person=True,
)
def adopt_policy(
    actor: Actor,
    school: School,
    *,
    code: str,
    checks: Iterable[str] = (),
    on_paper: Iterable[PaperSignature] = (),
    reason: str = "",
) -> Done:
    """Adopt a policy of the library, frozen whole. It counts once every post that it names has signed.

    Adopting is signing where one holds a post that signs; `on_paper` are signatures that stand on paper.
    """
    policy = queries.policy_to_adopt(school, code)
    version = _adopted(actor, school, policy, checks=checks, on_paper=on_paper, reason=reason)
    return Done(version, _words(version), controls=ADOPTION, also=came_into_force(version))


@action(
    may=Permission.POLICY_ADOPT,
    unless=queries.refusals_to_adopt_for_all,
    records=EventType.POLICY_ADOPTED,
    in_person=True,
)
def adopt_policy_for_all(
    actor: Actor,
    trust: Trust,
    *,
    code: str,
    checks: Iterable[str] = (),
    on_paper: Iterable[PaperSignature] = (),
    reason: str = "",
) -> Done:
    """Adopt a policy for every school of the trust: each gets a version, with its own choices applied again."""
    adopted: list[AdoptedPolicy] = []
    checks, on_paper = tuple(checks), tuple(on_paper)
    for school in trust.schools.order_by("pk"):
        with scope(school=school):
            policy = queries.policy_to_adopt(school, code)
            adopted.append(
                _adopted(
                    actor, school, policy, checks=checks, on_paper=on_paper, reason=reason, by_trust=trust
                )
            )
    each = [happened for version in adopted for happened in _happened(version)]
    detail = {"policy": code, "schools": [version.school_id for version in adopted], "reason": reason}
    return Done(trust, detail, controls=ADOPTION, also=tuple(each))


def _adopted(
    actor: Actor,
    school: School,
    policy: ResolvedPolicy,
    *,
    checks: Iterable[str],
    on_paper: Iterable[PaperSignature],
    reason: str,
    by_trust: Trust | None = None,
) -> AdoptedPolicy:
    version = new_version(actor, school, policy, reason=reason, by_trust=by_trust, checks=checks)
    for signature in on_paper:
        sign_on_paper(version, signature)
    sign_here(actor, version)
    return version


def _happened(version: AdoptedPolicy) -> list[Happened]:
    with scope(school=version.school):
        adopted = Happened(EventType.POLICY_ADOPTED, version, _words(version), ADOPTION)
        return [adopted, *came_into_force(version)]


def _words(version: AdoptedPolicy) -> dict[str, object]:
    return {
        "policy": version.library_code,
        "number": version.number,
        "digest": version.digest,
        "checks": version.checks,
        "signatures": list(version.signatures.values("role", "name", "is_on_paper")),
        "reason": version.reason,
    }
