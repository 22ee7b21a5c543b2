"""The key in a link: made once, sent once, kept as its digest only."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from schoolgate.families.models import FamilyLink
from schoolgate.families.times import link_lasts
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import FAMILY_GRANTS
from schoolgate.people.models import School


def digest_of(key: str) -> str:
    """What is kept of a key. It has 256 random bits, so nobody finds it again from this."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def new_links(
    school: School, adults: Iterable[int], way: FamilyLink.Way, *, by: Actor
) -> list[tuple[FamilyLink, str]]:
    """A link for each of these adults, not yet stored, with the address to be sent. The key stands nowhere else."""
    made, lasts = [], link_lasts(school)
    for adult in adults:
        key = secrets.token_urlsafe(32)
        link = FamilyLink(
            school=school,
            adult_id=adult,
            digest=digest_of(key),
            way=way,
            made_at=by.now,
            made_by=by.person,
            ends_at=by.now + lasts,
        )
        made.append((link, reverse("families:page", kwargs={"school_slug": school.slug, "key": key})))
    return made


def link_of(school_slug: str, key: str, now: datetime) -> FamilyLink | None:
    """The link that this key opens now, with its school and adult; None for any other, whatever the reason."""
    found = (
        FamilyLink._base_manager.select_related("school__trust", "adult")
        .filter(digest=digest_of(key), school__slug=school_slug)
        .first()
    )
    return found if found is not None and found.opens(now) else None


def as_family(link: FamilyLink, now: datetime) -> Actor:
    """Whoever comes by this link: a parent or carer, who is nobody's login."""
    return Actor(
        person=None,
        school=link.school,
        trust_id=link.school.trust_id,
        now=now,
        permissions=FAMILY_GRANTS,
        name=link.adult.name,
        adult_id=link.adult_id,
    )
