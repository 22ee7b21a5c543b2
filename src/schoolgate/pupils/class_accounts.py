"""Accounts that a class would get: for nobody below the policy's age, by the roll where the class stands there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.models import Pupil
from schoolgate.rules.account_application import pupils_must_be_old_enough
from schoolgate.rules.refusals import Control, Refusal

ACTIVITY = "pupil_activity_online"
GATES = (Control.OLD_ENOUGH.value,)


def against_accounts(actor: Actor, answers: Mapping[str, Any]) -> list[Refusal]:
    """What stands against what a class would do online: an account for somebody too young. One query at most."""
    if answers.get("own_accounts") != "yes":
        return []
    said = answers.get("youngest")
    ages = [said] if isinstance(said, int) else []
    youngest_here = _youngest(actor, str(answers.get("class_name", "")).strip(), today_of(actor.now))
    if youngest_here is not None:
        ages.append(youngest_here)
    return list(pupils_must_be_old_enough(current_policy(actor.school), min(ages))) if ages else []


def _youngest(actor: Actor, class_name: str, today: date) -> int | None:
    """The age of the youngest of this class on the roll; None where the roll does not know the class."""
    born = (
        Pupil.objects.filter(school=actor.school, class_name__iexact=class_name, born_on__isnull=False)
        .exclude(left_on__lt=today)
        .order_by("-born_on")
        .values_list("born_on", flat=True)
        .first()
    )
    if born is None:
        return None
    return int(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
