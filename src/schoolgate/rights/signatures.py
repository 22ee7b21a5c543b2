"""Who of a school has signed and who has not: for leaders everybody, for a manager their own people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.moments.models import DeclinedSigning, SignedDocument
from schoolgate.moments.queries import documents_for, who_owes
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Person
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules.signing import TITLES
from schoolgate.staffing.models import LineManager


@dataclass(frozen=True, slots=True)
class Signer:
    """One person: what is still to sign and by when, what was signed last, and what they said against it."""

    person: Person
    to_sign: tuple[str, ...]
    due_at: datetime | None
    signed_at: datetime | None
    declined: str = ""

    @property
    def has_signed(self) -> bool:
        return not self.to_sign


def signers(actor: Actor) -> list[Signer]:
    """Everybody this person may see who has something to sign, those who owe it first. Eight queries at most."""
    school = actor.school
    policy = current_policy(school)
    own = _own_people(actor)
    everybody = [
        person
        for person in people_of(school, today_of(actor.now))
        if (own is None or person.pk in own)
        and documents_for(policy, [Role(post.role) for post in person.posts_now])  # type: ignore[attr-defined]
    ]
    owing = {one.person.pk: one for one in who_owes(school, actor.now)}
    last = _last_signed([one.pk for one in everybody])
    declined = _declined(actor)
    found = []
    for person in everybody:
        owes = owing.get(person.pk)
        found.append(
            Signer(
                person,
                tuple(TITLES[one.key] for one in owes.unsigned) if owes else (),
                owes.due_at if owes else None,
                last.get(person.pk),
                declined.get(person.pk, "") if owes else "",
            )
        )
    return sorted(found, key=lambda one: (one.has_signed, one.due_at is None, one.due_at))


def sees_everybody(actor: Actor) -> bool:
    return actor.may(Permission.SIGNATURES_READ)


def _own_people(actor: Actor) -> set[int] | None:
    """The people this person answers for; None for whoever sees everybody."""
    if sees_everybody(actor):
        return None
    return set(LineManager.objects.filter(manager=actor.person).values_list("person_id", flat=True))


def _last_signed(people: Collection[int]) -> dict[int, datetime]:
    rows = SignedDocument.objects.filter(person__in=people).order_by("signed_at")
    return dict(rows.values_list("person_id", "signed_at"))


def _declined(actor: Actor) -> dict[int, str]:
    """Why somebody does not sign; the headteacher reads it."""
    if not actor.may(Permission.DECLARATIONS_READ):
        return {}
    rows = DeclinedSigning.objects.filter(school=actor.school).order_by("said_at")
    return dict(rows.values_list("person_id", "words"))
