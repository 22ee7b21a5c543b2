"""Objections with a reason: written down beside the no, which counts at once whether there is a reason or not."""

from collections.abc import Iterable, Mapping

from schoolgate.families.models import Objection
from schoolgate.kernel.actor import Actor
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.rules.consents import Said
from schoolgate.rules.families import OBJECTION_DECIDED_IN


def note_objection(
    actor: Actor, pupil: Pupil, adult: Adult | None, answers: Mapping[str, Said], words: str
) -> None:
    """Keep why they object, for the data protection lead. Without a reason the no stands and nobody decides.

    Whoever says yes now takes what they objected to back.
    """
    _take_back(actor, pupil, adult, {use for use, said in answers.items() if said is Said.YES})
    objected = sorted(use for use, said in answers.items() if said is Said.OBJECTED)
    if objected and words.strip():
        Objection.objects.create(
            school=pupil.school,
            pupil=pupil,
            adult=adult,
            uses=objected,
            words=words.strip()[:500],
            came_at=actor.now,
            due_at=actor.now + OBJECTION_DECIDED_IN,
        )


def _take_back(actor: Actor, pupil: Pupil, adult: Adult | None, agreed: Iterable[str]) -> None:
    for one in Objection.objects.filter(pupil=pupil, adult=adult, decided_at__isnull=True) if agreed else ():
        one.uses = sorted(set(one.uses) - set(agreed))
        if not one.uses:
            one.outcome, one.decided_at = Objection.Outcome.TAKEN_BACK, actor.now
        one.save(update_fields=["uses", "outcome", "decided_at"])
