"""What a family's children do online for school, as it was agreed: where, from when, whom from school they meet."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.models import Pupil
from schoolgate.requests.models import Request

ACTIVITY = "pupil_activity_online"
_AGREED = (Request.State.GRANTED, Request.State.DONE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Online:
    """One activity of a class, in the words of whoever asked for it. `who` is "" where a policy does not ask it."""

    for_whom: str
    what: str
    platforms: str
    first: date
    last: date
    who: str


def activities_for(school: School, children: Sequence[Pupil], today: date) -> list[Online]:
    """What is agreed for the classes of these children and not over yet, the soonest first. Two queries at most.

    What names no class of the roll (a club, a trip) is there for every family. Where the policy does not want such
    activities said, nothing is read.
    """
    control = f"request.{ACTIVITY}"
    if not any(row.instance == control for row in current_policy(school).rows):
        return []
    agreed = Request.objects.filter(
        school=school, key=ACTIVITY, state__in=_AGREED, leave__revoked_at__isnull=True
    )
    found = [one for one in map(_online, agreed.values_list("answers", flat=True)) if one.last >= today]
    if not found:
        return []
    here = Pupil.objects.filter(school=school).exclude(left_on__lt=today)
    known = {_plain(name) for name in here.values_list("class_name", flat=True).distinct()}
    own = {_plain(child.class_name) for child in children}
    meant = [one for one in found if _is_for(one.for_whom, own, known - {""})]
    return sorted(meant, key=lambda one: (one.first, one.platforms))


def _online(answers: dict[str, str]) -> Online:
    return Online(
        for_whom=answers.get("class_name", ""),
        what=answers.get("purpose", ""),
        platforms=answers.get("platforms", ""),
        first=date.fromisoformat(answers["from_on"]),
        last=date.fromisoformat(answers["until_on"]),
        who=answers.get("who_is_there", ""),
    )


def _is_for(said: str, own: Collection[str], known: Collection[str]) -> bool:
    named = set(_named(said)) & set(known)
    return not named or bool(named & set(own))


def _named(said: str) -> Iterator[str]:
    """Every word, and every two and three beside each other: "4A", "Oak class"."""
    words = _WORD.findall(said.casefold())
    for length in (1, 2, 3):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))
