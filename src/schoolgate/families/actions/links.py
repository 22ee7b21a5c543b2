"""Sending links, and settling what families sent by them."""

from collections.abc import Sequence
from datetime import timedelta

from schoolgate.audit.event_types import EventType
from schoolgate.families import queries
from schoolgate.families.keys import new_links
from schoolgate.families.letters import write_links
from schoolgate.families.models import FamilyLink, FamilyMatter
from schoolgate.families.progress import (
    asked_of,
    to_ask_by_the_clock,
    to_remind,
    with_telephone,
)
from schoolgate.families.standing import ties_of
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.letters import whole_address
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.rules.families import MOST_ASKED, MOST_ASKED_OF_A_SCHOOL

Way = FamilyLink.Way


@action(may=Permission.CONSENT_MAINTAIN, unless=queries.refusals_to_send, records=EventType.FAMILY_LINKS_SENT)
def send_links(actor: Actor, school: School, *, adults: Sequence[int], reminds: bool = False) -> Done:
    """Send each of these adults a link of their own. The letters go with the next round of e-mail.

    A link that the office sends to somebody who had one before ends the others; a reminder leaves them open.
    """
    known = set(FamilyLink.objects.filter(adult__in=adults).values_list("adult_id", flat=True))
    if not reminds:
        FamilyLink.objects.filter(adult__in=known, ended_at__isnull=True).update(ended_at=actor.now)
    many = 0
    for way in (Way.FIRST, Way.ONE, Way.REMINDER):
        these = [one for one in adults if _way_of(one, known, reminds=reminds) == way]
        many += _send(actor, school, these, way)
    return Done(school, {"links": many, "reminds": reminds})


@action(may=Permission.FAMILY_TELL, unless=queries.refusals_to_remind, records=EventType.FAMILY_LINKS_SENT)
def remind_families(actor: Actor, school: School) -> Done:
    """Remind everybody whose time has come. The clock does it, so that nobody has to think of it."""
    adults = to_remind(school, asked_of(school, actor.now), actor.now)
    return Done(school, {"links": _send(actor, school, adults, Way.REMINDER), "reminds": True})


@action(
    may=Permission.FAMILY_TELL, unless=queries.refusals_to_ask_joiners, records=EventType.FAMILY_LINKS_SENT
)
def ask_joiners(actor: Actor, school: School) -> Done:
    """Ask the families of children who have just joined, and all of them when a year has begun. The clock does it."""
    adults = to_ask_by_the_clock(asked_of(school, actor.now), actor.now)
    return Done(school, {"links": _send(actor, school, adults, Way.FIRST), "reminds": False})


def _way_of(adult: int, known: set[int], *, reminds: bool) -> Way:
    if reminds:
        return Way.REMINDER
    return Way.ONE if adult in known else Way.FIRST


def _send(actor: Actor, school: School, adults: Sequence[int], way: Way) -> int:
    """Store the links and write their letters, in one transaction: the key stands in the letter alone."""
    made = new_links(school, dict.fromkeys(adults), way, by=actor)
    links = FamilyLink.objects.bulk_create([link for link, _ in made])
    write_links(school, list(zip(links, (path for _, path in made), strict=True)), now=actor.now)
    return len(made)


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_take,
    records=EventType.FAMILY_LINKS_TAKEN_OUT,
    in_person=True,
)
def take_links(actor: Actor, school: School) -> Done:
    """Links for the school's own text service, for whoever has still to answer and has a telephone number.

    They are given back once (`school.links_taken`: telephone, address) and kept nowhere.
    """
    asked = asked_of(school, actor.now)
    wanted = with_telephone(asked)
    made = new_links(school, wanted, Way.TEXT, by=actor)
    FamilyLink.objects.bulk_create([link for link, _ in made])
    telephones = {one.adult: one.telephone for one in asked}
    school.links_taken = [  # type: ignore[attr-defined]  # for whoever asked, stored nowhere
        (national(telephones[link.adult_id]), whole_address(path)) for link, path in made
    ]
    return Done(school, {"links": len(made)})


def national(telephone: str) -> str:
    """A number as text services and spreadsheets both take it: "07700 900123" for "+44 7700 900123"."""
    bare = telephone.strip()
    if bare.startswith("+44"):
        return "0" + bare.removeprefix("+44").strip().removeprefix("(0)").strip()
    return "00" + bare[1:] if bare.startswith("+") else bare


@action(may=Permission.FAMILY_TELL, unless=nothing_refuses, records=EventType.FAMILY_LINK_ASKED)
def send_link_again(actor: Actor, school: School, *, email: str) -> Done:
    """Somebody asks for a new link to this address. Who may have one gets it; the answer is the same to all."""
    ties = ties_of(school, today_of(actor.now))
    wanted = {tie.adult for tie in ties if tie.email and tie.email.casefold() == email.strip().casefold()}
    lately = FamilyLink.objects.filter(
        school=school, way=Way.ASKED, made_at__gt=actor.now - timedelta(days=1)
    )
    given = list(lately.values_list("adult_id", flat=True))
    if len(given) >= MOST_ASKED_OF_A_SCHOOL:
        wanted = set()
    adults = sorted(one for one in wanted if given.count(one) < MOST_ASKED)
    return Done(school, {"links": _send(actor, school, adults, Way.ASKED)})


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_settle_matter,
    records=EventType.FAMILY_SETTLED,
)
def settle_matter(actor: Actor, matter: FamilyMatter, *, outcome: str) -> Done:
    """Say what came of something that a family sent."""
    matter.settled_at, matter.settled_by, matter.outcome = actor.now, actor.person, outcome.strip()
    matter.save(update_fields=["settled_at", "settled_by", "outcome"])
    return Done(matter)
