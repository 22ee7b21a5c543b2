"""Taking an adult whom a court keeps from a child out of everything that is written to."""

from collections.abc import Iterable

from schoolgate.kernel.actor import Actor
from schoolgate.pupils.importing.comparing import is_same_adult
from schoolgate.pupils.importing.plan import ToKeepApart
from schoolgate.pupils.importing.vocabulary import Guardian
from schoolgate.pupils.models import Adult, KeptApart, Responsibility, RollImport


def keep_apart(actor: Actor, roll_import: RollImport, found: Iterable[ToKeepApart]) -> list[int]:
    """Keep these adults apart, once each; the ids of their pupils. What tied them to the child goes."""
    wanted = {(one.pupil, one.adult.name): one for one in found}
    if not wanted:
        return []
    KeptApart.objects.bulk_create(
        KeptApart(
            school=actor.school,
            pupil_id=one.pupil,
            name=one.adult.name,
            relationship=one.adult.relationship,
            email=one.adult.email,
            telephone=one.adult.telephone,
            order=one.adult.order,
            roll_import=roll_import,
            since=actor.now,
        )
        for one in wanted.values()
    )
    pupils = {pupil for pupil, _ in wanted}
    ties = Responsibility.objects.filter(pupil__in=pupils).select_related("adult")
    cut = [tie for tie in ties if any(_is_tie_to(tie, one) for one in wanted.values())]
    Responsibility.objects.filter(pk__in=[tie.pk for tie in cut]).delete()
    Adult.objects.filter(pk__in=[tie.adult_id for tie in cut], responsibilities__isnull=True).delete()
    return sorted(pupils)


def _is_tie_to(tie: Responsibility, one: ToKeepApart) -> bool:
    return tie.pupil_id == one.pupil and is_same_adult(Guardian(0, tie.adult.name), one.adult)
