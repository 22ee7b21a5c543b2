"""What waits for a person among policies: a version that asks for their signature."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.waiting import as_waiting
from schoolgate.policies.models import AdoptedPolicy, PolicySignature, asks_for


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """The newest version of each school that waits for a post of theirs, unless they have signed it already."""
    asked = Q()
    for seat in desk.seats:
        if Permission.POLICY_SIGN in seat.permissions:
            for role in seat.roles:
                asked |= Q(school=seat.school, signatories__contains=asks_for(role)) & ~_signed(
                    role=role.value
                )
    if asked:
        newer = AdoptedPolicy.objects.filter(school=OuterRef("school"), number__gt=OuterRef("number"))
        found = AdoptedPolicy.objects.filter(
            asked, ~Exists(newer), ~_signed(signed_by=desk.person), in_force_at__isnull=True
        )
        yield as_waiting(
            found,
            "sign_policy",
            about="number",
            what=F("title"),
            due="adopted_at",
        )


def _signed(**by: object) -> Q:
    return Q(Exists(PolicySignature.objects.filter(policy=OuterRef("pk"), **by)))
