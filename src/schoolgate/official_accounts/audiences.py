"""For whom an account is, in words: as it was asked for and agreed."""

from collections.abc import Iterable, Mapping
from functools import cache

from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.policies.forms_library import request_forms


@cache
def audience_words() -> Mapping[str, str]:
    """What can be answered to "Who is it for?", by key."""
    asked = request_forms()["account_application"].form.questions
    return next(one.choices for one in asked if one.key == "audience")


def in_words(said: Iterable[str]) -> str:
    """These kinds of people as a line: "our pupils' families, our staff"."""
    return ", ".join(audience_words().get(one, one) for one in said)


def with_its_audience(account: OfficialAccount) -> str:
    """The account's name, and for whom it is where that is written down. Its `record` is to be read beforehand."""
    record = getattr(account, "record", None)
    words = in_words(record.audience) if record is not None else ""
    return f"{account.name} ({words})" if words else account.name
