"""Names of people who work here, and of pupils' families, in the words of a post: asked about, where the policy wants
their leave as well.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import current
from schoolgate.pupils.grown_ups import said_by_grown_ups
from schoolgate.pupils.models import Adult, KeptApart
from schoolgate.rules.consents import Said
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.facts import Suspected

_WORD = re.compile(r"[\w'’-]+")
_TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Sir|Madam"
_WHY = "Somebody who works here."
_WHY_FAMILY = "Somebody of a pupil’s family."
_SETTING, _WITH_FAMILIES = "colleagues_named", "when_agreed_and_families"
_NAME = r"[^\W\d_][\w'’-]*"


def colleagues_named(
    school: School, policy: ResolvedPolicy, words: str, on: date, *, author: int
) -> tuple[Suspected, ...]:
    """Each colleague in these words who has not said yes to being shown online. The author may name themselves.

    No query where the policy does not ask for it; else one, and one more where somebody is named.
    """
    if not words or _said(policy) not in ("when_agreed", _WITH_FAMILIES):
        return ()
    found = list(_named(words, _colleagues(school, on, but=author)))
    agreed = {
        person
        for person, said in said_by_grown_ups(one for one, _ in found).items()
        if _agreed(said.values())
    }
    return tuple(Suspected("colleague", said, _WHY) for person, said in found if person not in agreed)


def families_named(school: School, policy: ResolvedPolicy, words: str) -> tuple[Suspected, ...]:
    """Each full name of an adult of a family in these words, where the policy keeps families unnamed too.

    Whoever a court keeps from a child is never among them: that they are on the roll is nobody's to learn. Two queries
    at most.
    """
    if _said(policy) != _WITH_FAMILIES:
        return ()
    full = {f"{one} {other}" for one, other in _beside_each_other(words)}
    if not full:
        return ()
    apart = {one.casefold() for one in KeptApart.objects.filter(school=school).values_list("name", flat=True)}
    found = Adult.objects.filter(school=school, name__in=full).values_list("name", flat=True).distinct()
    named = sorted(name for name in found if name.casefold() not in apart)
    return tuple(Suspected("relative", name, _WHY_FAMILY) for name in named)


def _beside_each_other(words: str) -> Iterator[tuple[str, str]]:
    """Every two words in a row that both begin with a capital letter."""
    for found in re.finditer(rf"(?=\b({_NAME}) ({_NAME}))", words):
        if found[1][0].isupper() and found[2][0].isupper():
            yield found[1], found[2]


def _said(policy: ResolvedPolicy) -> str:
    """How the school names people who are no pupils. A policy adopted before this could be set leaves it free."""
    return str(policy.setting(_SETTING)) if _SETTING in policy.settings else "free"


def _agreed(said: Iterable[Said]) -> bool:
    answers = list(said)
    return Said.YES in answers and Said.NO not in answers


def _colleagues(school: School, on: date, *, but: int) -> list[tuple[int, str, str]]:
    here = Appointment.objects.filter(
        current(on) & (Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id))
    )
    rows = Person.objects.filter(pk__in=here.values("person_id"), trust_id=school.trust_id).exclude(pk=but)
    return list(rows.values_list("pk", "forename", "surname"))


def _named(words: str, people: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    """A first name with the surname, or a title with it; a surname alone is many things."""
    there = {word.casefold() for word in _WORD.findall(words)}
    for person, forename, surname in people:
        last = _WORD.findall(surname)
        if not last or last[-1].casefold() not in there:
            continue
        first = f"{re.escape(forename)}|{re.escape(forename[:1])}\\.?|{_TITLES}"
        name = re.search(rf"\b(?:{first})\.? {re.escape(surname)}\b", words, re.IGNORECASE)
        if name is not None:
            yield person, name.group()
