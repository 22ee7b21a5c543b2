"""What waits for whoever leads the school: an account whose review has come, or that too few people look after."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from schoolgate.kernel.permissions import Permission, Role
from schoolgate.official_accounts.here import holds_a_post
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, OfficialAccount
from schoolgate.official_accounts.register import LOOK_AFTER
from schoolgate.people.desks import Desk
from schoolgate.people.models import School
from schoolgate.people.queries import current, today_of
from schoolgate.people.waiting import as_waiting
from schoolgate.policies.queries import current_policies

REVIEW = (Role.HEADTEACHER, Role.SENIOR_LEADER, Role.EXECUTIVE_HEADTEACHER)


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """Each account whose review day has come, and each that has lost those who look after it."""
    ids = set(desk.where(Permission.ACCOUNT_MAINTAIN)) & set(desk.where_one_of(*REVIEW))
    schools = [school for school in desk.schools if school.pk in ids]
    if not schools:
        return
    due = AccountRecord.objects.filter(school__in=schools, review_on__lte=today_of(desk.now)).exclude(
        account__standing=OfficialAccount.Standing.CLOSED
    )
    yield as_waiting(
        due, "review_account", about="account_id", what=F("account__name"), due="account__added_at"
    )
    yield from _too_few(desk, schools)


def _too_few(desk: Desk, schools: list[School]) -> Iterator[QuerySet]:
    """Accounts of the register with fewer people than each school's policy wants, as the register itself says it."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for pk, policy in current_policies(schools).items():
        wanted[int(policy.setting("administrators_min"))].append(pk)
    few = Q(pk__in=())
    for least, ids in wanted.items():
        few |= Q(school__in=ids, running__lt=least)
    found = OfficialAccount.objects.filter(
        school__in=schools, standing=OfficialAccount.Standing.LIVE, record__isnull=False
    ).annotate(running=Coalesce(_running(today_of(desk.now)), 0))
    yield as_waiting(found.filter(few), "account_people", what=F("name"), many=F("running"), due="added_at")


def _running(today: date) -> Subquery:
    """How many people run an account on this day."""
    people = AccountPerson.objects.filter(
        current(today), holds_a_post(today), account=OuterRef("pk"), does__in=LOOK_AFTER
    )
    counted = people.order_by().values("account").annotate(many=Count("person", distinct=True))
    return Subquery(counted.values("many"), output_field=IntegerField())
