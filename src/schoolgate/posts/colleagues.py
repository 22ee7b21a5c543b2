"""Names of people who work here in the words of a post: asked about, where the policy wants their leave as well."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import current
from schoolgate.pupils.grown_ups import said_by_grown_ups
from schoolgate.rules.consents import Said
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.facts import Suspected

_WORD = re.compile(r"[\w'’-]+")
_TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Sir|Madam"
_WHY = "Somebody who works here."


def colleagues_named(
    school: School, policy: ResolvedPolicy, words: str, on: date, *, author: int
) -> tuple[Suspected, ...]:
    """Each colleague in these words who has not said yes to being shown online. The author may name themselves.

    No query where the policy does not ask for it; else one, and one more where somebody is named.
    """
    if policy.setting("colleagues_named") != "when_agreed" or not words:
        return ()
    found = list(_named(words, _colleagues(school, on, but=author)))
    agreed = {
        person
        for person, said in said_by_grown_ups(one for one, _ in found).items()
        if _agreed(said.values())
    }
    return tuple(Suspected("colleague", said, _WHY) for person, said in found if person not in agreed)


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
