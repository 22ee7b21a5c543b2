"""Reads of tokens: making and finding one, whose it is, and what stands against making or revoking it."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from schoolgate.api.models import Token
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import desk_of
from schoolgate.people.models import Person
from schoolgate.people.queries import today_of
from schoolgate.rules import tokens as rules
from schoolgate.rules.refusals import Refusal

MARK = "sgt"
_RANDOM_BYTES = 32


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A key that was just made: the whole of it for its owner's eyes, its first part to find it, its digest."""

    words: str
    prefix: str
    digest: str


def new_secret() -> NewSecret:
    """256 random bits behind a prefix that may be shown."""
    prefix = f"{MARK}_{secrets.token_hex(5)}"
    words = f"{prefix}_{secrets.token_urlsafe(_RANDOM_BYTES)}"
    return NewSecret(words, prefix, digest_of(words))


def digest_of(words: str) -> str:
    """A fast hash is enough for what nobody can guess."""
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()


def token_with(words: str) -> Token | None:
    """The token that this key opens, ended or not; None for what is no key of ours. One query."""
    prefix = "_".join(words.split("_", 2)[:2])
    if not prefix.startswith(f"{MARK}_") or len(prefix) > 16 or "\0" in prefix:
        return None
    found = Token.objects.select_related("person__user").filter(prefix=prefix).first()
    if found is None or not hmac.compare_digest(found.digest, digest_of(words)):
        return None
    return found


def why_it_opens_nothing(token: Token, now: datetime) -> str:
    """Why this token is of no use any more, in words; "" while it is."""
    user = token.person.user
    if user is None or not user.is_active:
        return "Whoever made this key can no longer sign in."
    if token.revoked_at is not None:
        return "This key was revoked."
    if token.ends_on < today_of(now):
        return f"This key ended on {token.ends_on.day} {token.ends_on:%B %Y}."
    return ""


def used_today(token: Token, now: datetime) -> None:
    """Remember the day of its last use; one write a day at most, and no event."""
    today = today_of(now)
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


def tokens_of(person: Person) -> QuerySet[Token]:
    """Every key this person ever made, the newest first."""
    return Token.objects.filter(person=person).order_by("-made_at", "-pk")


def own_permissions(person: Person, now: datetime) -> frozenset[Permission]:
    """What this person may do at any of their schools today."""
    seats = desk_of(person, now).seats
    return frozenset().union(*(seat.permissions for seat in seats)) if seats else frozenset()


def refusals_to_make_token(
    actor: Actor, person: Person, *, permissions: Sequence[str], ends_on: date, **_: object
) -> list[Refusal]:
    today = today_of(actor.now)
    open_now = Token.objects.filter(person=person, revoked_at__isnull=True, ends_on__gte=today).count()
    return list(
        rules.refusals_to_make_token(
            is_own=actor.person_id == person.pk,
            wanted=permissions,
            own={one.value for one in own_permissions(person, actor.now)},
            ends_on=ends_on,
            today=today,
            open_now=open_now,
        )
    )


def refusals_to_revoke_token(actor: Actor, token: Token) -> list[Refusal]:
    return list(
        rules.refusals_to_revoke_token(
            is_own=actor.person_id == token.person_id, is_revoked=token.revoked_at is not None
        )
    )
