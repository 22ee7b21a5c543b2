"""A school sets one thing otherwise than its policy, with a reason, or goes back to the policy."""

from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.policies import queries
from schoolgate.policies.actions.versions import version_with_own_choices
from schoolgate.policies.models import Override
from schoolgate.rules.policy import plain


@action(
    may=Permission.POLICY_ADOPT,
    unless=queries.refusals_to_override,
    records=EventType.POLICY_SETTING_OVERRIDDEN,
    in_person=True,
)
def override_setting(actor: Actor, school: School, *, setting: str, value: Any, reason: str) -> Done:
    """Set one setting or gate otherwise, with a reason. A new version stands at once; the old one is kept."""
    _withdraw(actor, school, setting)
    Override.objects.create(
        school=school,
        setting=setting,
        value=plain(value),
        reason=reason,
        set_at=actor.now,
        set_by=actor.person,
    )
    version = version_with_own_choices(actor, school, reason=reason)
    detail = {"setting": setting, "value": plain(value), "reason": reason, "digest": version.digest}
    return Done(version, detail, controls=_control(setting))


@action(
    may=Permission.POLICY_ADOPT,
    unless=queries.refusals_to_end_override,
    records=EventType.POLICY_OVERRIDE_ENDED,
    in_person=True,
)
def end_override(actor: Actor, school: School, *, setting: str) -> Done:
    """Go back to what the policy itself says here."""
    _withdraw(actor, school, setting)
    version = version_with_own_choices(actor, school, reason="")
    return Done(version, {"setting": setting, "digest": version.digest}, controls=_control(setting))


def _withdraw(actor: Actor, school: School, setting: str) -> None:
    active = Override.objects.filter(school=school, setting=setting, withdrawn_at__isnull=True)
    active.update(withdrawn_at=actor.now)


def _control(setting: str) -> tuple[str, ...]:
    return (setting if setting.startswith("gate.") else f"setting.{setting}",)
