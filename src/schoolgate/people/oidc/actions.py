"""Setting up and ending a way to sign in from outside."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person, Trust
from schoolgate.people.oidc import queries
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.people.oidc.sealing import seal


@action(
    may=Permission.SIGN_IN_SET,
    unless=queries.refusals_to_set_provider,
    records=EventType.SIGN_IN_SET,
    in_person=True,
)
def set_provider(
    actor: Actor,
    trust: Trust,
    *,
    which: str,
    issuer: str,
    client_id: str,
    secret: str,
    domains: list[str],
    tenant: str = "",
    counts_second_factor: bool = False,
) -> Done:
    """People of the trust may sign in with their accounts there. The secret is sealed, and shown to nobody again."""
    provider = SignInProvider.objects.create(
        trust=trust,
        which=which,
        issuer=issuer.rstrip("/"),
        client_id=client_id,
        sealed_secret=seal(secret),
        domains=[domain.casefold() for domain in domains],
        tenant=tenant,
        counts_second_factor=counts_second_factor,
        added_at=actor.now,
    )
    told = {
        "provider": provider.pk,
        "which": which,
        "domains": provider.domains,
        "counts": counts_second_factor,
    }
    return Done(trust, told)


@action(
    may=Permission.PERSON_APPOINT,
    unless=queries.refusals_to_forget_accounts,
    records=EventType.OUTSIDE_ACCOUNT_FORGOTTEN,
    in_person=True,
)
def forget_outside_accounts(actor: Actor, person: Person) -> Done:
    """Their account elsewhere was made anew: the next one there that has their address is theirs from then on."""
    providers = [one.pk for one in queries.signs_in_with(person)]
    queries.accounts_of(person).delete()
    return Done(person, {"providers": providers})


@action(
    may=Permission.SIGN_IN_SET,
    unless=queries.refusals_to_end_provider,
    records=EventType.SIGN_IN_ENDED,
    in_person=True,
)
def end_provider(actor: Actor, trust: Trust, *, provider: int) -> Done:
    """Nobody signs in from there any more; its secret is forgotten. Whoever is in stays in until their session ends."""
    SignInProvider.objects.filter(pk=provider, trust=trust).update(ended_at=actor.now, sealed_secret="")
    return Done(trust, {"provider": provider})
