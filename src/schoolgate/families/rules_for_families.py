"""The school's rules for families in short: who has said that they have read them. Nobody has to."""

import hashlib
from dataclasses import dataclass
from datetime import date

from schoolgate.families.models import FamilyLink, RulesRead
from schoolgate.families.standing import ties_of
from schoolgate.moments.telling import Told, told_at
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy

FAMILY_RULES = "family_rules"


def rules_now(school: School) -> tuple[Told, ...]:
    """What the school's policy asks of families, in short."""
    return told_at(current_policy(school), FAMILY_RULES)


def digest_of(rules: tuple[Told, ...]) -> str:
    """The wording that somebody has read; "" where there is nothing to read."""
    words = "\n".join(one.words for one in rules)
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def has_read(adult: int, rules: tuple[Told, ...]) -> bool:
    """Whether this adult said that they have read the rules as they are now."""
    return RulesRead.objects.filter(adult=adult, digest=digest_of(rules)).exists()


@dataclass(frozen=True, slots=True)
class ToldFamilies:
    """How many adults may answer by a link, were sent the page with the rules, and say that they have read them."""

    adults: int
    sent: int
    read: int


def told_families(school: School, today: date) -> ToldFamilies:
    """In numbers. Six queries."""
    adults = {tie.adult for tie in ties_of(school, today)}
    links = FamilyLink.objects.filter(school=school, adult__in=adults)
    read = RulesRead.objects.filter(school=school, adult__in=adults, digest=digest_of(rules_now(school)))
    return ToldFamilies(len(adults), links.values("adult").distinct().count(), read.count())
