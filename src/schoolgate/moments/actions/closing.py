"""A task of the clock is done when the thing itself is."""

from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import Person


def close_duty(actor: Actor, person: Person, key: str, outcome: str) -> None:
    """Close what this person was asked for under this key."""
    Duty.objects.filter(
        school=actor.school, key=key, about=f"person:{person.pk}", done_at__isnull=True
    ).update(done_at=actor.now, done_by=actor.person, outcome=outcome)
