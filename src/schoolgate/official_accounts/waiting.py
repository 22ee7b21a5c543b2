"""What waits for whoever looks after the accounts: one whose review has come."""

from collections.abc import Iterator

from django.db.models import F, QuerySet

from schoolgate.kernel.permissions import Permission, Role
from schoolgate.official_accounts.models import AccountRecord, OfficialAccount
from schoolgate.people.desks import Desk
from schoolgate.people.queries import today_of
from schoolgate.people.waiting import as_waiting

REVIEW = (Role.HEADTEACHER, Role.SENIOR_LEADER, Role.EXECUTIVE_HEADTEACHER)


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """Each account whose review day has come, for those who lead the school."""
    schools = set(desk.where(Permission.ACCOUNT_MAINTAIN)) & set(desk.where_one_of(*REVIEW))
    if not schools:
        return
    due = AccountRecord.objects.filter(school__in=schools, review_on__lte=today_of(desk.now)).exclude(
        account__standing=OfficialAccount.Standing.CLOSED
    )
    yield as_waiting(
        due, "review_account", about="account_id", what=F("account__name"), due="account__added_at"
    )
