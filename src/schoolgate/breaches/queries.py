"""Reads of breaches: the register, whom they are told, and what stands against each step."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from schoolgate.breaches.models import Breach, BreachStep
from schoolgate.credentials.models import Compromise
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import Person, School
from schoolgate.people.queries import holders, today_of
from schoolgate.rules import breaches as rules
from schoolgate.rules.breaches import BreachFacts
from schoolgate.rules.refusals import Refusal
from schoolgate.web.addresses import url

# Who hears of a breach the same minute: whoever leads on data protection, on the network, and the school.
TOLD = (Role.DATA_PROTECTION_LEAD, Role.NETWORK_MANAGER, Role.HEADTEACHER)


def told_of_breaches(school: School, now: datetime) -> QuerySet[Person]:
    """Everyone who hears of a breach at once. One query."""
    return holders(school, TOLD, today_of(now)).order_by("pk")


def entry_of(actor: Actor, compromise: Compromise) -> tuple[str, str] | None:
    """The number and the page of the breach that this compromise opened, for whoever keeps the register."""
    if not actor.may(Permission.BREACH_KEEP):
        return None
    found = Breach.objects.filter(school=compromise.school_id, about=f"compromise:{compromise.pk}").first()
    if found is None:
        return None
    return found.number, url("breaches:breach", school_slug=actor.school.slug, breach_id=found.pk)


def register_of(
    school: School, *, risk: str = "", meant: str = "", is_open: bool = False
) -> QuerySet[Breach]:
    """The register, the newest first, narrowed where it is asked for."""
    found = Breach.objects.filter(school=school).select_related("reported_by")
    if risk:
        # Every engine reads a list as its text here; the kinds are words of their own.
        found = found.filter(risks__icontains=risk)
    if meant:
        found = found.filter(meant=meant)
    if is_open:
        found = found.filter(closed_at__isnull=True)
    steps = Count("steps"), Count("steps", filter=Q(steps__done_at__isnull=True))
    return found.annotate(steps_many=steps[0], steps_open=steps[1]).order_by("-found_at", "-pk")


def facts_of(breach: Breach) -> BreachFacts:
    """What is known of it. One query."""
    open_steps = [
        done is None for done in BreachStep.objects.filter(breach=breach).values_list("done_at", flat=True)
    ]
    return BreachFacts(
        is_closed=breach.closed_at is not None,
        has_steps=bool(open_steps),
        open_steps=sum(open_steps),
        effects=breach.effects,
        ico=breach.ico,
        ico_told=breach.ico_told_at is not None,
        people=breach.people,
        people_told=breach.people_told_at is not None,
    )


def refusals_to_report(
    actor: Actor,
    school: School,
    *,
    what: str,
    risks: Collection[str],
    meant: str = "",
    found_at: datetime | None = None,
    at_once: str = "",
    about: str = "",
) -> list[Refusal]:
    return list(rules.refusals_to_report(what=what, risks=risks, found_at=found_at, now=actor.now))


def refusals_to_change(actor: Actor, breach: Breach, **_: object) -> list[Refusal]:
    return list(rules.refusals_to_change(is_closed=breach.closed_at is not None))


def refusals_to_finish(actor: Actor, breach: Breach, *, step: int) -> list[Refusal]:
    is_open = BreachStep.objects.filter(pk=step, breach=breach, done_at__isnull=True).exists()
    return list(rules.refusals_to_change(is_closed=breach.closed_at is not None)) or list(
        rules.refusals_to_finish(is_open=is_open)
    )


def refusals_to_decide(actor: Actor, breach: Breach, *, decided: str, reason: str) -> list[Refusal]:
    return list(
        rules.refusals_to_decide(is_closed=breach.closed_at is not None, decided=decided, reason=reason)
    )


def refusals_to_say_ico_told(actor: Actor, breach: Breach, *, reference: str = "") -> list[Refusal]:
    return list(
        rules.refusals_to_say_told(
            is_closed=breach.closed_at is not None, decided=breach.ico, is_told=breach.ico_told_at is not None
        )
    )


def refusals_to_say_people_told(actor: Actor, breach: Breach) -> list[Refusal]:
    return list(
        rules.refusals_to_say_told(
            is_closed=breach.closed_at is not None,
            decided=breach.people,
            is_told=breach.people_told_at is not None,
        )
    )


def refusals_to_close(actor: Actor, breach: Breach, *, lessons: str) -> list[Refusal]:
    return list(rules.refusals_to_close(facts_of(breach), lessons=lessons))
