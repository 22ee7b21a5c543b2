"""What is not in order with an official account: few people, silence, a review or a look at the rules overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

RULES_LOOKED_AT_EVERY = timedelta(days=365)
KEY_DYING = timedelta(days=30)
# How long an account goes on until somebody asks again whether it does what it is for.
REVIEWED_EVERY = {"half_term": timedelta(days=42), "term": timedelta(days=98), "year": timedelta(days=365)}


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as it stands today. Days are None where nothing is known; `people` look after it now, leads too;
    so many of them from `outside_addresses`, where our policy wants the school's."""

    today: date
    people: int = 0
    leads: int = 0
    people_wanted: int = 2
    outside_addresses: int = 0
    live_since: date | None = None
    last_post_on: date | None = None
    silent_after_days: int = 0
    review_on: date | None = None
    has_platform_rules: bool = False
    rules_checked_on: date | None = None
    key_ends_on: date | None = None
    platform_is_refused: bool = False
    platform_is_unknown: bool = False
    lacks_moderator: bool = False


def exceptions(account: AccountFacts) -> list[str]:
    """What somebody should put right, the gravest first, in words; nothing when all is in order."""
    return [*_platform(account), *_people(account), *_silence(account), *_looks(account)]


def _platform(account: AccountFacts) -> Iterator[str]:
    if account.platform_is_refused:
        yield "Our school has decided not to use its platform"
    elif account.platform_is_unknown:
        yield "Nobody has looked yet whether we may use its platform"


def _people(account: AccountFacts) -> Iterator[str]:
    if account.people == 0:
        yield "Nobody is named to look after it"
    elif account.people < account.people_wanted:
        yield "One person only looks after it" if account.people == 1 else "Too few people look after it"
    if account.people and account.leads == 0:
        yield "Nobody leads it"
    if account.outside_addresses:
        yield "Somebody runs it without an address of the school"
    if account.lacks_moderator:
        yield "Nobody keeps an eye on what others write there"


def _silence(account: AccountFacts) -> Iterator[str]:
    since = account.last_post_on or account.live_since
    if not account.silent_after_days or since is None:
        return
    silent = (account.today - since).days
    if silent > account.silent_after_days:
        yield f"No post for {silent} days"


def _looks(account: AccountFacts) -> Iterator[str]:
    if account.review_on is not None and account.review_on < account.today:
        yield "Its review is overdue"
    if account.has_platform_rules:
        yield from _rules(account)
    if account.key_ends_on is not None and account.key_ends_on - account.today < KEY_DYING:
        left = (account.key_ends_on - account.today).days
        yield "Its key has ended" if left < 0 else f"Its key ends in {left} days"


def _rules(account: AccountFacts) -> Iterator[str]:
    if account.rules_checked_on is None:
        yield "Nobody has looked at the platform's rules yet"
    elif account.today - account.rules_checked_on > RULES_LOOKED_AT_EVERY:
        yield "Nobody has looked at the platform's rules for a year"
