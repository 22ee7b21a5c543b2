"""What other registers say of an account: its platform, whom the school asked about it, what others run beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.registers.models import Entry
from schoolgate.rules.policy import ResolvedPolicy

CONSULTATIONS, OTHERS = "consultations", "other_accounts"
# What staff are asked about an account, with the clause that wants it.
ASKED_ABOUT = {"purpose": "ST-068", "content": "ST-069"}

# The room of the right to post hands in what each person lacks to write for an account now, in words: empty where
# nothing is missing; nobody who may not write at all; None for a reader whom that does not concern.
LACKING: list[Callable[[Actor, OfficialAccount, ResolvedPolicy], Mapping[int, tuple[str, ...]] | None]] = []


@dataclass(frozen=True, slots=True)
class Consulted:
    """Whether staff were asked about an account's purpose or content: the entry, or where one is written."""

    about: str
    clause: str
    entry: Entry | None
    write: str


def consulted(account: OfficialAccount) -> list[Consulted]:
    """What staff were asked about this account, and what the policy wants them asked. One query."""
    school = account.school
    wanted = {row.clause for row in current_policy(school).rows}
    entries = _entries(school, CONSULTATIONS).filter(answers__account__iexact=account.name)
    found: dict[str, Entry] = {}
    for entry in entries.order_by("pk"):
        if "staff" in entry.answers.get("asked", ()):
            found[str(entry.answers.get("about"))] = entry
    return [
        Consulted(about, clause, found.get(about), _where_to_write(account, about, clause))
        for about, clause in ASKED_ABOUT.items()
        if clause in wanted or about in found
    ]


def lacking(
    actor: Actor, account: OfficialAccount, policy: ResolvedPolicy
) -> Mapping[int, tuple[str, ...]] | None:
    """What each person lacks to write for this account now, for readers whom that concerns."""
    return next((tells(actor, account, policy) for tells in LACKING), None)


def run_by_others(school: School) -> list[Entry]:
    """What speaks of the school and is run by others: the families' page, chat groups, an app of a supplier."""
    return list(_entries(school, OTHERS).order_by("pk")[:50])


def _entries(school: School, key: str) -> QuerySet[Entry]:
    return Entry.objects.filter(school=school, key=key, ended_at__isnull=True)


def _where_to_write(account: OfficialAccount, about: str, clause: str) -> str:
    said: Mapping[str, str] = {"clause": clause, "account": account.name, "about": about, "asked": "staff"}
    address = reverse("registers:write", args=[account.school.slug, CONSULTATIONS])
    return f"{address}?{urlencode(said)}"
