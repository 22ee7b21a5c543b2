"""Reads of providers and of the accounts that lead in from there."""

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Role
from schoolgate.people.appointing import TRUST_ROLES, refusals_to_be_changed_from_here, roles_to_give
from schoolgate.people.models import Appointment, Person, Trust, User
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.people.queries import current, today_of
from schoolgate.rules.outside_accounts import Expected, Known, OutsideAccount
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.web.said_times import sentence_list

Which = SignInProvider.Which


def in_use() -> QuerySet[SignInProvider]:
    """The providers that people may sign in with now."""
    return SignInProvider.objects.filter(ended_at=None).select_related("trust").order_by("pk")


def expected_of(provider: SignInProvider) -> Expected:
    return Expected(
        domains=tuple(domain.casefold() for domain in provider.domains),
        tenant=provider.tenant,
        wants_hosted_domain=provider.which == Which.GOOGLE,
        addresses_are_the_tenants=provider.which == Which.ENTRA and bool(provider.tenant),
    )


def login_of_subject(provider: SignInProvider, subject: str) -> User | None:
    """Who signed in with this very account before."""
    found = SocialAccount.objects.filter(provider=provider.key, uid=subject).select_related("user").first()
    return found.user if found else None


def login_by_address(provider: SignInProvider, address: str) -> User | None:
    """Somebody of this trust who has a login, and this address."""
    person = (
        Person.objects.filter(trust_id=provider.trust_id, user__isnull=False, user__email__iexact=address)
        .select_related("user")
        .first()
    )
    return person.user if person else None


def is_of_the_trust(user: User, provider: SignInProvider) -> bool:
    return Person.objects.filter(user=user, trust_id=provider.trust_id).exists()


def known(provider: SignInProvider, account: OutsideAccount) -> tuple[Known, User | None]:
    """Whom the trust knows by this account, and their login."""
    before = login_of_subject(provider, account.subject)
    if before is not None and is_of_the_trust(before, provider):
        return Known(by_subject=True, by_address=True), before
    user = login_by_address(provider, account.address) if account.address else None
    other = user is not None and SocialAccount.objects.filter(provider=provider.key, user=user).exists()
    return Known(by_subject=False, by_address=user is not None, other_account_is_theirs=other), user


def refusals_to_set_provider(
    actor: Actor,
    trust: Trust,
    *,
    which: str = "",
    domains: list[str] | None = None,
    tenant: str = "",
    **_: object,
) -> list[Refusal]:
    refusals = only_for_the_whole_trust(actor)
    if not domains:
        refusals.append(
            Refusal(
                Control.PERMISSION,
                "Without a domain anybody with an account there could try to come in.",
                "Write the part of your addresses after the @.",
                about="domains",
            )
        )
    if which == Which.ENTRA and not tenant:
        refusals.append(
            Refusal(
                Control.PERMISSION,
                "Without the number of your tenant any organisation's accounts would count.",
                "Copy it from the overview of your registration in Entra.",
                about="tenant",
            )
        )
    return refusals


def accounts_of(person: Person) -> QuerySet[SocialAccount]:
    """The accounts elsewhere that lead in as this person."""
    return SocialAccount.objects.filter(user_id=person.user_id or 0)


def signs_in_with(person: Person) -> list[SignInProvider]:
    """The providers in use from which this person has come."""
    keys = set(accounts_of(person).values_list("provider", flat=True))
    return [one for one in in_use().filter(trust_id=person.trust_id) if one.key in keys] if keys else []


def refusals_to_forget_accounts(actor: Actor, person: Person) -> list[Refusal]:
    refusals = refusals_to_be_changed_from_here(actor, person)
    if not signs_in_with(person):
        refusals.append(
            Refusal(
                Control.STATE,
                "They do not sign in with an account elsewhere.",
                "There is nothing left to do.",
            )
        )
    return refusals


def refusals_to_end_provider(actor: Actor, trust: Trust, *, provider: int = 0, **_: object) -> list[Refusal]:
    refusals = only_for_the_whole_trust(actor)
    if not in_use().filter(pk=provider, trust=trust).exists():
        refusals.append(
            Refusal(Control.STATE, "This way to sign in has ended already.", "There is nothing left to do.")
        )
    return refusals


def _whom_to_ask(actor: Actor) -> str:
    posts = Appointment.objects.filter(
        current(today_of(actor.now)), trust_id=actor.trust_id, role=Role.TRUST_OFFICER
    ).select_related("person")
    names = sorted({str(post.person) for post in posts})
    return (
        f"Ask the trust officer: {sentence_list(names)}."
        if names
        else "Ask for a trust officer to be appointed."
    )


def only_for_the_whole_trust(actor: Actor) -> list[Refusal]:
    """Why this actor sets nothing for the trust, whatever they would fill in."""
    if Role.TRUST_OFFICER in actor.roles or set(roles_to_give(actor)) & TRUST_ROLES:
        return []
    return [
        Refusal(
            Control.PERMISSION,
            "How people sign in is set for the whole trust.",
            _whom_to_ask(actor),
        )
    ]
