"""The people whom a policy names sign the version that was adopted; the last signature brings it into force."""

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Trust
from schoolgate.policies import queries
from schoolgate.policies.actions.versions import ADOPTION, came_into_force, sign_here
from schoolgate.policies.models import AdoptedPolicy


@action(
    may=Permission.POLICY_SIGN,
    unless=queries.refusals_to_sign,
    records=EventType.POLICY_SIGNED,
    in_person=True,
)
def sign_policy(actor: Actor, version: AdoptedPolicy) -> Done:
    """Sign exactly this version with the post one holds."""
    signature = sign_here(actor, version)
    detail = {"role": signature, "digest": version.digest, "number": version.number}
    return Done(version, detail, controls=ADOPTION, also=came_into_force(version))


@action(
    may=Permission.POLICY_SIGN,
    unless=queries.refusals_to_sign_for_all,
    records=EventType.POLICY_SIGNED,
    in_person=True,
)
def sign_policy_for_all(actor: Actor, trust: Trust) -> Done:
    """Sign, for the trust, every version of its schools that waits for this post."""
    happened: list[Happened] = []
    schools: list[int] = []
    for version in queries.waiting_for_signature_of(actor, trust):
        with scope(school=version.school):
            sign_here(actor, version)
            schools.append(version.school_id)
            happened += came_into_force(version)
    return Done(trust, {"schools": schools}, controls=ADOPTION, also=tuple(happened))
