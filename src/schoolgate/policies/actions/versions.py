"""How a version of a policy is written: its document, its signatures, and the moment it comes into force.

Only the actions beside it use it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from django.db.models import Max

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Happened
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School, Trust
from schoolgate.people.queries import today_of
from schoolgate.policies import queries
from schoolgate.policies.models import AdoptedPolicy, PolicySignature, asks_for
from schoolgate.rules import policy as rules
from schoolgate.rules.policy import ResolvedPolicy, adoption
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.refusals import Control

ADOPTION = (Control.POLICY_MAY_BE_ADOPTED.value,)


def new_version(
    actor: Actor,
    school: School,
    policy: ResolvedPolicy,
    *,
    reason: str,
    by_trust: Trust | None = None,
    checks: Iterable[str] = (),
    stands_on: AdoptedPolicy | None = None,
) -> AdoptedPolicy:
    """Freeze a policy as the school's next version. One that stands on a signed version is in force at once."""
    last = AdoptedPolicy.objects.filter(school=school).aggregate(Max("number"))["number__max"] or 0
    return AdoptedPolicy.objects.create(
        school=school,
        number=last + 1,
        library_code=policy.code,
        title=policy.title,
        signatories="".join(asks_for(role) for role in adoption.signatories(policy)),
        document=policy.to_document(),
        digest=policy.digest,
        adopted_at=actor.now,
        adopted_by=actor.person,
        by_trust=by_trust,
        reason=reason,
        checks=list(checks),
        stands_on=stands_on,
        in_force_at=actor.now if stands_on else None,
    )


def version_with_own_choices(actor: Actor, school: School, *, reason: str) -> AdoptedPolicy:
    """The policy in force once more, with exactly the choices the school has now."""
    standing = queries.in_force(school)[0]
    base = rules.without_overrides(queries.policy_of(standing))
    policy = rules.override(base, queries.active_overrides(school))
    return new_version(
        actor,
        school,
        policy,
        reason=reason,
        by_trust=standing.by_trust,
        checks=standing.checks,
        stands_on=standing.stands_on or standing,
    )


def sign_on_paper(version: AdoptedPolicy, signature: PaperSignature) -> None:
    """Write down a signature that stands on paper; one without a day was refused before."""
    PolicySignature.objects.create(
        policy=version,
        role=signature.role,
        name=" ".join(signature.name.split()),
        signed_on=cast(date, signature.on),
        is_on_paper=True,
        digest=version.digest,
    )
    _bring_into_force_if_whole(version, version.adopted_at)


def sign_here(actor: Actor, version: AdoptedPolicy) -> str:
    """Sign with the first missing post that the actor holds; the post, or "" where none is missing."""
    missing = [role for role in queries.still_to_sign(version) if role in actor.roles]
    if not missing or actor.person is None:
        return ""
    PolicySignature.objects.create(
        policy=version,
        role=missing[0],
        signed_by=actor.person,
        name=str(actor.person),
        signed_on=today_of(actor.now),
        digest=version.digest,
    )
    _bring_into_force_if_whole(version, actor.now)
    return missing[0]


def came_into_force(version: AdoptedPolicy) -> tuple[Happened, ...]:
    """The event that others follow, when the last signature is there."""
    if version.in_force_at is None:
        return ()
    detail = {"policy": version.library_code, "number": version.number, "digest": version.digest}
    return (Happened(EventType.POLICY_IN_FORCE, version, detail, ADOPTION),)


def _bring_into_force_if_whole(version: AdoptedPolicy, at: datetime) -> None:
    if version.in_force_at is None and not queries.still_to_sign(version):
        version.in_force_at = at
        version.save(update_fields=["in_force_at"])
