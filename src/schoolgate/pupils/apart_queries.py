"""Reads of adults who are kept apart, for their keepers."""

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.pupils.models import KeptApart
from schoolgate.rules import roll_import as rules
from schoolgate.rules.refusals import Refusal


def kept_apart(school: School) -> list[KeptApart]:
    """Everyone who is kept apart now, by the pupil's name. One query."""
    now = KeptApart.objects.filter(school=school, released_at__isnull=True).select_related("pupil")
    return sorted(now, key=lambda one: (one.pupil.surname, one.pupil.forename, one.pk))


def refusals_to_release(
    actor: Actor, kept: KeptApart, *, because: str | None = None, **_: object
) -> list[Refusal]:
    is_released = kept.released_at is not None
    return list(
        rules.refusals_to_release_adult(is_released=is_released, because="-" if because is None else because)
    )
