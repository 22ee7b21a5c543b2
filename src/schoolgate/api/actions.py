"""Making a key for a program, and revoking it. The key stands in no event."""

from collections.abc import Sequence
from datetime import date

from schoolgate.api.models import Token
from schoolgate.api.tokens import new_secret, refusals_to_make_token, refusals_to_revoke_token
from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person


@action(
    may=Permission.TOKEN_KEEP,
    unless=refusals_to_make_token,
    records=EventType.TOKEN_MADE,
    in_person=True,
)
def make_token(
    actor: Actor, person: Person, *, name: str, permissions: Sequence[str], may_write: bool, ends_on: date
) -> Done:
    """Give a program a key with some of one's own rights. It is shown once: `subject.secret`, kept nowhere."""
    secret = new_secret()
    token = Token.objects.create(
        trust_id=person.trust_id,
        person=person,
        name=name,
        prefix=secret.prefix,
        digest=secret.digest,
        permissions=sorted(set(permissions)),
        may_write=may_write,
        made_at=actor.now,
        ends_on=ends_on,
    )
    token.secret = secret.words  # type: ignore[attr-defined]  # for whoever made it, once
    detail = {"prefix": token.prefix, "permissions": token.permissions, "may_write": may_write}
    return Done(token, {**detail, "ends_on": ends_on.isoformat()})


@action(may=Permission.TOKEN_KEEP, unless=refusals_to_revoke_token, records=EventType.TOKEN_REVOKED)
def revoke_token(actor: Actor, token: Token) -> Done:
    """From now on this key opens nothing."""
    token.revoked_at = actor.now
    token.save(update_fields=["revoked_at"])
    return Done(token, {"prefix": token.prefix})
