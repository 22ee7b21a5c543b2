"""Reads of official accounts: the list with what needs a hand first, and why something cannot be done."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Case, IntegerField, Max, QuerySet, Value, When

from schoolgate.connectors.destinations import is_loopback_name
from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.official_accounts.platforms import is_place, platforms_of
from schoolgate.official_accounts.register import must_be_asked_for_first
from schoolgate.people.models import School
from schoolgate.rules.refusals import Control, Refusal

Standing = OfficialAccount.Standing


def accounts_of(school: School) -> QuerySet[OfficialAccount]:
    """Every account of this school, those with something to put right first; `last_up_at` is its newest post."""
    needs_a_hand = Case(
        When(standing=Standing.SUSPENDED, then=Value(0)),
        When(connector="wordpress", sealed_key="", standing=Standing.LIVE, then=Value(1)),
        When(standing=Standing.LIVE, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return (
        OfficialAccount.objects.filter(school=school)
        .annotate(order=needs_a_hand, last_up_at=Max("deliveries__sent_at"))
        .order_by("order", "name")
    )


def is_connected(account: OfficialAccount) -> bool:
    """Whether a machine can publish there, or none has to."""
    return account.connector != "wordpress" or bool(
        account.address and account.sign_in_name and account.sealed_key
    )


def refusals_to_add_account(
    actor: Actor,
    school: School,
    *,
    name: str,
    place: str,
    address: str = "",
    is_there_already: bool = False,
    **_: object,
) -> list[Refusal]:
    refusals = [
        *must_be_asked_for_first(school, is_there_already=is_there_already),
        *_name_is_taken(school.pk, name),
        *_address_is_taken(school.pk, address),
    ]
    if (
        place == "noticeboard"
        and OfficialAccount.objects.filter(school=school, connector="noticeboard")
        .exclude(standing=Standing.CLOSED)
        .exists()
    ):
        refusals.append(
            Refusal(
                Control.ONLY_OFFICIAL_ACCOUNTS,
                "The school has its noticeboard already.",
                "Use that one.",
                about="place",
            )
        )
    if not is_place(place, platforms_of(school)):
        refusals.append(
            Refusal(Control.STATE, "There is no such place.", "Choose one of the list.", about="place")
        )
    return refusals


def refusals_to_change_account(
    actor: Actor, account: OfficialAccount, *, name: str, address: str = "", **_: object
) -> list[Refusal]:
    return [
        *_must_not_be_closed(account),
        *_name_is_taken(account.school_id, name, but=account.pk),
        *_address_is_taken(account.school_id, address, but=account.pk),
    ]


def refusals_to_connect_account(
    actor: Actor, account: OfficialAccount, *, address: str, **_: object
) -> list[Refusal]:
    refusals = _must_not_be_closed(account)
    if account.connector != "wordpress":
        refusals.append(Refusal(Control.STATE, "No key is needed for this place.", "Nothing is left to do."))
    where = urlsplit(address)
    allowed = where.scheme == "https" or (
        settings.MAY_CALL_THIS_MACHINE and is_loopback_name(where.hostname or "")
    )
    if not allowed:
        refusals.append(
            Refusal(
                Control.STATE,
                "The address does not begin with https://, so the key would travel in the open.",
                "Ask who looks after the website for its https address.",
                about="address",
            )
        )
    return refusals


def refusals_to_suspend(actor: Actor, account: OfficialAccount, **_: object) -> list[Refusal]:
    return _must_stand_at(account, Standing.LIVE)


def refusals_to_resume(actor: Actor, account: OfficialAccount) -> list[Refusal]:
    return _must_stand_at(account, Standing.SUSPENDED)


def refusals_to_close(actor: Actor, account: OfficialAccount, **_: object) -> list[Refusal]:
    refusals = _must_not_be_closed(account)
    if account.deliveries.filter(state__in=["claimed", "asked", "unknown", "coming_down"]).exists():
        refusals.append(
            Refusal(
                Control.STATE,
                "Something is still on its way there, or coming down.",
                "Wait until that is done.",
            )
        )
    return refusals


def _must_not_be_closed(account: OfficialAccount) -> list[Refusal]:
    if account.standing == Standing.CLOSED:
        return [Refusal(Control.STATE, "This account is closed.", "Add a new one if it is needed again.")]
    return []


def _must_stand_at(account: OfficialAccount, standing: str) -> list[Refusal]:
    if account.standing == standing:
        return []
    words = account.get_standing_display().lower()
    return [Refusal(Control.STATE, f"This account stands at: {words}.", "Look at it again.")]


def _address_is_taken(school_id: int, address: str, *, but: int = 0) -> list[Refusal]:
    """One account, one purpose: two do not share a page."""
    if not address:
        return []
    same = OfficialAccount.objects.filter(school_id=school_id, address__iexact=address).exclude(pk=but)
    other = same.exclude(standing=Standing.CLOSED).first()
    if other is None:
        return []
    return [
        Refusal(
            Control.ACCOUNT_IS_THE_SCHOOLS_OWN,
            f"{other.name} is at this address already, and an account is a page of its own.",
            "Give its own address, or use the account that is there.",
            about="address",
        )
    ]


def _name_is_taken(school_id: int, name: str, *, but: int = 0) -> list[Refusal]:
    if (
        OfficialAccount.objects.filter(school_id=school_id, name__iexact=name.strip())
        .exclude(pk=but)
        .exists()
    ):
        return [
            Refusal(Control.STATE, "Another account has this name.", "Choose another name.", about="name")
        ]
    return []
