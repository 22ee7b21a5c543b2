"""The rows that a no is about, locked in the one order (school, then pupils by id) before anything is judged.

Publishing locks the same pupils in the same order, so a no and a delivery never pass each other unseen.
"""

from collections.abc import Iterable

from django.db import connection, models

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.pupils.models import OfficeQuestion, Pupil, Restriction


def lock_whole_roll(actor: Actor, subject: models.Model, **_: object) -> None:
    """For an import: the school and everyone on its roll."""
    _lock(actor, Pupil._base_manager.filter(school=actor.school).values_list("pk", flat=True))


def lock_pupil(actor: Actor, subject: Pupil | Restriction | OfficeQuestion, **_: object) -> None:
    """For one pupil: the school and the pupil."""
    pupil = subject.pk if isinstance(subject, Pupil) else subject.pupil_id
    _lock(actor, [pupil] if pupil else [])


def _lock(actor: Actor, pupil_ids: Iterable[int]) -> None:
    # SQLite has one writer at a time: the transaction itself is the lock.
    if connection.vendor == "sqlite":
        return
    school_ids = [actor.school_id] if actor.school_id else []
    for model, ids in ((School, school_ids), (Pupil, pupil_ids)):
        rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
        list(rows.values_list("pk", flat=True))
